package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Seconds of stems lose no bit on their way: what others decode of them is what the file holds. */
final class StemSecondsTest {
    private static final long SEED = 20_261_122;
    private static final int RATE = 44_100;

    @TempDir
    private Path folder;

    /** Signals on which encoders have gone wrong. */
    enum Signal {
        SILENCE,
        CONSTANT,
        NOISE,
        LOUDEST_NOISE,
        EXTREMES,
        SINE,
        NARROW_STEREO,
        WASTED_BITS,
        CLICKS
    }

    static Stream<Object[]> everySignal() {
        return Arrays.stream(Signal.values())
                .flatMap(signal -> Stream.of(16, 24)
                        .flatMap(bits -> Stream.of(1, 2).map(channels -> new Object[] {signal, bits, channels})));
    }

    @ParameterizedTest
    @MethodSource("everySignal")
    void ffmpeg_decodes_what_went_in(Signal signal, int bits, int channels) throws IOException, InterruptedException {
        for (int frames : new int[] {RATE, 1, 17, 4097}) {
            int[][] samples = samples(signal, bits, channels, frames);
            assertThat(decoded(FlacFrames.encode(samples, bits), bits, channels, frames))
                    .as("%d frames, seed %d", frames, SEED)
                    .isDeepEqualTo(samples);
        }
    }

    @Test
    void what_can_be_predicted_becomes_small() {
        int[][] sine = samples(Signal.SINE, 24, 2, RATE);
        assertThat(FlacFrames.encode(sine, 24).length).isLessThan(RATE * 6 / 2);
        assertThat(FlacFrames.encode(samples(Signal.SILENCE, 24, 2, RATE), 24).length)
                .isLessThan(400);
        int noise = FlacFrames.encode(samples(Signal.LOUDEST_NOISE, 16, 2, RATE), 16).length;
        assertThat(noise).isLessThan(RATE * 4 + 1000);
    }

    private static int[][] samples(Signal signal, int bits, int channels, int frames) {
        Random random = new Random(SEED);
        int top = (1 << (bits - 1)) - 1;
        int[][] x = new int[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels; c++) {
                x[c][i] = switch (signal) {
                    case SILENCE -> 0;
                    case CONSTANT -> -12_345;
                    case NOISE -> random.nextInt(2 * top / 50) - top / 50;
                    case LOUDEST_NOISE -> random.nextInt(-top - 1, top + 1);
                    case EXTREMES -> (i / (c + 1)) % 2 == 0 ? top : -top - 1;
                    case SINE -> (int) (top * 0.9 * Math.sin(i * 0.05 + c));
                    case NARROW_STEREO -> c == 0 ? random.nextInt(-top / 2, top / 2) : x[0][i] + random.nextInt(5) - 2;
                    case WASTED_BITS -> (random.nextInt(200) - 100) << (bits - 9);
                    case CLICKS -> random.nextInt(900) == 0 ? random.nextInt(-top, top) : random.nextInt(3) - 1;
                };
            }
        }
        return x;
    }

    /** With the header that a file of FLAC has, by the oracle. */
    private int[][] decoded(byte[] frames, int bits, int channels, int count) throws IOException, InterruptedException {
        ByteBuffer header = ByteBuffer.allocate(42);
        header.put(new byte[] {'f', 'L', 'a', 'C', (byte) 0x80, 0, 0, 34});
        header.putShort((short) 16).putShort((short) 4096).put(new byte[6]);
        header.putLong((long) RATE << 44 | (long) (channels - 1) << 41 | (long) (bits - 1) << 36 | count);
        Path flac = folder.resolve("a.flac");
        Path raw = folder.resolve("a.raw");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        all.writeBytes(frames);
        Files.write(flac, all.toByteArray());
        Programs.run(
                "ffmpeg",
                "-v",
                "error",
                "-xerror",
                "-y",
                "-i",
                flac.toString(),
                "-f",
                "s32le",
                "-c:a",
                "pcm_s32le",
                raw.toString());
        ByteBuffer samples = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        int[][] x = new int[channels][samples.remaining() / 4 / channels];
        for (int i = 0; i < x[0].length; i++) {
            for (int[] channel : x) {
                channel[i] = samples.getInt() >> (32 - bits);
            }
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void every_second_of_a_file_comes_packed_and_the_last_is_short(Encoding encoding) throws IOException {
        int frames = RATE + 1234;
        byte[] samples = new byte[frames * encoding.bytesPerSample()];
        new Random(SEED).nextBytes(samples);
        byte[] wav = wav(encoding, samples);
        StemSeconds.Ranges ranges = (position, bytes) ->
                Arrays.copyOfRange(wav, (int) position, (int) Math.min(wav.length, position + bytes));
        StemSeconds stem = StemSeconds.of("a stem", wav.length, ranges);
        assertThat(stem.frames()).isEqualTo(frames);
        assertThat(stem.seconds()).isEqualTo(2);
        StemSeconds.Second last = stem.second(1, ranges);
        assertThat(last.frames()).isEqualTo(1234);
        if (encoding != Encoding.PCM_16 && encoding != Encoding.PCM_24) {
            assertThat(last.bytes())
                    .isEqualTo(Arrays.copyOfRange(samples, RATE * encoding.bytesPerSample(), samples.length));
        }
        assertThatThrownBy(() -> stem.second(2, ranges)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_is_no_wav_is_an_error_of_the_store() {
        StemSeconds.Ranges nonsense = (position, bytes) -> new byte[bytes];
        assertThatThrownBy(() -> StemSeconds.of("a stem", 1000, nonsense)).isInstanceOf(IOException.class);
    }

    private static byte[] wav(Encoding encoding, byte[] samples) {
        ByteBuffer wav = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = encoding.bytesPerSample();
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort(encoding.formatTag()).putShort((short) 1).putInt(RATE).putInt(RATE * bytes);
        wav.putShort((short) bytes).putShort((short) (8 * bytes));
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length);
        return wav.put(samples).array();
    }
}
