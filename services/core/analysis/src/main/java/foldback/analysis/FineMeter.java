package foldback.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at windows of some 680 ms, half a window apart, in which neighbouring notes stand apart: the spectrum in all, and who listens besides. */
final class FineMeter {
    private static final double WINDOW_SECONDS = 0.68;
    private static final int PER_OCTAVE = 12;
    private static final double LOWEST_HERTZ = 20;
    private static final double HIGHEST_HERTZ = 20_000;
    private static final double TILT_FROM_HERTZ = 100;
    private static final double TILT_TO_HERTZ = 4200; // the third at 4 kHz is in it
    private static final double TYPICAL_DB_PER_OCTAVE = -5;
    private static final double RUMBLE_FROM_HERTZ = 6; // below is what the window makes of a DC offset
    private static final double RUMBLE_TO_HERTZ = 30;

    private final Fft fft;
    private final Framer framer;
    private final double binHertz;
    private final double[] one;
    private final double[] other;
    private final double[] power;
    private final double[] sum;
    private final PitchProfile pitches;
    private final HumMeter hum;
    private final ResonanceMeter resonances;
    private long frames;

    FineMeter(int sampleRateHertz) {
        fft = new Fft(Fft.sizeNear(WINDOW_SECONDS * sampleRateHertz));
        framer = new Framer(fft.size(), fft.size() / 2);
        binHertz = (double) sampleRateHertz / fft.size();
        one = new double[2 * fft.bins()];
        other = new double[2 * fft.bins()];
        power = new double[fft.bins()];
        sum = new double[fft.bins()];
        pitches = new PitchProfile(binHertz);
        hum = new HumMeter(binHertz);
        resonances = new ResonanceMeter(binHertz, fft.bins(), (double) fft.size() / 2 / sampleRateHertz);
    }

    void add(double[] left, double[] right, int count) {
        framer.add(left, right, 0, count, this::take);
    }

    private void take(double[] left, double[] right, int from) {
        fft.transform(left, right, from, one, other);
        double scale = fft.meanSquareScale();
        double all = 0;
        for (int k = 0; k < power.length; k++) {
            double a = one[2 * k];
            double b = one[2 * k + 1];
            double c = other[2 * k];
            double d = other[2 * k + 1];
            power[k] = scale * fft.twoSided(k) * (a * a + b * b + c * c + d * d) / 2;
            sum[k] += power[k];
            all += power[k];
        }
        frames++;
        boolean silent = Decibels.ofPower(all) < Limits.SILENT_DBFS;
        resonances.take(power, silent);
        if (!silent) {
            pitches.take(power);
            hum.take(power, all);
        }
    }

    /** Nothing can be added after it. */
    void finish() {
        framer.finish(this::take);
    }

    PitchProfile pitches() {
        return pitches;
    }

    HumMeter hum() {
        return hum;
    }

    ResonanceMeter resonances() {
        return resonances;
    }

    /** The mean power of what is too low to be music. */
    double rumblePower() {
        double power = 0;
        for (int k = (int) Math.ceil(RUMBLE_FROM_HERTZ / binHertz); k <= RUMBLE_TO_HERTZ / binHertz; k++) {
            power += sum[k] / Math.max(1, frames);
        }
        return power;
    }

    Answer<Spectrum> spectrum(Bands ofPicture, Rows picture) {
        double[] mean = new double[sum.length];
        double all = 0;
        for (int k = 0; k < sum.length; k++) {
            mean[k] = frames == 0 ? 0 : sum[k] / frames;
            all += k == 0 ? 0 : mean[k];
        }
        if (Decibels.ofPower(all) < Limits.SILENT_DBFS) {
            return Answer.notEnough("It is silent.");
        }
        Bands thirds = Bands.thirds(binHertz, sum.length);
        List<Spectrum.Band> levels = new ArrayList<>();
        for (int b = 0; b < thirds.count(); b++) {
            levels.add(new Spectrum.Band(thirds.middleHertz(b), Decibels.ofPowerOrNull(thirds.sum(b, mean))));
        }
        Bands narrow = Bands.fine(LOWEST_HERTZ, HIGHEST_HERTZ, PER_OCTAVE, binHertz, sum.length);
        List<Spectrum.Band> fine = new ArrayList<>();
        for (int b = 0; b < narrow.count(); b++) {
            double width = narrow.highHertz(b) - narrow.lowHertz(b);
            Double level = Decibels.ofPowerOrNull(narrow.sum(b, mean));
            fine.add(new Spectrum.Band(
                    narrow.middleHertz(b), level == null ? null : (Double) (level - 10 * Math.log10(width))));
        }
        return Answer.known(new Spectrum(levels, fine, tilt(levels), picture(ofPicture, picture)));
    }

    /** The line of least squares through the levels as density, over octaves. */
    private static Spectrum.Tilt tilt(List<Spectrum.Band> thirds) {
        List<double[]> points = new ArrayList<>();
        for (Spectrum.Band band : thirds) {
            if (band.hertz() >= TILT_FROM_HERTZ * 0.95 && band.hertz() <= TILT_TO_HERTZ) {
                Double level = band.level();
                if (level == null) {
                    return new Spectrum.Tilt(null, TYPICAL_DB_PER_OCTAVE, null);
                }
                points.add(new double[] {Math.log(band.hertz()) / Math.log(2), level - 10 * Math.log10(band.hertz())});
            }
        }
        Line line = Line.through(points);
        return new Spectrum.Tilt(line.slope(), TYPICAL_DB_PER_OCTAVE, line.residual());
    }

    private static Spectrum.Picture picture(Bands bands, Rows rows) {
        List<List<@Nullable Double>> levels = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<@Nullable Double> row = new ArrayList<>();
            for (int b = 0; b < bands.count(); b++) {
                row.add(Decibels.ofPowerOrNull(rows.row(i)[b]));
            }
            levels.add(row);
        }
        return new Spectrum.Picture(rows.stepSeconds(), levels);
    }
}
