package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WavWriterTest {
    private static final WavFormat STEREO_24 = new WavFormat(48_000, 2, Encoding.PCM_24);
    private static final int[][] SAMPLES = {{0, 1, -1, 8_388_607, -8_388_608}, {5, 4, 3, 2, 1}};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {5, 1000, 1L << 40})
    void what_was_written_is_read_back_whatever_length_was_promised(long promised) throws IOException {
        Path path = folder.resolve("mix.wav");
        WavWriter.Written written = write(path, promised);
        assertThat(written.frames()).isEqualTo(5);
        assertThat(written.bytes()).isEqualTo(Files.size(path));
        assertThat(written.sha256()).isEqualTo(sha256(path));
        try (WavFile wav = WavFileTest.readable(path)) {
            assertThat(wav.frames()).isEqualTo(5);
            double[][] block = new double[2][5];
            wav.read(0, block, 5);
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < 5; i++) {
                    assertThat(block[c][i] * 8_388_608).isEqualTo(SAMPLES[c][i]);
                }
            }
        }
        assertThat(files()).containsExactly("mix.wav");
    }

    @Test
    void a_wav_has_44_bytes_before_its_audio_and_what_may_outgrow_it_is_rf64() throws IOException {
        Path path = folder.resolve("mix.wav");
        assertThat(write(path, 5).bytes()).isEqualTo(44 + 30);
        assertThat(magic(path)).isEqualTo("RIFF");
        write(path, 715_827_875L); // the most that fit are 715827875 frames of 6 bytes
        assertThat(magic(path)).isEqualTo("RIFF");
        write(path, 715_827_876L);
        assertThat(magic(path)).isEqualTo("RF64");
    }

    @Test
    void a_writer_that_is_closed_before_it_is_finished_leaves_nothing() throws IOException {
        try (WavWriter writer = new WavWriter(folder.resolve("mix.wav"), STEREO_24, 10)) {
            writer.writeIntegers(SAMPLES, 5);
            assertThat(folder.resolve("mix.wav")).doesNotExist();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void more_frames_than_promised_are_a_bug() throws IOException {
        try (WavWriter writer = new WavWriter(folder.resolve("mix.wav"), STEREO_24, 4)) {
            assertThatIllegalStateException().isThrownBy(() -> writer.writeIntegers(SAMPLES, 5));
        }
    }

    private static WavWriter.Written write(Path path, long promised) throws IOException {
        try (WavWriter writer = new WavWriter(path, STEREO_24, promised)) {
            writer.writeIntegers(SAMPLES, 5);
            return writer.finish();
        }
    }

    static String sha256(Path path) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(Files.readAllBytes(path));
        return Sha256.hex(digest);
    }

    private static String magic(Path path) throws IOException {
        return new String(Files.readAllBytes(path), 0, 4, StandardCharsets.US_ASCII);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void what_is_said_beside_the_audio_comes_back_and_other_programs_read_the_file() throws Exception {
        AudioMetadata metadata = new AudioMetadata(
                new AudioMetadata.Broadcast("Mix 3", "Foldback", "ref", "2026-11-21", "18:30:00", 48_000),
                "<BWFXML/>",
                List.of(new AudioMetadata.Marker(1, "Verse"), new AudioMetadata.Marker(7, "Größer")));
        Path file = folder.resolve("told.wav");
        int frames = 9;
        for (long promised : new long[] {frames, 100}) {
            try (WavWriter writer =
                    new WavWriter(file, new WavFormat(48_000, 1, Encoding.PCM_24), promised, metadata, FileTags.NONE)) {
                writer.writeIntegers(new int[1][frames], frames);
                assertThat(writer.finish().sha256()).isEqualTo(sha256(file));
            }
            try (WavFile wav = WavFileTest.readable(file)) {
                assertThat(wav.frames()).isEqualTo(frames);
                assertThat(wav.metadata()).isEqualTo(metadata);
            }
            assertThat(Files.size(file))
                    .isEqualTo(8
                            + ByteBuffer.wrap(Files.readAllBytes(file))
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .getInt(4));
            assertThat(Programs.run("soxi", "-s", file.toString()).strip()).isEqualTo("9");
            assertThat(Programs.run("ffprobe", "-v", "error", "-show_format", file.toString()))
                    .contains("TAG:comment=Mix 3", "TAG:encoded_by=Foldback", "TAG:time_reference=48000");
        }
    }
}
