package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Refusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our AIFF reader and writer against ffmpeg's and sox's. */
final class AiffFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "aiff, pcm_s8, pcm_s16le",
        "aiff, pcm_s16be, pcm_s16le",
        "aiff, pcm_s16le, pcm_s16le",
        "aiff, pcm_s24be, pcm_s24le",
        "aiff, pcm_s32be, pcm_s32le",
        "aiff, pcm_f32be, pcm_f32le",
        "aiff, pcm_f64be, pcm_f64le"
    })
    void what_ffmpeg_writes_is_read_as_ffmpeg_reads_it(String suffix, String codec, String asWav)
            throws IOException, InterruptedException {
        Path noise = noise();
        Path aiff = folder.resolve("song." + suffix);
        Path wav = folder.resolve("song.wav");
        Programs.run("ffmpeg", "-v", "error", "-i", noise.toString(), "-c:a", codec, aiff.toString());
        Programs.run("ffmpeg", "-v", "error", "-i", aiff.toString(), "-c:a", asWav, wav.toString());
        try (AudioSource ours = accepted(aiff);
                WavFile theirs = WavFileTest.readable(wav)) {
            assertThat(ours.container()).isEqualTo(Container.AIFF);
            assertThat(ours.format()).isEqualTo(theirs.format());
            assertThat(RenderReady.sha256(ours)).isEqualTo(RenderReady.sha256(theirs));
        }
    }

    @ParameterizedTest
    @CsvSource({"PCM_16, 1", "PCM_24, 2", "PCM_24, 1", "PCM_32, 2", "FLOAT_32, 2", "FLOAT_64, 1"})
    void what_we_write_is_read_by_us_ffmpeg_and_sox_to_the_bit(Encoding encoding, int channels)
            throws IOException, InterruptedException {
        WavFormat format = new WavFormat(44_100, channels, encoding);
        int frames = 5_001;
        AudioMetadata metadata = new AudioMetadata(
                null, null, List.of(new AudioMetadata.Marker(100, "Verse"), new AudioMetadata.Marker(4_000, "Chorus")));
        byte[] audio = new byte[frames * format.bytesPerFrame()];
        new Random(5).nextBytes(audio);
        if (encoding.isFloatingPoint()) {
            ByteBuffer floats = ByteBuffer.wrap(audio).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            Random random = new Random(6);
            while (floats.hasRemaining()) {
                if (encoding == Encoding.FLOAT_32) {
                    floats.putFloat(random.nextFloat() - 0.5f);
                } else {
                    floats.putDouble(random.nextDouble() - 0.5);
                }
            }
        }
        Path aiff = folder.resolve("ours.aiff");
        try (AiffWriter writer = new AiffWriter(aiff, format, metadata)) {
            writer.writeBytes(ByteBuffer.wrap(audio));
            writer.finish();
        }
        String name = encoding.isFloatingPoint() ? "pcm_f" : "pcm_s";
        Path wav = folder.resolve("theirs.wav");
        Programs.run(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                aiff.toString(),
                "-c:a",
                name + 8 * encoding.bytesPerSample() + "le",
                wav.toString());
        try (AudioSource ours = accepted(aiff);
                WavFile theirs = WavFileTest.readable(wav)) {
            assertThat(ours.format()).isEqualTo(format);
            assertThat(ours.frames()).isEqualTo(frames);
            assertThat(ours.metadata().markers()).isEqualTo(metadata.markers());
            assertThat(RenderReady.sha256(ours)).isEqualTo(RenderReady.sha256(theirs));
            ByteBuffer first = ours.readBytes(0, 1);
            byte[] bytes = new byte[first.remaining()];
            first.get(bytes);
            assertThat(bytes).isEqualTo(java.util.Arrays.copyOf(audio, bytes.length));
        }
        if (encoding != Encoding.FLOAT_64) {
            assertThat(Programs.run("soxi", "-s", aiff.toString()).strip()).isEqualTo("" + frames);
        }
    }

    @Test
    void headers_that_lie_are_refused_with_the_byte() throws IOException {
        assertThat(refused(aiff(1, 100, 16, 0x400E, 0xAC44, 200, 100)).reason()).isEqualTo(Reason.CUT_SHORT);
        assertThat(refused(aiff(0, 100, 16, 0x400E, 0xAC44, 200, 200)).reason()).isEqualTo(Reason.HEADER_LIES);
        assertThat(refused(aiff(1, 100, 16, 0x400E, 0, 200, 200)).reason()).isEqualTo(Reason.HEADER_LIES);
        assertThat(refused(aiff(1, 100, 16, 0xC00E, 0xAC44, 200, 200)).reason()).isEqualTo(Reason.HEADER_LIES);
        assertThat(refused(aiff(200, 1, 16, 0x400E, 0xAC44, 400, 400)).reason()).isEqualTo(Reason.TOO_MANY_CHANNELS);
        assertThat(refused(aiff(1, 100, 40, 0x400E, 0xAC44, 500, 500)).reason()).isEqualTo(Reason.UNSUPPORTED_ENCODING);
        assertThat(refused(aiff(1, 0, 16, 0x400E, 0xAC44, 0, 0)).reason()).isEqualTo(Reason.EMPTY);
        Refusal shorter = refused(aiff(1, 300, 16, 0x400E, 0xAC44, 200, 200));
        assertThat(shorter.reason()).isEqualTo(Reason.CUT_SHORT);
        assertThat(shorter.atByte()).isEqualTo(12 + 26 + 16 + 200);
        Refusal rate = refused(aiff(1, 100, 16, 0x400B, 0xAC44, 200, 200));
        assertThat(rate.reason()).isIn(Reason.UNSUPPORTED_RATE, Reason.HEADER_LIES);
    }

    /** A file of silence; the rate's mantissa is its upper 16 bits. */
    private static byte[] aiff(
            int channels, int frames, int bits, int exponent, int mantissa, int statedBytes, int bytes)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(54);
        header.put(ascii("FORM")).putInt(46 + bytes).put(ascii("AIFF"));
        header.put(ascii("COMM"))
                .putInt(18)
                .putShort((short) channels)
                .putInt(frames)
                .putShort((short) bits);
        header.putShort((short) exponent).putLong((long) mantissa << 48);
        header.put(ascii("SSND")).putInt(8 + statedBytes).putLong(0);
        out.write(header.array());
        out.write(new byte[bytes]);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Path noise() throws IOException, InterruptedException {
        Path noise = folder.resolve("noise.wav");
        Programs.run(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "anoisesrc=d=0.3:r=44100:seed=5:a=0.7",
                "-c:a",
                "pcm_f32le",
                noise.toString());
        return noise;
    }

    private AudioSource accepted(Path file) throws IOException {
        return switch (AudioFiles.open(file, "song", Optional.empty(), folder)) {
            case AudioFiles.Opened.Accepted accepted -> accepted.source();
            case AudioFiles.Opened.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }

    private Refusal refused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("upload"), bytes);
        return switch (AudioFiles.open(file, "song", Optional.empty(), folder)) {
            case AudioFiles.Opened.Refused refused -> refused.refusal();
            case AudioFiles.Opened.Accepted accepted ->
                throw new AssertionError("read " + accepted.source().format());
        };
    }
}
