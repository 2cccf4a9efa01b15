package foldback.analysis;

import foldback.audio.Container;
import foldback.audio.Levels;
import foldback.audio.WavFormat;
import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Preflight;
import java.util.ArrayList;
import java.util.List;

/**
 * Hears a piece of audio once, block by block, and says what is so in it. It has two halves that know nothing of each other, so that two threads may each
 * give the same blocks to one; the result does not depend on it, nor on the size of the blocks.
 *
 * <p>For samples that are finite, one or two channels, 8 to 192 kHz.
 */
public final class Analyser {
    public static final int MOST_CHANNELS = 2;

    private static final int LOWEST_RATE_HERTZ = 8000;

    private final WavFormat format;
    private final DynamicsMeter dynamics;
    private final List<ClickMeter> clicks = new ArrayList<>();
    private final FineMeter fine;
    private final Preflight preflight;
    private final SpectrumMeter spectrum;
    private final OnsetMeter onsets;
    private long frames;

    /** @param container what the audio came in */
    public Analyser(WavFormat format, Container container) {
        if (format.channels() > MOST_CHANNELS || format.sampleRateHertz() < LOWEST_RATE_HERTZ) {
            throw new IllegalArgumentException("no analysis of " + format);
        }
        this.format = format;
        int rate = format.sampleRateHertz();
        dynamics = new DynamicsMeter(rate, format.channels());
        for (int c = 0; c < format.channels(); c++) {
            clicks.add(new ClickMeter(rate));
        }
        fine = new FineMeter(rate);
        preflight = new Preflight(format, container);
        spectrum = new SpectrumMeter(rate, format.channels() == 2);
        onsets = new OnsetMeter(rate);
    }

    /**
     * Hears the next frames, both halves.
     *
     * @param block one array for each channel, full scale at 1, read from index 0
     */
    public void add(double[][] block, int count) {
        addToMeters(block, count);
        addToSpectra(block, count);
    }

    /** The first half: levels, clicks, and the fine spectrum. */
    void addToMeters(double[][] block, int count) {
        dynamics.add(block, count);
        for (int c = 0; c < block.length; c++) {
            clicks.get(c).add(block[c], count);
        }
        preflight.add(block, count);
        fine.add(block[0], block[block.length - 1], count);
        frames += count;
    }

    /** The second half: what moves in hundredths of a second. */
    void addToSpectra(double[][] block, int count) {
        double[] left = block[0];
        double[] right = block[block.length - 1];
        spectrum.add(left, right, count);
        onsets.add(left, right, count);
    }

    /** What is so. Nothing can be added after it. */
    public Analysis finish() {
        int rate = format.sampleRateHertz();
        double seconds = (double) frames / rate;
        Dynamics levels = dynamics.finish();
        clicks.forEach(ClickMeter::finish);
        fine.finish();
        spectrum.finish();
        onsets.finish();
        Answer<StereoField> stereo = spectrum.stereoField();
        Answer<Rhythm> rhythm = RhythmFinder.find(onsets, seconds);
        List<Double> beats = rhythm.found().map(Rhythm::beatSeconds).orElse(List.of());
        boolean silent = levels.rmsDbfs() == null;
        Answer<List<Section>> sections = silent
                ? Answer.notEnough("It is silent.")
                : SectionFinder.find(spectrum.cells(), beats, seconds, levels.momentaryLufs());
        return new Analysis(
                rate,
                format.channels(),
                frames,
                levels,
                fine.spectrum(spectrum.thirds(), spectrum.picture()),
                stereo,
                rhythm,
                sections,
                KeyFinder.find(fine.pitches()),
                troubles(levels, stereo, seconds));
    }

    private List<Trouble> troubles(Dynamics levels, Answer<StereoField> stereo, double seconds) {
        Double rms = levels.rmsDbfs();
        Troubles troubles = new Troubles(rms == null ? Limits.SILENT_DBFS : rms);
        List<Finding> findings =
                preflight.findings(new Levels(levels.integratedLufs(), levels.truePeakDbtp(), levels.samplePeakDbfs()));
        troubles.addPreflight(frames == 0 ? List.of() : findings, format.sampleRateHertz());
        troubles.addClicks(clicks);
        if (rms != null) {
            troubles.addHum(fine.hum().hum());
            troubles.addRumble(
                    fine.rumblePower(), spectrum.picture(), spectrum.thirds().count());
            troubles.addSibilance(onsets.sibilance().bursts(), seconds);
            troubles.addResonances(fine.resonances().resonances(), fine.hum().hum(), seconds);
            stereo.found().ifPresent(troubles::addMonoLoss);
        }
        return troubles.all();
    }
}
