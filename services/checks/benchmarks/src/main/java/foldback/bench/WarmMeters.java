package foldback.bench;

import foldback.audio.WavFile;
import foldback.dsp.DspMath;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The loudness and the true peak of a file, in this process. */
record WarmMeters(Path file) implements Contender {
    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "foldback";
    }

    @Override
    public Measurement run() throws IOException {
        double cpu = CpuClock.own();
        long started = System.nanoTime();
        String levels;
        try (WavFile wav = Wavs.open(file)) {
            LoudnessMeter loudness = new LoudnessMeter(wav.sampleRate(), wav.channels());
            PeakMeter peak = new PeakMeter(wav.sampleRate(), wav.channels());
            double[][] block = new double[wav.channels()][BLOCK];
            for (long at = 0; at < wav.frames(); at += BLOCK) {
                int now = (int) Math.min(BLOCK, wav.frames() - at);
                wav.read(at, block, now);
                loudness.add(block, 0, now);
                peak.add(block, 0, now);
            }
            peak.finish();
            levels = String.format(
                    Locale.ROOT,
                    "%.1f LUFS %.1f dBTP",
                    loudness.integratedLufs(),
                    DspMath.linearToDecibels(peak.truePeak()));
        }
        return new Measurement((System.nanoTime() - started) / 1e9, CpuClock.own() - cpu, levels, 0);
    }
}
