package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Opens whatever is uploaded: WAV, RF64, BW64, AIFF and AIFF-C by readers of our own, the rest through {@link Ffmpeg}. What a file is is seen
 * in its first bytes; its name is only shown.
 */
public final class AudioFiles {
    /** A day at 192 kHz, as for a session. */
    static final long MOST_FRAMES = 24L * 3600 * 192_000;

    private static final int LONGEST_NAME = 80;

    /** What came of opening a file. */
    public sealed interface Opened {
        /** The caller closes it. */
        record Accepted(AudioSource source) implements Opened {}

        record Refused(Refusal refusal) implements Opened {}
    }

    private AudioFiles() {}

    /** Whether a file begins as audio does that can be uploaded; what is in it is seen when it is read. */
    public static boolean looksLikeAudio(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return switch (Sniffed.of(ByteSource.of(channel))) {
                case Sniffed.Wav _, Sniffed.Aiff _, Sniffed.Encoded _ -> true;
                case Sniffed.Empty _, Sniffed.Foreign _ -> false;
            };
        }
    }

    /**
     * Opens a file, whatever is in it.
     *
     * @param fileName as its owner calls it, for the sentence of a refusal
     * @param ffmpeg decodes what we do not; without one, such files are refused
     * @param scratch a folder for what has to be decoded before it can be read; its owner removes it
     * @throws IOException if the disk fails; never because of what the file says
     */
    public static Opened open(Path file, String fileName, Optional<Ffmpeg> ffmpeg, Path scratch) throws IOException {
        String name = shown(fileName);
        Sniffed sniffed;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            sniffed = Sniffed.of(ByteSource.of(channel));
        }
        if (!(sniffed instanceof Sniffed.Encoded)) {
            return openPlain(file, fileName);
        }
        try {
            if (ffmpeg.isEmpty()) {
                throw new RefusedException(
                        Reason.DECODER_MISSING,
                        name + " is " + sniffed.words() + ", and the server has no ffmpeg to read it with."
                                + " Upload it as WAV or AIFF, or have ffmpeg installed there.",
                        0);
            }
            return new Opened.Accepted(new EncodedFiles(ffmpeg.get(), scratch).decode(file, name));
        } catch (RefusedException e) {
            return new Opened.Refused(e.refusal());
        }
    }

    /** Opens a file that we read ourselves; refuses the others. */
    static Opened openPlain(Path file, String fileName) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean taken = false;
        try {
            String name = shown(fileName);
            ByteSource source = ByteSource.of(channel);
            AudioSource opened = new PcmFile(source, channel, name, parse(source, name));
            taken = true;
            return new Opened.Accepted(opened);
        } catch (RefusedException e) {
            return new Opened.Refused(e.refusal());
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /**
     * Opens a file that we read ourselves and that is in memory; refuses the others.
     *
     * @param fileName as in {@link #open}
     */
    public static Opened openBytes(byte[] bytes, String fileName) throws IOException {
        String name = shown(fileName);
        ByteSource source = ByteSource.of(bytes);
        try {
            return new Opened.Accepted(new PcmFile(source, () -> {}, name, parse(source, name)));
        } catch (RefusedException e) {
            return new Opened.Refused(e.refusal());
        }
    }

    private static PcmHeader parse(ByteSource source, String name) throws IOException, RefusedException {
        return switch (Sniffed.of(source)) {
            case Sniffed.Wav wav -> new WavParser(source, name).parse();
            case Sniffed.Aiff aiff -> new AiffParser(source, name).parse();
            case Sniffed.Empty empty ->
                throw new RefusedException(Reason.EMPTY, name + " is empty (0 bytes). Export it again.", 0);
            case Sniffed.Encoded encoded ->
                throw new RefusedException(
                        Reason.UNSUPPORTED_ENCODING,
                        name + " is " + encoded.words() + ", which is not read here. Export it as WAV instead.",
                        0);
            case Sniffed.Foreign foreign ->
                throw new RefusedException(
                        Reason.NOT_AUDIO, name + " is " + foreign.words() + ". Export it as WAV, AIFF or FLAC.", 0);
        };
    }

    static WavFormat requireFormat(String name, int rate, int channels, Encoding encoding, long atByte)
            throws RefusedException {
        if (channels > WavFormat.MOST_CHANNELS) {
            throw new RefusedException(
                    Reason.TOO_MANY_CHANNELS,
                    name + " has " + channels + " channels; files of up to " + WavFormat.MOST_CHANNELS
                            + " are taken. Split it into mono or stereo files.",
                    atByte);
        }
        if (rate < WavFormat.LOWEST_RATE_HERTZ || rate > WavFormat.HIGHEST_RATE_HERTZ) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_RATE,
                    name + " is at " + rate + " Hz; files from " + WavFormat.LOWEST_RATE_HERTZ + " to "
                            + WavFormat.HIGHEST_RATE_HERTZ + " Hz are taken. Export it at the session's rate.",
                    atByte);
        }
        return new WavFormat(rate, channels, encoding);
    }

    static void requireLength(String name, long frames) throws RefusedException {
        if (frames > MOST_FRAMES) {
            throw new RefusedException(
                    Reason.TOO_LONG,
                    name + " has " + frames + " frames; more than " + MOST_FRAMES + " are not taken. Split it.");
        }
    }

    /** A name as sentences show it: of bounded length, and on one line. */
    static String shown(String fileName) {
        int end = fileName.offsetByCodePoints(0, Math.min(LONGEST_NAME, fileName.codePointCount(0, fileName.length())));
        String excerpt = end == fileName.length() ? fileName : fileName.substring(0, end) + "...";
        return new String(excerpt.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }
}
