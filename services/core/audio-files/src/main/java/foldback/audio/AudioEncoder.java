package foldback.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes delivered files of WAV files, other formats through {@link Ffmpeg}. The same file becomes the same bytes on the same build and kind of
 * processor; what is lossless decodes to the samples of the WAV wherever it was made.
 */
public final class AudioEncoder {
    /** What ffmpeg encodes. */
    public enum Codec {
        FLAC("flac", "flac"),
        MP3("libmp3lame", "mp3"),
        AAC("aac", "ipod"),
        OPUS("libopus", "opus");

        private final String encoder;
        private final String muxer;

        Codec(String encoder, String muxer) {
            this.encoder = encoder;
            this.muxer = muxer;
        }
    }

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration ENCODE_TIMEOUT = Duration.ofMinutes(30);
    private static final int FLAC_LEVEL = 5;
    private static final long ROOM_FOR_HEADERS = 16L << 20;

    private final Optional<Ffmpeg> ffmpeg;
    private @Nullable String encoders;

    /** @param ffmpeg without which there is WAV and AIFF only */
    public AudioEncoder(Optional<Ffmpeg> ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Why a format cannot be written here: a sentence for whoever asked for it. Empty if it can.
     *
     * @throws IOException if ffmpeg does not start any more
     */
    public synchronized Optional<String> refusal(Codec codec) throws IOException, InterruptedException {
        if (ffmpeg.isEmpty()) {
            return Optional.of(
                    codec + " is not written here: the server has no ffmpeg. Ask for WAV or AIFF, or have ffmpeg"
                            + " installed there.");
        }
        if (encoders == null) {
            encoders = ffmpeg.get()
                    .run("ffmpeg", List.of("-hide_banner", "-v", "error", "-encoders"), PROBE_TIMEOUT, 0)
                    .report();
        }
        boolean there = encoders.lines().anyMatch(line -> line.strip().matches("A\\S+\\s+" + codec.encoder + "\\s.*"));
        return there
                ? Optional.empty()
                : Optional.of(codec + " is not written here: this build of ffmpeg has no encoder " + codec.encoder
                        + ". Ask for another format, or have another build installed.");
    }

    /**
     * Writes another format.
     *
     * @param wav whole numbers for FLAC; 32-bit floats serve the lossy ones best
     * @param kilobitsPerSecond of a lossy file; of no meaning for FLAC
     * @param artwork a PNG or JPEG that MP3, AAC and FLAC files carry as their cover; null if there is none
     * @throws IOException if it could not be written; with what ffmpeg said
     */
    public void encode(Path wav, Path target, Codec codec, int kilobitsPerSecond, FileTags tags, @Nullable Path artwork)
            throws IOException, InterruptedException {
        Ffmpeg program = ffmpeg.orElseThrow(() -> new IOException("there is no ffmpeg"));
        boolean cover = artwork != null && codec != Codec.OPUS;
        List<String> args = new ArrayList<>(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "file", "-y"));
        Path metadata = Files.writeString(target.resolveSibling(target.getFileName() + ".tags"), metadata(codec, tags));
        args.addAll(List.of("-f", "wav", "-i", "file:" + wav, "-f", "ffmetadata", "-i", "file:" + metadata));
        if (cover) {
            args.addAll(List.of("-f", "image2", "-pattern_type", "none", "-i", "file:" + artwork));
            args.addAll(List.of("-map", "0:a", "-map", "2:v", "-c:v", "copy", "-disposition:v", "attached_pic"));
        }
        args.addAll(List.of("-map_metadata", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact"));
        args.addAll(List.of("-c:a", codec.encoder));
        if (codec == Codec.FLAC) {
            args.addAll(List.of("-compression_level", Integer.toString(FLAC_LEVEL)));
        } else {
            args.addAll(List.of("-b:a", kilobitsPerSecond + "k"));
        }
        args.addAll(List.of("-f", codec.muxer, "file:" + target));
        boolean written = false;
        try {
            Ffmpeg.Run run = program.run("ffmpeg", args, ENCODE_TIMEOUT, Files.size(wav) + ROOM_FOR_HEADERS);
            if (run.exitCode() != 0) {
                throw new IOException("ffmpeg wrote no " + codec + " file: " + run.lastLine());
            }
            written = true;
        } finally {
            Files.delete(metadata);
            if (!written) {
                Files.deleteIfExists(target);
            }
        }
    }

    /** In a file, because arguments of a process are not Unicode everywhere. */
    private static String metadata(Codec codec, FileTags tags) {
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        tag(text, "title", tags.title());
        tag(text, "artist", tags.artist());
        tag(text, codec == Codec.MP3 ? "TSRC" : "ISRC", tags.isrc());
        return text.toString();
    }

    private static void tag(StringBuilder text, String key, @Nullable String value) {
        if (value != null) {
            text.append(key)
                    .append('=')
                    .append(value.replaceAll("[=;#\\\\]", "\\\\$0"))
                    .append('\n');
        }
    }

    /**
     * Writes an AIFF file of the samples of a WAV file, or an AIFF-C file of floats.
     *
     * @throws IOException if a disk fails, or the file would be larger than the 4 GB of an AIFF file
     */
    public static void aiff(Path wav, Path target, AudioMetadata metadata, FileTags tags)
            throws IOException, InterruptedException {
        AudioSource source = switch (AudioFiles.openPlain(wav, "the mixdown")) {
            case AudioFiles.Opened.Accepted accepted -> accepted.source();
            case AudioFiles.Opened.Refused refused ->
                throw new IOException("a file that was just written is refused: "
                        + refused.refusal().sentence());
        };
        try (source;
                AiffWriter aiff = new AiffWriter(target, source.format(), metadata, tags)) {
            int most = source.mostFramesPerRead();
            for (long frame = 0; frame < source.frames(); frame += most) {
                aiff.writeBytes(source.readBytes(frame, (int) Math.min(most, source.frames() - frame)));
                if (Thread.interrupted()) {
                    throw new InterruptedException("the writing was called off");
                }
            }
            aiff.finish();
        }
    }
}
