package foldback.soak;

import foldback.audio.AiffWriter;
import foldback.audio.AudioMetadata;
import foldback.audio.Encoding;
import foldback.audio.Ffmpeg;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Small files of every format, right in every respect. */
enum AudioFormats {
    WAV("wav", ""),
    AIFF("aiff", ""),
    FLAC("flac", "flac"),
    ALAC("m4a", "alac"),
    MP3("mp3", "libmp3lame"),
    VORBIS("ogg", "vorbis"),
    OPUS("opus", "libopus"),
    AAC("m4a", "aac");

    private static final int FRAMES = 600;
    private static final int ENCODED_FRAMES = 4_800;

    private final String suffix;
    private final String codec;

    AudioFormats(String suffix, String codec) {
        this.suffix = suffix;
        this.codec = codec;
    }

    /** Whether ffmpeg reads it for us: some milliseconds a file. */
    boolean isEncoded() {
        return !codec.isEmpty();
    }

    /**
     * The files.
     *
     * @param folder for what is written on the way
     */
    List<byte[]> seeds(Path folder, Ffmpeg ffmpeg) throws IOException, InterruptedException {
        return switch (this) {
            case WAV -> wavs(folder);
            case AIFF -> aiffs(folder);
            case FLAC, ALAC, MP3, VORBIS, OPUS, AAC -> encoded(folder, ffmpeg);
        };
    }

    private static List<byte[]> wavs(Path folder) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            Path file = folder.resolve("seed.wav");
            WavFormat format = new WavFormat(48_000, channels(encoding), encoding);
            try (WavWriter writer = new WavWriter(file, format, FRAMES)) {
                double[][] block = samples(format.channels(), FRAMES);
                if (encoding.isFloatingPoint()) {
                    writer.writeFloats(block, FRAMES);
                } else {
                    writer.writeIntegers(whole(block, encoding), FRAMES);
                }
                writer.finish();
            }
            seeds.add(Files.readAllBytes(file));
        }
        seeds.add(decorated(seeds.getFirst()));
        seeds.add(rf64(seeds.getFirst()));
        return seeds;
    }

    /** With a bext chunk before the audio, and cue points with names behind it. */
    private static byte[] decorated(byte[] plain) {
        ByteBuffer out = ByteBuffer.allocate(plain.length + 1000).order(ByteOrder.LITTLE_ENDIAN);
        out.put(plain, 0, 12);
        ascii(out, "bext").putInt(602).put(new byte[602]);
        out.put(plain, 12, plain.length - 12);
        ascii(out, "cue ").putInt(28).putInt(1).putInt(1).putInt(0);
        ascii(out, "data").putInt(0).putInt(0).putInt(100);
        ascii(out, "LIST").putInt(22);
        ascii(ascii(out, "adtl"), "labl").putInt(10).putInt(1);
        ascii(out, "Verse\0");
        ascii(out, "iXML").putInt(8);
        ascii(out, "<BWFXML>");
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }

    private static byte[] rf64(byte[] plain) {
        int dataBytes = plain.length - 44;
        ByteBuffer out = ByteBuffer.allocate(plain.length + 36).order(ByteOrder.LITTLE_ENDIAN);
        ascii(out, "RF64").putInt(-1);
        ascii(ascii(out, "WAVE"), "ds64").putInt(28).putLong(plain.length + 28).putLong(dataBytes);
        out.putLong(FRAMES).putInt(0).put(plain, 12, plain.length - 12);
        out.putInt(36 + 40, -1);
        return out.array();
    }

    private static List<byte[]> aiffs(Path folder) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        AudioMetadata markers = new AudioMetadata(
                null, null, List.of(new AudioMetadata.Marker(10, "Verse"), new AudioMetadata.Marker(500, "Chorus")));
        for (Encoding encoding : Encoding.values()) {
            Path file = folder.resolve("seed.aiff");
            WavFormat format = new WavFormat(44_100, channels(encoding), encoding);
            byte[] audio = new byte[FRAMES * format.bytesPerFrame()];
            if (!encoding.isFloatingPoint()) {
                new Random(encoding.bytesPerSample()).nextBytes(audio);
            }
            try (AiffWriter writer =
                    new AiffWriter(file, format, channels(encoding) == 1 ? markers : AudioMetadata.NONE)) {
                writer.writeBytes(ByteBuffer.wrap(audio));
                writer.finish();
            }
            seeds.add(Files.readAllBytes(file));
        }
        return seeds;
    }

    private List<byte[]> encoded(Path folder, Ffmpeg ffmpeg) throws IOException, InterruptedException {
        Path wav = folder.resolve("seed-for-" + suffix + ".wav");
        WavFormat format = new WavFormat(48_000, 2, Encoding.PCM_16);
        try (WavWriter writer = new WavWriter(wav, format, ENCODED_FRAMES)) {
            writer.writeIntegers(whole(samples(2, ENCODED_FRAMES), Encoding.PCM_16), ENCODED_FRAMES);
            writer.finish();
        }
        Path encoded = folder.resolve("seed." + suffix);
        ProcessBuilder builder = new ProcessBuilder(
                        ffmpeg.folder().resolve("ffmpeg").toString(),
                        "-nostdin",
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        wav.toString(),
                        "-c:a",
                        codec,
                        "-strict",
                        "-2",
                        encoded.toString())
                .inheritIO();
        builder.environment().put("LD_LIBRARY_PATH", ffmpeg.folder().toString());
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("ffmpeg made no " + this);
        }
        return List.of(Files.readAllBytes(encoded));
    }

    private static int channels(Encoding encoding) {
        return encoding.bytesPerSample() % 3 == 0 ? 2 : 1;
    }

    private static double[][] samples(int channels, int frames) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] block = new double[channels][frames];
        for (double[] channel : block) {
            for (int i = 0; i < frames; i++) {
                channel[i] = 0.3 * Math.sin(i * 0.05) + 0.1 * (random.nextDouble() - 0.5);
            }
        }
        return block;
    }

    private static int[][] whole(double[][] block, Encoding encoding) {
        double scale = 1L << (8 * encoding.bytesPerSample() - 1);
        int[][] whole = new int[block.length][block[0].length];
        for (int c = 0; c < block.length; c++) {
            for (int i = 0; i < block[c].length; i++) {
                whole[c][i] = (int) Math.rint(block[c][i] * scale);
            }
        }
        return whole;
    }

    private static ByteBuffer ascii(ByteBuffer into, String text) {
        return into.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
