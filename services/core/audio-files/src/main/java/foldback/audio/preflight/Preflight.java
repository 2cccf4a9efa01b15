package foldback.audio.preflight;

import foldback.audio.Container;
import foldback.audio.Levels;
import foldback.audio.WavFormat;
import foldback.audio.preflight.Finding.Kind;
import foldback.audio.preflight.Finding.Place;
import foldback.audio.preflight.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at a stem's samples as they pass by, and says what was found. */
public final class Preflight {
    /** What nobody hears under anything: 80 dB below full scale. */
    private static final double SILENT = 1e-4;

    private static final double SHORTEST_SILENCE_SECONDS = 1;

    /** 0.3 % of full scale, -50 dB: takes headroom, and clicks at every cut. */
    private static final double MOST_DC = 0.003;

    private static final double WINDOW_SECONDS = 0.1;
    private static final double PAUSE_BELOW_LOUD_DECIBELS = 25;
    private static final double LOWEST_NOISE_DBFS = -65;
    private static final double NOISE_WARNING_DBFS = -50;
    private static final double QUIET_QUANTILE = 0.05;
    private static final double LOUD_QUANTILE = 0.95;

    /** Noise stays where it is, while what dies away goes on falling. */
    private static final double PLATEAU_QUANTILE = 0.15;

    private static final double PLATEAU_DECIBELS = 3;
    private static final int FEWEST_WINDOWS = 20;
    private static final int MOST_WINDOWS = 1 << 20;

    private final WavFormat format;
    private final Container container;
    private final FlatTops[] tops;
    private final double[] sums;
    private final double[] peaks;
    private final int windowFrames;
    private float[] windowDecibels = new float[1024];
    private int windows;
    private double windowSquares;
    private int framesIntoWindow;
    private double greatestDifference;
    private long firstSound = -1;
    private long lastSound = -1;
    private long frames;

    /** @param container what the stem came in */
    public Preflight(WavFormat format, Container container) {
        this.format = format;
        this.container = container;
        tops = new FlatTops[format.channels()];
        Arrays.setAll(tops, c -> new FlatTops());
        sums = new double[format.channels()];
        peaks = new double[format.channels()];
        windowFrames = Math.max(1, (int) (WINDOW_SECONDS * format.sampleRateHertz()));
    }

    /**
     * Looks at the next frames.
     *
     * @param block one array for each channel, read from index 0
     */
    public void add(double[][] block, int count) {
        for (int c = 0; c < block.length; c++) {
            double[] samples = block[c];
            tops[c].add(samples, count, frames);
            double sum = sums[c];
            double peak = peaks[c];
            for (int i = 0; i < count; i++) {
                double x = samples[i];
                sum += x;
                peak = Math.max(peak, Math.abs(x));
            }
            sums[c] = sum;
            peaks[c] = peak;
        }
        addTogether(block, count);
        frames += count;
    }

    private void addTogether(double[][] block, int count) {
        double[] left = block[0];
        double[] right = block[block.length - 1];
        for (int i = 0; i < count; i++) {
            double l = left[i];
            double r = right[i];
            greatestDifference = Math.max(greatestDifference, Math.abs(l - r));
            if (Math.max(Math.abs(l), Math.abs(r)) > SILENT) {
                lastSound = frames + i;
                if (firstSound < 0) {
                    firstSound = frames + i;
                }
            }
            windowSquares += l * l + r * r;
            framesIntoWindow++;
            if (framesIntoWindow == windowFrames) {
                endWindow();
            }
        }
    }

    private void endWindow() {
        if (windows == windowDecibels.length && windows < MOST_WINDOWS) {
            windowDecibels = Arrays.copyOf(windowDecibels, 2 * windows);
        }
        // A stem of more than a day has been refused; beyond the limit the last windows do not count.
        if (windows < windowDecibels.length) {
            windowDecibels[windows] = (float) (10 * Math.log10(windowSquares / (2 * windowFrames)));
            windows++;
        }
        windowSquares = 0;
        framesIntoWindow = 0;
    }

    /** Ends the look, and says what was found. */
    public List<Finding> findings(Levels levels) {
        for (FlatTops each : tops) {
            each.finish(frames);
        }
        List<Finding> found = new ArrayList<>();
        if (container.isLossy()) {
            found.add(new Finding(
                    Kind.LOSSY_SOURCE,
                    Severity.NOTICE,
                    null,
                    "It came as " + container.words() + ", which has lost sound. Ask for the original.",
                    null));
        }
        if (firstSound < 0) {
            found.add(new Finding(
                    Kind.ALL_SILENT, Severity.WARNING, null, "There is nothing to hear in it. Export it again.", null));
            return found;
        }
        silence(found);
        clipping(found);
        truePeak(found, levels.truePeakDbtp());
        dcOffset(found);
        noiseFloor(found);
        sides(found);
        return found;
    }

