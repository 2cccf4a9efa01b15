package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderReadyTest {
    private static final int FRAMES = 48_000;

    @TempDir
    private Path folder;

    @Test
    void the_same_audio_has_the_same_name_whatever_stands_around_it() throws IOException {
        byte[] audio = sine();
        byte[] plain = WavBytes.riff()
                .fmt(1, 1, 48_000, 16)
                .text("data")
                .int32(audio.length)
                .raw(audio)
                .build();
        byte[] decorated = WavBytes.riff()
                .chunk("bext", 602, 602)
                .extensible(1, 1, 48_000, 16)
                .text("data")
                .int32(audio.length)
                .raw(audio)
                .chunk("LIST", 100, 100)
                .build();
        StemAnalysis first = ready(analyse(plain));
        StemAnalysis second = ready(analyse(decorated));
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("ready.wav"))).isEqualTo(withRiffSize(plain));
        assertThat(first.sha256()).isEqualTo(WavWriterTest.sha256(folder.resolve("ready.wav")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4096, 40_001})
    void the_name_can_be_had_without_writing_the_file(int frames) throws Exception {
        byte[] file = WavBytes.riff()
                .chunk("LIST", 100, 100)
                .fmt(1, 1, 44_100, 24)
                .text("data")
                .int32(frames * 3)
                .raw(Arrays.copyOf(sine(), frames * 3))
                .chunk("bext", 0, 0)
                .build();
        String name = ready(analyse(file)).sha256();
        Path path = Files.write(folder.resolve("again.wav"), file);
        try (WavFile wav = WavFileTest.readable(path)) {
            assertThat(RenderReady.sha256(wav)).isEqualTo(name);
        }
    }

    @Test
    void levels_and_length_are_measured_on_the_way() throws IOException {
        byte[] audio = sine();
        byte[] file = WavBytes.riff()
                .fmt(1, 1, 48_000, 16)
                .text("data")
                .int32(audio.length)
                .raw(audio)
                .build();
        StemAnalysis analysis = ready(analyse(file));
        assertThat(analysis.frames()).isEqualTo(FRAMES);
        assertThat(analysis.levels().integratedLufs()).isCloseTo(-9.03, within(0.1));
        assertThat(analysis.levels().samplePeakDbfs()).isCloseTo(-6.02, within(0.01));
        assertThat(analysis.levels().truePeakDbtp()).isCloseTo(-6.02, within(0.1));
    }

    @Test
    void silence_has_no_levels() throws IOException {
        StemAnalysis analysis =
                ready(analyse(WavBytes.right(1, 1, 48_000, 16, FRAMES).build()));
        assertThat(analysis.levels()).isEqualTo(new Levels(null, null, null));
    }

    @Test
    void peaks_hold_the_lowest_and_highest_sample_of_256_frames() throws IOException {
        byte[] audio = sine();
        byte[] file = WavBytes.riff()
                .fmt(1, 1, 48_000, 16)
                .text("data")
                .int32(audio.length)
                .raw(audio)
                .build();
        ready(analyse(file));
        Peaks peaks;
        try (InputStream in = Files.newInputStream(folder.resolve("ready.dat"))) {
            peaks = Peaks.read(in);
        }
        assertThat(peaks.pixels()).isEqualTo((FRAMES + 255) / 256);
        assertThat(peaks.channels()).isEqualTo(1);
        assertThat(peaks.sampleRateHertz()).isEqualTo(48_000);
        ByteBuffer samples = ByteBuffer.wrap(audio).order(ByteOrder.LITTLE_ENDIAN);
        short lowest = Short.MAX_VALUE;
        short highest = Short.MIN_VALUE;
        for (int i = 256; i < 512; i++) {
            lowest = (short) Math.min(lowest, samples.getShort(2 * i));
            highest = (short) Math.max(highest, samples.getShort(2 * i));
        }
        assertThat(peaks.low(1, 0)).isEqualTo(lowest);
        assertThat(peaks.high(1, 0)).isEqualTo(highest);
    }

    @Test
    void a_stem_with_a_sample_that_is_no_number_is_refused_and_leaves_no_file() throws IOException {
        ByteBuffer audio = ByteBuffer.allocate(400_000).order(ByteOrder.LITTLE_ENDIAN);
        audio.putFloat(4 * 50_000, Float.POSITIVE_INFINITY);
        byte[] file = WavBytes.riff()
                .fmt(3, 1, 48_000, 32)
                .text("data")
                .int32(400_000)
                .raw(audio.array())
                .build();
        RenderReady.Result result = analyse(file);
        assertThat(result).isInstanceOf(RenderReady.Result.Refused.class);
        Refusal refusal = ((RenderReady.Result.Refused) result).refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NON_FINITE);
        assertThat(refusal.sentence()).contains("at frame 50000");
        assertThat(folder.resolve("ready.wav")).doesNotExist();
        assertThat(folder.resolve("ready.dat")).doesNotExist();
    }

    private RenderReady.Result analyse(byte[] file) throws IOException {
        Path path = folder.resolve("in.wav");
        Files.write(path, file);
        try (WavFile wav = WavFileTest.readable(path)) {
            return RenderReady.analyse(wav, folder.resolve("ready.wav"), folder.resolve("ready.dat"));
        }
    }

    private static StemAnalysis ready(RenderReady.Result result) {
        return switch (result) {
            case RenderReady.Result.Ready ready -> ready.analysis();
            case RenderReady.Result.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }

    private static byte[] withRiffSize(byte[] plain) {
        byte[] right = plain.clone();
        ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).putInt(4, plain.length - 8);
        return right;
    }

    private static byte[] sine() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * FRAMES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < FRAMES; i++) {
            bytes.putShort((short) Math.rint(16_384 * Math.sin(2 * Math.PI * 1000 * i / 48_000)));
        }
        return bytes.array();
    }
}
