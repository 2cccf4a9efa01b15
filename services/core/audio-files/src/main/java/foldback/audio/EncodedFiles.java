package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that ffmpeg decodes: FLAC and Apple Lossless to the whole numbers that went into them, the lossy ones to 32-bit floats, without the
 * silence that encoders put before and after the music: to the frame, except that of an Ogg Vorbis file whose audio is one page (less than
 * a second or so) ffmpeg takes up to 128 frames too many from the end.
 */
final class EncodedFiles {
    /** Three hours in stereo at 48 kHz as floats. */
    private static final long MOST_DECODED_BYTES = 4L << 30;

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration DECODE_TIMEOUT = Duration.ofMinutes(5);
    private static final String FORMATS = "flac,ogg,mp3,aac,mov,mp4,m4a,3gp,3g2,mj2";
    private static final String CODECS = "flac,alac,mp3,mp3float,vorbis,opus,libopus,aac";
    private static final Map<String, Container> CONTAINERS = Map.of(
            "flac", Container.FLAC,
            "alac", Container.ALAC,
            "mp3", Container.MP3,
            "vorbis", Container.VORBIS,
            "opus", Container.OPUS,
            "aac", Container.AAC);

    private final Ffmpeg ffmpeg;
    private final Path scratch;

    EncodedFiles(Ffmpeg ffmpeg, Path scratch) {
        this.ffmpeg = ffmpeg;
        this.scratch = scratch;
    }

    private record Stream(Container container, WavFormat format) {}

    /** @param name as it appears in sentences */
    AudioSource decode(Path file, String name) throws IOException, RefusedException {
        try {
            Stream stream = probe(file, name);
            Path raw = scratch.resolve(UUID.randomUUID() + ".pcm");
            decode(file, name, stream, raw);
            return open(file, name, stream, raw);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the decoding was called off", e);
        }
    }

    private Stream probe(Path file, String name) throws IOException, InterruptedException, RefusedException {
        Ffmpeg.Run run = ffmpeg.run(
                "ffprobe",
                List.of(
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-format_whitelist",
                        FORMATS,
                        "-select_streams",
                        "a:0",
                        "-show_entries",
                        "stream=codec_name,sample_rate,channels,bits_per_raw_sample:stream_tags=",
                        "-of",
                        "default=noprint_wrappers=1",
                        "-i",
                        "file:" + file),
                PROBE_TIMEOUT,
                0);
        String codec = Ffmpeg.value(run.report(), "codec_name");
        int rate = number(Ffmpeg.value(run.report(), "sample_rate"));
        int channels = number(Ffmpeg.value(run.report(), "channels"));
        if (codec == null || rate == 0 || channels == 0) {
            throw new RefusedException(
                    run.exitCode() == 0 ? Reason.EMPTY : Reason.DAMAGED,
                    name + " holds no audio that can be read" + (run.exitCode() == 0 ? "." : ": " + said(run, file))
                            + " Export it again.",
                    0);
        }
        Container container = CONTAINERS.get(codec);
        if (container == null) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_ENCODING,
                    name + " holds audio encoded as " + codec + ". Export it as WAV, AIFF or FLAC.",
                    0);
        }
        Encoding encoding = container.isLossy()
                ? Encoding.FLOAT_32
                : wholeNumbers(number(Ffmpeg.value(run.report(), "bits_per_raw_sample")));
        return new Stream(container, AudioFiles.requireFormat(name, rate, channels, encoding, 0));
    }

    private static Encoding wholeNumbers(int bits) {
        return bits > 24 ? Encoding.PCM_32 : bits > 16 ? Encoding.PCM_24 : Encoding.PCM_16;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private void decode(Path file, String name, Stream stream, Path raw)
            throws IOException, InterruptedException, RefusedException {
        String pcm = switch (stream.format().encoding()) {
            case PCM_16 -> "s16le";
            case PCM_24 -> "s24le";
            case PCM_32 -> "s32le";
            case FLOAT_32 -> "f32le";
            case FLOAT_64 -> throw new IllegalStateException("nothing is decoded to 64 bits");
        };
        Ffmpeg.Run run = ffmpeg.run(
                "ffmpeg",
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        stream.container().isLossy() ? "-hide_banner" : "-xerror",
                        "-protocol_whitelist",
                        "file",
                        "-format_whitelist",
                        FORMATS,
                        "-codec_whitelist",
                        CODECS,
                        "-threads",
                        "1",
                        "-i",
                        "file:" + file,
                        "-map",
                        "0:a:0",
                        "-vn",
                        "-sn",
                        "-dn",
                        "-map_metadata",
                        "-1",
                        "-c:a",
                        "pcm_" + pcm,
                        "-f",
                        pcm,
                        "file:" + raw),
                DECODE_TIMEOUT,
                MOST_DECODED_BYTES);
        if (Files.exists(raw) && Files.size(raw) >= MOST_DECODED_BYTES) {
            throw new RefusedException(
                    Reason.TOO_LONG,
                    name + " becomes more than " + (MOST_DECODED_BYTES >> 30) + " GiB when it is decoded. Split it.");
        }
        if (run.exitCode() != 0) {
            throw new RefusedException(
                    Reason.DAMAGED, name + " cannot be decoded to its end: " + said(run, file) + " Export it again.");
        }
    }

    /** Where ffmpeg leaves the rest of the last packet in. */
    private static OptionalLong statedFrames(Path file, Stream stream) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteSource source = ByteSource.of(channel);
            return switch (stream.container()) {
                case VORBIS -> OggLength.frames(source);
                case AAC, ALAC -> Mp4Length.frames(source, stream.format().sampleRateHertz());
                case WAV, AIFF, FLAC, MP3, OPUS -> OptionalLong.empty();
            };
        }
    }

    private static String said(Ffmpeg.Run run, Path file) {
        String last = run.lastLine().replace("file:" + file, "it").replace(file.toString(), "it");
        return last.isEmpty() ? "ffmpeg ended with " + run.exitCode() + "." : "\"" + last + "\".";
    }

    private AudioSource open(Path file, String name, Stream stream, Path raw) throws IOException, RefusedException {
        long decodedFrames =
                Files.exists(raw) ? Files.size(raw) / stream.format().bytesPerFrame() : 0;
        long frames = Math.min(decodedFrames, statedFrames(file, stream).orElse(Long.MAX_VALUE));
        if (frames == 0) {
            throw new RefusedException(Reason.EMPTY, name + " holds no audio. Export it again.");
        }
        AudioFiles.requireLength(name, frames);
        FileChannel channel = FileChannel.open(raw, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        PcmFile decoded = new PcmFile(
                ByteSource.of(channel),
                channel,
                name,
                new PcmHeader(
                        stream.container(), stream.format(), PcmLayout.LITTLE_ENDIAN, 0, frames, AudioMetadata.NONE));
        boolean taken = false;
        try (FileChannel original = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteSource source = ByteSource.of(original);
            FileBytes beginning = new FileBytes(source, ByteOrder.BIG_ENDIAN);
            beginning.load(0, 4);
            if (beginning.id(0).equals("fLaC")) {
                FlacStreamInfo.read(source, name).requireSame(decoded);
            }
            taken = true;
            return decoded;
        } finally {
            if (!taken) {
                decoded.close();
            }
        }
    }
}
