package foldback.mix;

import java.util.List;

/**
 * What a parameter is: everything that validation, the engine, the screen and the documentation need to know of it.
 *
 * @param id within its processor, for ever: stored events name it
 * @param name as a person reads it
 * @param unit of {@code minimum}, {@code maximum}, {@code defaultValue} and of every stored value
 * @param choices names of the values 0, 1, 2 ... if the unit is {@link Unit#CHOICE}, otherwise empty
 */
public record ParameterSpec(
        String id,
        String name,
        Unit unit,
        double minimum,
        double maximum,
        double defaultValue,
        Taper taper,
        boolean automatable,
        List<String> choices) {

    /** At and below this level a fader or send passes nothing. */
    public static final double SILENCE_DB = -144;

    public enum Unit {
        DECIBELS,
        HERTZ,
        MILLISECONDS,
        SECONDS,
        RATIO,
        /** Resonance: a quality factor, without dimension. */
        Q,
        /** Quarter notes a minute. */
        BEATS_PER_MINUTE,
        /** At the session's sample rate; whole. */
        FRAMES,
        /** 1 is all of it, shown as 100 %. */
        FRACTION,
        /** -1 is left, 1 is right. */
        PAN,
        DEGREES,
        /** Of a sample's word. */
        BITS,
        /** 0 is off, 1 is on. */
        SWITCH,
        /** An index into {@link ParameterSpec#choices}. */
        CHOICE
    }

    /** How a control's travel spreads over the range. */
    public enum Taper {
        LINEAR,
        LOGARITHMIC,
        /** The law of a console's fader: fine around 0 dB, coarse below. */
        FADER
    }

    public ParameterSpec {
        choices = List.copyOf(choices);
        if (!(minimum < maximum) || defaultValue < minimum || defaultValue > maximum) {
            throw new IllegalArgumentException("the range of " + id + " does not hold its default");
        }
    }

    /** Whether a value may be stored: finite, within the range, and whole where only whole values mean something. */
    public boolean accepts(double value) {
        boolean within = value >= minimum && value <= maximum;
        return within && (!isDiscrete() || value == Math.rint(value));
    }

    /** Whether only whole values mean something. */
    public boolean isDiscrete() {
        return unit == Unit.SWITCH || unit == Unit.CHOICE || unit == Unit.FRAMES;
    }

    static ParameterSpec level(String id, String name) {
        return new ParameterSpec(id, name, Unit.DECIBELS, SILENCE_DB, 12, 0, Taper.FADER, true, List.of());
    }

    static ParameterSpec linear(
            String id, String name, Unit unit, double minimum, double maximum, double defaultValue) {
        return new ParameterSpec(id, name, unit, minimum, maximum, defaultValue, Taper.LINEAR, true, List.of());
    }

    static ParameterSpec logarithmic(
            String id, String name, Unit unit, double minimum, double maximum, double defaultValue) {
        return new ParameterSpec(id, name, unit, minimum, maximum, defaultValue, Taper.LOGARITHMIC, true, List.of());
    }

    static ParameterSpec onOff(String id, String name) {
        return new ParameterSpec(id, name, Unit.SWITCH, 0, 1, 0, Taper.LINEAR, true, List.of());
    }

    /** A switch that is set up, not played. */
    static ParameterSpec setting(String id, String name) {
        return new ParameterSpec(id, name, Unit.SWITCH, 0, 1, 0, Taper.LINEAR, false, List.of());
    }

    static ParameterSpec choice(String id, String name, int defaultChoice, List<String> choices) {
        return new ParameterSpec(
                id, name, Unit.CHOICE, 0, choices.size() - 1, defaultChoice, Taper.LINEAR, false, choices);
    }
}
