package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WavFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void every_encoding_is_decoded_with_full_scale_at_1(Encoding encoding) throws IOException {
        int bits = 8 * encoding.bytesPerSample();
        ByteBuffer samples = ByteBuffer.allocate(4 * encoding.bytesPerSample()).order(ByteOrder.LITTLE_ENDIAN);
        for (double x : new double[] {0.5, -1, 0, -0.25}) {
            put(samples, encoding, x);
        }
        byte[] file = WavBytes.riff()
                .fmt(encoding.formatTag(), 2, 48_000, bits)
                .text("data")
                .int32(samples.capacity())
                .raw(samples.array())
                .build();
        try (WavFile wav = readable(file)) {
            double[][] block = new double[2][2];
            wav.read(0, block, 2);
            assertThat(block[0]).containsExactly(0.5, 0);
            assertThat(block[1]).containsExactly(-1, -0.25);
            assertThat(wav.format()).isEqualTo(new WavFormat(48_000, 2, encoding));
        }
    }

    private static void put(ByteBuffer into, Encoding encoding, double x) {
        switch (encoding) {
            case PCM_16 -> into.putShort((short) (x * 32_768));
            case PCM_24 -> {
                int value = (int) (x * 8_388_608);
                into.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
            }
            case PCM_32 -> into.putInt((int) (x * 2_147_483_648.0));
            case FLOAT_32 -> into.putFloat((float) x);
            case FLOAT_64 -> into.putDouble(x);
        }
    }

    @Test
    void samples_of_8_bits_become_16_without_a_loss() throws IOException {
        byte[] file = WavBytes.riff()
                .fmt(1, 1, 48_000, 8)
                .text("data")
                .int32(4)
                .raw(new byte[] {0, 64, (byte) 128, (byte) 192})
                .build();
        try (WavFile wav = readable(file)) {
            double[][] block = new double[1][4];
            wav.read(0, block, 4);
            assertThat(block[0]).containsExactly(-1, -0.5, 0, 0.5);
            assertThat(wav.format()).isEqualTo(new WavFormat(48_000, 1, Encoding.PCM_16));
        }
    }

    @Test
    void what_a_file_says_beside_its_audio_can_be_read() throws IOException {
        WavBytes bext = new WavBytes()
                .text("Take 3")
                .raw(new byte[250])
                .text("Recorder")
                .raw(new byte[24 + 32]);
        bext.text("2026-11-21").text("18:30:00").int64(172_800_000L).raw(new byte[256]);
        byte[] bextBytes = bext.build();
        byte[] ixml = "<BWFXML><SCENE>7</SCENE></BWFXML>".getBytes(StandardCharsets.UTF_8);
        WavBytes cue = new WavBytes().int32(2);
        cue.int32(1).int32(0).text("data").int32(0).int32(0).int32(90);
        cue.int32(2).int32(0).text("data").int32(0).int32(0).int32(10);
        byte[] labels = new WavBytes()
                .text("adtllabl")
                .int32(11)
                .int32(1)
                .text("Chorus\0")
                .raw(new byte[1])
                .build();
        byte[] file = WavBytes.riff()
                .text("bext")
                .int32(bextBytes.length)
                .raw(bextBytes)
                .fmt(1, 1, 48_000, 16)
                .data(200, 200)
                .text("cue ")
                .int32(52)
                .raw(cue.build())
                .text("LIST")
                .int32(labels.length)
                .raw(labels)
                .text("iXML")
                .int32(ixml.length)
                .raw(ixml)
                .build();
        try (WavFile wav = readable(file)) {
            AudioMetadata metadata = wav.metadata();
            assertThat(metadata.broadcast())
                    .isEqualTo(new AudioMetadata.Broadcast(
                            "Take 3", "Recorder", "", "2026-11-21", "18:30:00", 172_800_000L));
            assertThat(metadata.ixml()).isEqualTo("<BWFXML><SCENE>7</SCENE></BWFXML>");
            assertThat(metadata.markers())
                    .containsExactly(new AudioMetadata.Marker(10, ""), new AudioMetadata.Marker(90, "Chorus"));
        }
    }

    @Test
    void an_extensible_header_and_chunks_around_the_audio_are_read() throws IOException {
        byte[] file = WavBytes.riff()
                .chunk("bext", 602, 602)
                .chunk("odd ", 3, 4)
                .extensible(3, 1, 96_000, 32)
                .data(400, 400)
                .chunk("LIST", 10, 10)
                .build();
        try (WavFile wav = readable(file)) {
            assertThat(wav.format()).isEqualTo(new WavFormat(96_000, 1, Encoding.FLOAT_32));
            assertThat(wav.frames()).isEqualTo(100);
        }
    }

    @Test
    void an_rf64_file_beyond_4_gigabytes_is_read_at_its_end() throws IOException {
        long dataBytes = 5L << 30;
        Path path = folder.resolve("large.wav");
        byte[] header = WavBytes.rf64(dataBytes)
                .fmt(1, 2, 48_000, 16)
                .text("data")
                .int32(-1)
                .build();
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.write(header);
            sparse.seek(header.length + dataBytes - 4);
            sparse.write(new byte[] {0, 0x40, 0, (byte) 0xC0});
        }
        try (WavFile wav = readable(path)) {
            assertThat(wav.frames()).isEqualTo(dataBytes / 4);
            double[][] block = new double[2][1];
            wav.read(wav.frames() - 1, block, 1);
            assertThat(block).isDeepEqualTo(new double[][] {{0.5}, {-0.5}});
            assertThatThrownBy(() -> wav.read(wav.frames(), block, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void a_file_that_was_cut_short_says_how_much_is_missing() throws IOException {
        Refusal refusal = refused(
                WavBytes.riff().fmt(1, 2, 48_000, 24).data(11_520_000, 600_000).build());
        assertThat(refusal.reason()).isEqualTo(Reason.CUT_SHORT);
        assertThat(refusal.sentence())
                .isEqualTo("kick.wav says it holds 11520000 bytes of audio but ends after 600000: it was cut short."
                        + " Export it again.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, -2})
    void data_sizes_near_the_limits_of_32_bits_are_refused(int stated) throws IOException {
        assertRefused(Reason.CUT_SHORT, WavBytes.riff().fmt(1, 2, 48_000, 16).data(stated, 400));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 15, 0, 5000})
    void fmt_sizes_that_make_no_sense_are_refused(int stated) throws IOException {
        assertRefused(
                Reason.HEADER_LIES, WavBytes.riff().chunk("fmt ", stated, 40).data(400, 400));
    }

    @Test
    void a_header_that_contradicts_itself_is_refused() throws IOException {
        assertRefused(
                Reason.HEADER_LIES,
                WavBytes.riff().fmt(1, 2, 48_000, 192_000, 6, 16).data(400, 400));
        assertRefused(
                Reason.HEADER_LIES,
                WavBytes.riff().fmt(1, 2, 48_000, 192_001, 4, 16).data(400, 400));
        assertRefused(Reason.HEADER_LIES, WavBytes.riff().fmt(1, 2, 48_000, 16).data(401, 402));
    }

    @Test
    void rates_of_0_and_minus_1_are_lies_and_rates_no_session_has_are_unsupported() throws IOException {
        assertRefused(Reason.HEADER_LIES, WavBytes.right(1, 1, 0, 16, 10));
        assertRefused(Reason.HEADER_LIES, WavBytes.right(1, 1, -1, 16, 10));
        assertRefused(Reason.UNSUPPORTED_RATE, WavBytes.right(1, 1, 22_050, 16, 10));
    }

    @Test
    void no_channels_are_a_lie_and_more_than_two_have_to_be_split() throws IOException {
        assertRefused(Reason.HEADER_LIES, WavBytes.riff().fmt(1, 0, 48_000, 16).data(400, 400));
        assertRefused(Reason.TOO_MANY_CHANNELS, WavBytes.right(1, 6, 48_000, 16, 10));
        assertRefused(Reason.TOO_MANY_CHANNELS, WavBytes.right(1, 200, 48_000, 16, 10));
    }

    @Test
    void a_refusal_says_at_which_byte_it_went_wrong() throws IOException {
        assertThat(refused(WavBytes.right(1, 200, 48_000, 16, 10).build()).atByte())
                .isEqualTo(20);
        assertThat(refused(WavBytes.riff().fmt(1, 1, 48_000, 16).data(400, 300).build())
                        .atByte())
                .isEqualTo(344);
        assertThat(refused(WavBytes.riff()
                                .fmt(1, 1, 48_000, 16)
                                .data(400, 400)
                                .data(400, 400)
                                .build())
                        .atByte())
                .isEqualTo(444);
    }

    @Test
    void two_fmt_chunks_or_one_after_the_audio_are_refused() throws IOException {
        assertRefused(
                Reason.HEADER_LIES,
                WavBytes.riff().fmt(1, 1, 48_000, 16).fmt(1, 2, 48_000, 16).data(400, 400));
        assertRefused(Reason.HEADER_LIES, WavBytes.riff().data(400, 400).fmt(1, 1, 48_000, 16));
        assertRefused(
                Reason.HEADER_LIES,
                WavBytes.riff().fmt(1, 1, 48_000, 16).data(400, 400).fmt(1, 1, 48_000, 16));
    }

    @Test
    void adpcm_a_law_and_odd_word_lengths_are_unsupported() throws IOException {
        assertRefused(Reason.UNSUPPORTED_ENCODING, WavBytes.right(2, 1, 48_000, 16, 10));
        assertRefused(Reason.UNSUPPORTED_ENCODING, WavBytes.right(6, 1, 48_000, 8, 10));
        assertRefused(Reason.UNSUPPORTED_ENCODING, WavBytes.right(1, 1, 48_000, 48, 10));
    }

    @Test
    void no_data_chunk_or_no_frames_are_empty() throws IOException {
        assertRefused(Reason.EMPTY, WavBytes.riff().fmt(1, 1, 48_000, 16));
        assertRefused(Reason.EMPTY, WavBytes.riff().fmt(1, 1, 48_000, 16).data(0, 0));
        assertThat(refused(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void more_than_64_kib_after_the_audio_that_are_no_chunk_show_that_the_header_lies() throws IOException {
        byte[] trailing = new byte[70_000];
        assertRefused(Reason.HEADER_LIES, WavBytes.right(1, 1, 48_000, 16, 100).raw(trailing));
        try (WavFile wav = readable(
                WavBytes.right(1, 1, 48_000, 16, 100).raw(new byte[60_000]).build())) {
            assertThat(wav.frames()).isEqualTo(100);
        }
    }

    @Test
    void what_is_no_wav_is_called_what_it_is() throws IOException {
        assertThat(refused("Dear mixer, ...".getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(Reason.NOT_AUDIO);
        assertThat(refused(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 0, 0, 0, 0, 0, 0, 0})
                        .reason())
                .isEqualTo(Reason.NOT_AUDIO);
        assertThat(refused(new byte[] {'P', 'K', 3, 4}).reason()).isEqualTo(Reason.NOT_AUDIO);
        assertThat(refused("fLaC....".getBytes(StandardCharsets.UTF_8)).sentence())
                .contains("a FLAC file");
    }

    @Test
    void a_sample_that_is_no_number_is_found_with_its_frame() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(400_000).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(4 * 77_777, Float.NaN);
        byte[] file = WavBytes.riff()
                .fmt(3, 1, 48_000, 32)
                .text("data")
                .int32(400_000)
                .raw(samples.array())
                .build();
        try (WavFile wav = readable(file)) {
            assertThat(wav.firstUnusableFrame()).hasValue(77_777);
            assertThat(wav.unusableSamples().orElseThrow().reason()).isEqualTo(Reason.NON_FINITE);
            assertThat(wav.unusableSamples().orElseThrow().sentence()).contains(wav.name(), "frame 77777");
        }
    }

    private void assertRefused(Reason reason, WavBytes file) throws IOException {
        assertThat(refused(file.build()).reason()).isEqualTo(reason);
    }

    private Refusal refused(byte[] bytes) throws IOException {
        return switch (open(bytes)) {
            case WavFile.Opened.Refused refused -> refused.refusal();
            case WavFile.Opened.Accepted readable ->
                throw new AssertionError("read " + readable.file().format());
        };
    }

    private WavFile readable(byte[] bytes) throws IOException {
        Path path = folder.resolve("kick.wav");
        Files.write(path, bytes);
        return readable(path);
    }

    static WavFile readable(Path path) throws IOException {
        return switch (WavFile.open(path)) {
            case WavFile.Opened.Accepted readable -> readable.file();
            case WavFile.Opened.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }

    private WavFile.Opened open(byte[] bytes) throws IOException {
        Path path = folder.resolve("kick.wav");
        Files.write(path, bytes);
        return WavFile.open(path);
    }
}