    private void silence(List<Finding> found) {
        long shortest = (long) (SHORTEST_SILENCE_SECONDS * format.sampleRateHertz());
        long end = lastSound + 1;
        if (firstSound >= shortest) {
            found.add(new Finding(
                    Kind.SILENCE_AT_START,
                    Severity.NOTICE,
                    new Place(0, firstSound),
                    "The first " + seconds(firstSound) + " are silent.",
                    new Fix.Trim(firstSound, frames - firstSound)));
        }
        if (frames - end >= shortest) {
            found.add(new Finding(
                    Kind.SILENCE_AT_END,
                    Severity.NOTICE,
                    new Place(end, frames),
                    "The last " + seconds(frames - end) + " are silent.",
                    new Fix.Trim(0, end)));
        }
    }

    private void clipping(List<Finding> found) {
        long runs = 0;
        long first = Long.MAX_VALUE;
        long last = 0;
        double top = 0;
        for (FlatTops each : tops) {
            if (each.runs() > 0) {
                runs += each.runs();
                first = Math.min(first, each.firstFrame());
                last = Math.max(last, each.lastFrame());
                top = Math.max(top, each.top());
            }
        }
        if (runs > 0) {
            found.add(new Finding(
                    Kind.CLIPPING,
                    Severity.WARNING,
                    new Place(first, last),
                    String.format(
                            Locale.ROOT,
                            "It was clipped %d %s, at %.1f dBFS. Turning it down does not bring back what is cut off: export it again, quieter.",
                            runs,
                            runs == 1 ? "time" : "times",
                            decibels(top)),
                    null));
        }
    }

    private static void truePeak(List<Finding> found, @Nullable Double truePeakDbtp) {
        if (truePeakDbtp != null && truePeakDbtp > 0) {
            found.add(new Finding(
                    Kind.TRUE_PEAK,
                    Severity.NOTICE,
                    null,
                    String.format(
                            Locale.ROOT,
                            "Its true peak is %.1f dBTP. The mixer has room for it; other players may not.",
                            truePeakDbtp),
                    null));
        }
    }

    private void dcOffset(List<Finding> found) {
        double worst = 0;
        for (double sum : sums) {
            double mean = sum / frames;
            worst = Math.abs(mean) > Math.abs(worst) ? mean : worst;
        }
        if (Math.abs(worst) > MOST_DC) {
            found.add(new Finding(
                    Kind.DC_OFFSET,
                    Severity.WARNING,
                    null,
                    String.format(
                            Locale.ROOT,
                            "It stands %.1f %% of full scale off zero, which takes headroom and clicks at cuts. A high-pass filter takes it away.",
                            100 * worst),
                    null));
        }
    }

    private void noiseFloor(List<Finding> found) {
        float[] sounding = new float[windows];
        int count = 0;
        for (int i = 0; i < windows; i++) {
            if (windowDecibels[i] > 20 * Math.log10(SILENT) - 10) {
                sounding[count++] = windowDecibels[i];
            }
        }
        if (count < FEWEST_WINDOWS) {
            return;
        }
        Arrays.sort(sounding, 0, count);
        double quiet = sounding[(int) (QUIET_QUANTILE * count)];
        double loud = sounding[(int) (LOUD_QUANTILE * (count - 1))];
        double somewhatLouder = sounding[(int) (PLATEAU_QUANTILE * count)];
        if (quiet < LOWEST_NOISE_DBFS
                || quiet > loud - PAUSE_BELOW_LOUD_DECIBELS
                || somewhatLouder > quiet + PLATEAU_DECIBELS) {
            return;
        }
        long start = 0;
        for (int i = 0; i < windows; i++) {
            if (windowDecibels[i] <= quiet && windowDecibels[i] > 20 * Math.log10(SILENT) - 10) {
                start = (long) i * windowFrames;
                break;
            }
        }
        found.add(new Finding(
                Kind.NOISE_FLOOR,
                quiet > NOISE_WARNING_DBFS ? Severity.WARNING : Severity.NOTICE,
                new Place(start, start + windowFrames),
                String.format(
                        Locale.ROOT,
                        "Its pauses are at %.0f dBFS, %.0f dB below where it plays. A gate may help.",
                        quiet,
                        loud - quiet),
                null));
    }

    private void sides(List<Finding> found) {
        if (format.channels() != 2) {
            return;
        }
        boolean leftSilent = peaks[0] <= SILENT;
        boolean rightSilent = peaks[1] <= SILENT;
        if (leftSilent != rightSilent) {
            found.add(new Finding(
                    Kind.ONE_SIDE_SILENT,
                    Severity.WARNING,
                    null,
                    "Its " + (leftSilent ? "left" : "right") + " side is silent.",
                    null));
        } else if (greatestDifference <= SILENT * Math.max(peaks[0], peaks[1])) {
            found.add(new Finding(
                    Kind.MONO_IN_STEREO,
                    Severity.NOTICE,
                    null,
                    "Both sides are the same: it is mono in a stereo file.",
                    new Fix.Convert(format.sampleRateHertz(), 1)));
        }
    }

    private String seconds(long count) {
        return String.format(Locale.ROOT, "%.1f s", (double) count / format.sampleRateHertz());
    }

    private static double decibels(double linear) {
        return 20 * Math.log10(linear);
    }
}
