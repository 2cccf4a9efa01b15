package foldback.analysis;

import org.jspecify.annotations.Nullable;

/** Powers as decibels, and what is too low for them. */
final class Decibels {
    private Decibels() {}

    /** -Infinity of no power. */
    static double ofPower(double power) {
        return 10 * Math.log10(power);
    }

    static double ofPower(double power, double lowest) {
        return Math.max(lowest, ofPower(power));
    }

    /** Null below what counts as silence. */
    static @Nullable Double ofPowerOrNull(double power) {
        double level = ofPower(power);
        return level < Limits.SILENT_DBFS ? null : (Double) level;
    }

    static double toPower(double decibels) {
        return Math.pow(10, decibels / 10);
    }
}
