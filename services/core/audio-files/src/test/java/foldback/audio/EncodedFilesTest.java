package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the system's ffmpeg and ours wrote, of known lengths. */
final class EncodedFilesTest {
    private static final int RATE = 48_000;
    private static Ffmpeg ffmpeg;

    @TempDir
    private static Path programs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ffmpeg = Ffmpeg.find(programs.resolve("ffmpeg")).orElseThrow();
        assertThat(ffmpeg.folder()).isEqualTo(programs.resolve("ffmpeg"));
    }

    /** Lengths that are no multiple of any codec's frames. */
    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame, 44100, 100003, MP3",
        "mp3, libmp3lame, 48000, 48001, MP3",
        "ogg, libvorbis, 48000, 100003, VORBIS",
        "ogg, libvorbis, 44100, 98765, VORBIS",
        "opus, libopus, 48000, 100003, OPUS",
        "ogg, libopus, 48000, 48001, OPUS",
        "m4a, aac, 48000, 100003, AAC",
        "m4a, aac, 44100, 44101, AAC"
    })
    void a_lossy_file_has_the_length_and_the_place_of_what_went_into_it(
            String suffix, String codec, int rate, int frames, Container container)
            throws IOException, InterruptedException {
        double[][] music = music(rate, frames);
        Path wav = write(new WavFormat(rate, 2, Encoding.PCM_16), music, frames);
        Path encoded = folder.resolve("song." + suffix);
        Programs.run("ffmpeg", "-v", "error", "-i", wav.toString(), "-c:a", codec, "-b:a", "192k", encoded.toString());
        try (AudioSource source = accepted(encoded)) {
            assertThat(source.container()).isEqualTo(container);
            assertThat(source.format()).isEqualTo(new WavFormat(rate, 2, Encoding.FLOAT_32));
            assertThat(source.frames()).isEqualTo(frames);
            assertThat(delay(music[0], all(source)[0])).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flac, flac, PCM_16, FLAC",
        "flac, flac, PCM_24, FLAC",
        "m4a, alac, PCM_16, ALAC",
        "m4a, alac, PCM_24, ALAC",
        "oga, flac, PCM_24, FLAC"
    })
    void a_lossless_file_is_what_went_into_it_to_the_bit(
            String suffix, String codec, Encoding encoding, Container container)
            throws IOException, InterruptedException {
        int frames = 70_001;
        Path wav = write(new WavFormat(RATE, 2, encoding), music(RATE, frames), frames);
        Path encoded = folder.resolve("song." + suffix);
        Programs.run("ffmpeg", "-v", "error", "-i", wav.toString(), "-c:a", codec, encoded.toString());
        try (AudioSource source = accepted(encoded);
                WavFile original = WavFileTest.readable(wav)) {
            assertThat(source.container()).isEqualTo(container);
            assertThat(source.format()).isEqualTo(original.format());
            assertThat(source.frames()).isEqualTo(frames);
            assertThat(RenderReady.sha256(source)).isEqualTo(RenderReady.sha256(original));
        }
    }

    @Test
    void flac_that_we_write_passes_the_decoder_of_another_build_and_comes_back_to_the_bit()
            throws IOException, InterruptedException {
        Path wav = write(new WavFormat(RATE, 2, Encoding.PCM_24), music(RATE, 50_001), 50_001);
        Path flac = folder.resolve("ours.flac");
        ffmpeg.writeFlac(wav, flac, Duration.ofSeconds(20));
        Path theirs = folder.resolve("theirs.wav");
        Programs.run("ffmpeg", "-v", "error", "-xerror", "-i", flac.toString(), "-c:a", "pcm_s24le", theirs.toString());
        try (WavFile decoded = WavFileTest.readable(theirs);
                WavFile original = WavFileTest.readable(wav);
                AudioSource ours = accepted(flac)) {
            assertThat(RenderReady.sha256(decoded)).isEqualTo(RenderReady.sha256(original));
            assertThat(RenderReady.sha256(ours)).isEqualTo(RenderReady.sha256(original));
        }
    }

    @Test
    void a_flac_file_with_a_flipped_bit_anywhere_in_its_audio_is_refused() throws IOException, InterruptedException {
        Path wav = write(new WavFormat(RATE, 1, Encoding.PCM_16), music(RATE, 20_000), 20_000);
        Path flac = folder.resolve("whole.flac");
        ffmpeg.writeFlac(wav, flac, Duration.ofSeconds(20));
        byte[] whole = Files.readAllBytes(flac);
        long seed = 20_261_122;
        System.out.println("flac flips: seed " + seed);
        Random random = new Random(seed);
        int flips = 40;
        for (int i = 0; i < flips; i++) {
            byte[] flipped = whole.clone();
            int at = whole.length / 2 + random.nextInt(whole.length / 2);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Refusal refusal = refused("flipped.flac", flipped);
            assertThat(refusal.reason())
                    .as(at + ": " + refusal.sentence())
                    .isIn(Reason.DAMAGED, Reason.CUT_SHORT, Reason.HEADER_LIES);
        }
    }

    @Test
    void what_a_file_is_is_seen_in_its_bytes_and_not_in_its_name() throws IOException, InterruptedException {
        Path wav = write(new WavFormat(RATE, 1, Encoding.PCM_16), music(RATE, 9_000), 9_000);
        Path lying = folder.resolve("song.mp3");
        Programs.run("ffmpeg", "-v", "error", "-i", wav.toString(), "-f", "flac", lying.toString());
        try (AudioSource source = accepted(lying)) {
            assertThat(source.container()).isEqualTo(Container.FLAC);
        }
        assertThat(refused("kick.wav", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0})
                        .sentence())
                .isEqualTo("kick.wav is a picture (PNG), and no audio file. Export it as WAV, AIFF or FLAC.");
        assertThat(refused("kick.wav", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0})
                        .reason())
                .isEqualTo(Reason.NOT_AUDIO);
    }

    @Test
    void a_playlist_or_a_reference_to_another_file_reads_nothing_else() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        for (String text : List.of(
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile://" + secret + "\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '" + secret + "'\n")) {
            assertThat(refused("list.mp3", text.getBytes(StandardCharsets.UTF_8))
                            .reason())
                    .isEqualTo(Reason.NOT_AUDIO);
        }
    }

    @Test
    void a_file_that_is_cut_in_half_is_refused_or_shorter_but_never_hangs() throws IOException, InterruptedException {
        Path wav = write(new WavFormat(RATE, 2, Encoding.PCM_16), music(RATE, 48_000), 48_000);
        List<String> seen = new ArrayList<>();
        for (String suffix : List.of("mp3", "ogg", "opus", "m4a", "flac")) {
            Path encoded = folder.resolve("song." + suffix);
            Programs.run("ffmpeg", "-v", "error", "-i", wav.toString(), encoded.toString());
            byte[] whole = Files.readAllBytes(encoded);
            byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
            switch (open("half." + suffix, half)) {
                case AudioFiles.Opened.Refused refused ->
                    seen.add(suffix + " " + refused.refusal().reason());
                case AudioFiles.Opened.Accepted accepted -> {
                    try (AudioSource source = accepted.source()) {
                        seen.add(suffix + " " + (source.frames() < 48_000 ? "shorter" : "whole"));
                    }
                }
            }
        }
        System.out.println("halves: " + seen);
        assertThat(seen).hasSize(5).noneMatch(each -> each.endsWith("whole")).contains("flac DAMAGED");
    }

    @Test
    void without_a_decoder_such_files_are_refused_with_what_to_do() throws IOException {
        Path file = Files.write(folder.resolve("a.flac"), "fLaC............".getBytes(StandardCharsets.UTF_8));
        AudioFiles.Opened opened = AudioFiles.open(file, "a.flac", Optional.empty(), folder);
        assertThat(opened).isInstanceOfSatisfying(AudioFiles.Opened.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.DECODER_MISSING);
            assertThat(refused.refusal().sentence()).contains("ffmpeg").contains("WAV or AIFF");
        });
    }

    private AudioSource accepted(Path file) throws IOException {
        return switch (AudioFiles.open(file, String.valueOf(file.getFileName()), Optional.of(ffmpeg), folder)) {
            case AudioFiles.Opened.Accepted accepted -> accepted.source();
            case AudioFiles.Opened.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }

    private Refusal refused(String name, byte[] bytes) throws IOException {
        return switch (open(name, bytes)) {
            case AudioFiles.Opened.Refused refused -> refused.refusal();
            case AudioFiles.Opened.Accepted accepted ->
                throw new AssertionError("read " + accepted.source().format());
        };
    }

    private AudioFiles.Opened open(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("upload"), bytes);
        return AudioFiles.open(file, name, Optional.of(ffmpeg), folder);
    }

    private Path write(WavFormat format, double[][] music, int frames) throws IOException {
        int scale = 1 << (8 * format.encoding().bytesPerSample() - 1);
        int[][] samples = new int[format.channels()][frames];
        for (int c = 0; c < format.channels(); c++) {
            for (int i = 0; i < frames; i++) {
                samples[c][i] = (int) Math.rint(music[c][i] * scale);
            }
        }
        Path file = folder.resolve("original.wav");
        try (WavWriter writer = new WavWriter(file, format, frames)) {
            writer.writeIntegers(samples, frames);
            writer.finish();
        }
        return file;
    }

    /** Noise bursts over a tone: something whose place is plain to see. */
    private static double[][] music(int rate, int frames) {
        Random random = new Random(7);
        double[][] music = new double[2][frames];
        double smooth = 0;
        for (int i = 0; i < frames; i++) {
            double t = (double) i / rate;
            double beat = Math.exp(-12 * (t * 3 - Math.floor(t * 3)));
            smooth += 0.3 * (random.nextDouble() - 0.5 - smooth);
            music[0][i] = 0.2 * Math.sin(2 * Math.PI * 330 * t) + 0.8 * beat * smooth;
            music[1][i] = 0.2 * Math.sin(2 * Math.PI * 440 * t) - 0.8 * beat * smooth;
        }
        return music;
    }

    private static double[][] all(AudioSource source) throws IOException {
        double[][] block = new double[source.format().channels()][(int) source.frames()];
        source.read(0, block, (int) source.frames());
        return block;
    }

    /** Where the cross-correlation of the two is highest, within 3000 frames. */
    private static int delay(double[] expected, double[] actual) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int lag = -3000; lag <= 3000; lag++) {
            double sum = 0;
            for (int i = 6000; i < 26_000; i++) {
                sum += expected[i] * actual[i + lag];
            }
            if (sum > highest) {
                highest = sum;
                best = lag;
            }
        }
        return best;
    }
}
