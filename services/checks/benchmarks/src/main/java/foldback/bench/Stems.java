package foldback.bench;

import foldback.audio.Encoding;
import foldback.audio.RenderReady;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.bounce.StemFileReader;
import foldback.dsp.DspMath;
import foldback.mix.StemHash;
import foldback.mixdown.StemReader;
import foldback.mixdown.StemSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stems that the workloads play, 24 of them: stereo, 48 kHz.
 *
 * @param frames of the shortest
 */
record Stems(List<Path> files, List<StemHash> hashes, long frames) implements StemSource {
    private static final int SECONDS = 128;
    private static final int SHORTEST_SECONDS = 10;
    private static final int BLOCK = 4096;
    private static final double FULL_SCALE = 1 << 23;

    /** Takes the first 24 WAV files of a folder, by name, that are no shorter than ten seconds. */
    static Stems of(Path folder) throws IOException, InterruptedException {
        return of(folder, SHORTEST_SECONDS);
    }

    static Stems of(Path folder, int shortestSeconds) throws IOException, InterruptedException {
        List<Path> wavs;
        try (Stream<Path> entries = Files.list(folder)) {
            wavs = entries.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".wav"))
                    .sorted()
                    .toList();
        }
        List<Path> files = new ArrayList<>();
        List<StemHash> hashes = new ArrayList<>();
        long frames = Long.MAX_VALUE;
        for (Path file : wavs) {
            if (files.size() < StripNumbers.TRACKS && WavFile.open(file) instanceof WavFile.Opened.Accepted accepted) {
                try (WavFile wav = accepted.file()) {
                    if (wav.channels() == 2
                            && wav.sampleRate() == StripNumbers.RATE
                            && wav.frames() >= (long) shortestSeconds * StripNumbers.RATE) {
                        files.add(file);
                        hashes.add(new StemHash(RenderReady.sha256(wav)));
                        frames = Math.min(frames, wav.frames());
                    }
                }
            }
        }
        if (files.size() < StripNumbers.TRACKS) {
            throw new IOException(folder + " holds " + files.size() + " stereo WAV files of 48000 Hz and "
                    + shortestSeconds + " s or more;" + " the workloads need " + StripNumbers.TRACKS + ".");
        }
        return new Stems(files, hashes, frames);
    }

    /** Synthesises them into a folder, the same bytes on every machine: about 900 MB. */
    static Stems synthesise(Path folder) throws IOException, InterruptedException {
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "stem-%02d.wav", i));
            WavFormat format = new WavFormat(StripNumbers.RATE, 2, Encoding.PCM_24);
            long frames = (long) SECONDS * StripNumbers.RATE;
            try (WavWriter out = new WavWriter(file, format, frames)) {
                pluck(i, frames, out);
                out.finish();
            }
        }
        return of(folder);
    }

    /** Notes that are struck and die away, with a little noise: a level that moves is what compressors work on. */
    private static void pluck(int track, long frames, WavWriter out) throws IOException {
        int[][] block = new int[2][BLOCK];
        int noteFrames = StripNumbers.RATE / (2 + track % 3);
        double fall = DspMath.exp2(-8.0 / noteFrames);
        long seed = 0x9E37_79B9_7F4A_7C15L * (track + 1);
        double cosine = 0;
        double sine = 0;
        double turnCos = 1;
        double turnSin = 0;
        for (long at = 0; at < frames; at += BLOCK) {
            int now = (int) Math.min(BLOCK, frames - at);
            for (int i = 0; i < now; i++) {
                long note = (at + i) / noteFrames;
                if ((at + i) % noteFrames == 0) {
                    double hertz = 55 * DspMath.exp2((track * 7L + note * 5 % 24) / 12.0 % 5);
                    turnCos = DspMath.cosPi(2 * hertz / StripNumbers.RATE) * fall;
                    turnSin = DspMath.sinPi(2 * hertz / StripNumbers.RATE) * fall;
                    cosine = 0.5;
                    sine = 0;
                }
                double next = cosine * turnCos - sine * turnSin;
                sine = cosine * turnSin + sine * turnCos;
                cosine = next;
                seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                double noise = (seed >> 40) * (0.02 / (1 << 23)) * Math.abs(cosine);
                block[0][i] = (int) ((cosine + noise) * FULL_SCALE);
                block[1][i] = (int) ((sine - noise) * FULL_SCALE);
            }
            out.writeIntegers(block, now);
        }
    }

    boolean areAllOf24Bits() throws IOException {
        for (Path file : files) {
            try (WavFile wav = Wavs.open(file)) {
                if (wav.format().encoding() != Encoding.PCM_24) {
                    return false;
                }
            }
        }
        return true;
    }

    Path file(int track) {
        return files.get(track % files.size());
    }

    @Override
    public Optional<StemReader> open(StemHash stem) {
        int index = hashes.indexOf(stem);
        if (index < 0) {
            return Optional.empty();
        }
        try {
            return switch (WavFile.open(files.get(index))) {
                case WavFile.Opened.Accepted accepted -> Optional.of(new StemFileReader(accepted.file()));
                case WavFile.Opened.Refused refused ->
                    throw new IOException(refused.refusal().sentence());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
