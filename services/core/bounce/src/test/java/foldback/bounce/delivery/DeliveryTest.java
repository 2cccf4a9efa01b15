package foldback.bounce.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.AudioEncoder;
import foldback.audio.AudioFiles;
import foldback.audio.AudioMetadata;
import foldback.audio.AudioSource;
import foldback.audio.Encoding;
import foldback.audio.Ffmpeg;
import foldback.audio.Sha256;
import foldback.bounce.Bounce;
import foldback.bounce.BounceFiles;
import foldback.bounce.BounceRefusal;
import foldback.bounce.BounceSettings;
import foldback.bounce.RenderMachine;
import foldback.bounce.RenderMachine.Kernels;
import foldback.bounce.Song;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind, and what they are to each other. */
final class DeliveryTest {
    private static final int FRAMES = 150_000;
    private static final RenderMachine MACHINE = new RenderMachine(2, Kernels.AUTO);
    private static final String COMPRESSOR = Song.insert("compressor", "\"ratio\":3,\"threshold\":-30");
    private static final String WAV_24 = "{\"type\":\"wav\",\"encoding\":\"pcm-24\"}";
    private static final String FLOATS = "{\"type\":\"wav\",\"encoding\":\"float-32\"}";

    /** A 24-bit float mantissa rounds each of a few stems by at most 2^-25 of full scale. */
    private static final double NULL_OF_FLOATS = Math.pow(10, -138.0 / 20);

    @TempDir
    private static Path programs;

    private static Optional<Ffmpeg> ffmpeg = Optional.empty();

    @TempDir
    private Path folder;

    private Song song;
    private int deliveries;

    @BeforeAll
    static void find_ffmpeg() throws IOException {
        ffmpeg = Ffmpeg.find(programs.resolve("ffmpeg"));
        assertThat(ffmpeg).isPresent();
    }

    @BeforeEach
    void make_a_song() throws IOException {
        song = new Song(folder.resolve("stems"));
    }

    /** Three tracks and a return; master and group only sum. */
    private void withBand() throws IOException {
        String send = Song.strip(COMPRESSOR)
                .replace(
                        "\"sends\":[]",
                        "\"sends\":[{\"bus\":\"room\",\"id\":\"r\",\"levelDb\":-9,\"preFader\":false}]");
        song.track(song.noise(1, FRAMES), FRAMES, "bus/band", Song.strip(COMPRESSOR), "Kick");
        song.track(song.noise(2, FRAMES), FRAMES, "bus/band", send, "Guitar");
        song.track(song.noise(3, FRAMES), FRAMES, "master", send, "Lead Vocal");
        String plain = Song.strip("").replace("-3,", "0,").replace("\"pan\":0.2", "\"pan\":0");
        song.buses(Song.bus("band", "master").replace(Song.strip(""), plain) + ","
                + Song.bus("room", "master")
                        .replace("GROUP", "RETURN")
                        .replace(Song.strip(""), Song.strip(Song.insert("reverb", "\"decay\":0.3"))));
        song.plainMaster();
    }

    private static String outputs(String... outputs) {
        return "{\"outputs\":[" + String.join(",", outputs) + "]}";
    }

    private static String output(String id, String source, String format, String more) {
        return "{\"id\":\"%s\",\"source\":%s,\"format\":%s%s}".formatted(id, source, format, more);
    }

    private static String mix(String id, String format, String more) {
        return output(id, "{\"type\":\"mix\"}", format, more);
    }

    private static DeliverySpec spec(String json) throws IOException {
        return switch (SpecCodec.read(new ObjectMapper().readTree(json), Song.RATE)) {
            case SpecCodec.Reading.Accepted accepted -> accepted.spec();
            case SpecCodec.Reading.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private Delivery.Result deliver(RenderMachine machine, String json) throws IOException, InterruptedException {
        Path results = Files.createDirectories(folder.resolve("delivery-" + ++deliveries));
        return new Delivery(machine, new AudioEncoder(ffmpeg))
                .run(song.document(), song.stems(), spec(json), null, results, fraction -> {});
    }

    private Delivery.Result.Finished finished(String json) throws IOException, InterruptedException {
        return finished(MACHINE, json);
    }

    private Delivery.Result.Finished finished(RenderMachine machine, String json)
            throws IOException, InterruptedException {
        return switch (deliver(machine, json)) {
            case Delivery.Result.Finished finished -> finished;
            case Delivery.Result.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private List<String> refused(String json) throws IOException, InterruptedException {
        return switch (deliver(MACHINE, json)) {
            case Delivery.Result.Finished finished -> throw new AssertionError(finished);
            case Delivery.Result.Refused refused ->
                refused.reasons().stream().map(BounceRefusal::sentence).toList();
        };
    }

    private double[][] samples(Path file) throws IOException {
        try (AudioSource source = open(file)) {
            double[][] all = new double[source.format().channels()][(int) source.frames()];
            double[][] block = new double[all.length][source.mostFramesPerRead()];
            for (int at = 0; at < all[0].length; at += block[0].length) {
                int now = Math.min(block[0].length, all[0].length - at);
                source.read(at, block, now);
                for (int c = 0; c < all.length; c++) {
                    System.arraycopy(block[c], 0, all[c], at, now);
                }
            }
            return all;
        }
    }

    private AudioSource open(Path file) throws IOException {
        return switch (AudioFiles.open(file, file.getFileName().toString(), ffmpeg, folder)) {
            case AudioFiles.Opened.Accepted accepted -> accepted.source();
            case AudioFiles.Opened.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }

    private static double highest(double[][] x) {
        double highest = 0;
        for (double[] channel : x) {
            for (double sample : channel) {
                highest = Math.max(highest, Math.abs(sample));
            }
        }
        return highest;
    }

    private static double[][] minus(double[][] x, List<double[][]> others) {
        double[][] rest = {x[0].clone(), x[1].clone()};
        for (double[][] other : others) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < rest[c].length; i++) {
                    rest[c][i] -= other[c][i];
                }
            }
        }
        return rest;
    }

    // ---- stems

    @Test
    void wet_stems_add_up_to_the_mix_where_the_master_only_sums() throws Exception {
        withBand();
        for (String each : List.of("buses", "tracks")) {
            String stems = "{\"type\":\"stems\",\"each\":\"" + each + "\"}";
            var result = finished(outputs(mix("mix", FLOATS, ""), output("stems", stems, FLOATS, "")));
            List<double[][]> parts = new ArrayList<>();
            for (DeliveredFile file : result.files().subList(1, result.files().size())) {
                parts.add(samples(file.file()));
            }
            double[][] whole = samples(result.files().getFirst().file());
            assertThat(parts).hasSize(each.equals("buses") ? 3 : 4);
            assertThat(highest(whole)).isGreaterThan(0.1);
            assertThat(highest(minus(whole, parts))).as(each).isLessThan(NULL_OF_FLOATS);
            assertThat(highest(minus(whole, parts.subList(1, parts.size())))).isGreaterThan(0.01);
        }
    }

    @Test
    void stems_say_whose_they_are_and_those_of_silent_strips_are_left_out() throws Exception {
        withBand();
        song.track(
                song.noise(4, FRAMES),
                FRAMES,
                "master",
                Song.strip("").replace("\"muted\":false", "\"muted\":true"),
                "Spare");
        for (String signal : List.of("wet", "dry")) {
            var result = finished(outputs(output(
                    "stems", "{\"type\":\"stems\",\"each\":\"tracks\",\"signal\":\"" + signal + "\"}", WAV_24, "")));
            assertThat(result.leftOut()).containsExactly("stems.track.t4");
            assertThat(result.files())
                    .extracting(DeliveredFile::name)
                    .startsWith("stems.track.t1.wav", "stems.track.t2.wav", "stems.track.t3.wav")
                    .hasSize(signal.equals("wet") ? 4 : 3);
            assertThat(result.files()).extracting(DeliveredFile::stripName).startsWith("Kick", "Guitar", "Lead Vocal");
        }
    }

    @Test
    void dry_stems_are_the_clips() throws Exception {
        withBand();
        var result = finished(
                outputs(output("stems", "{\"type\":\"stems\",\"each\":\"tracks\",\"signal\":\"dry\"}", FLOATS, "")));
        double[][] expected = Song.noise(2, FRAMES, 0.3);
        double[][] stem = samples(result.files().get(1).file());
        for (int i = 0; i < FRAMES; i++) {
            assertThat(stem[0][1000 + i]).isEqualTo((float) expected[0][i], within(1e-9));
        }
    }

    @Test
    void the_machine_does_not_change_a_byte() throws Exception {
        withBand();
        String everything = outputs(
                mix("mix", WAV_24, ",\"dither\":\"shaped\""),
                mix(
                        "cd",
                        "{\"type\":\"wav\",\"encoding\":\"pcm-16\"}",
                        ",\"sampleRate\":44100,\"loudness\":{\"lufs\":-20,\"ceilingDbtp\":-1}"),
                output("stems", "{\"type\":\"stems\",\"each\":\"tracks\"}", WAV_24, ""));
        List<String> reference = hashes(finished(new RenderMachine(1, Kernels.SCALAR), everything));
        assertThat(reference).hasSize(6);
        assertThat(hashes(finished(new RenderMachine(3, Kernels.AUTO), everything)))
                .isEqualTo(reference);
    }

    private static List<String> hashes(Delivery.Result.Finished finished) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (DeliveredFile file : finished.files()) {
            assertThat(Sha256.of(file.file())).isEqualTo(file.sha256());
            hashes.add(file.sha256());
        }
        return hashes;
    }

    @Test
    void the_mix_alone_is_the_file_that_a_mixdown_without_a_server_makes() throws Exception {
        withBand();
        Path wav = folder.resolve("alone.wav");
        new Bounce(MACHINE)
                .run(
                        null,
                        song.document(),
                        song.stems(),
                        new BounceSettings(Encoding.PCM_24),
                        new BounceFiles(wav, folder.resolve("alone.json"), null),
                        fraction -> {});
        assertThat(finished(outputs(mix("mix", WAV_24, ""))).files().getFirst().sha256())
                .isEqualTo(Sha256.of(wav));
    }

    // ---- alternates

    @Test
    void an_alternate_is_the_mix_with_tracks_muted() throws Exception {
        withBand();
        var result = finished(outputs(
                output("instrumental", "{\"type\":\"without\",\"tags\":[\"vocals\"]}", FLOATS, ""),
                output("named", "{\"type\":\"only\",\"tracks\":[\"t1\",\"t2\"]}", FLOATS, ""),
                output("acappella", "{\"type\":\"only\",\"tags\":[\"vocals\"]}", FLOATS, "")));
        assertThat(result.files().get(1).sha256())
                .isEqualTo(result.files().getFirst().sha256());
        String instrumental = result.files().getFirst().sha256();
        String acappella = result.files().get(2).sha256();
        song.mute("Lead Vocal");
        assertThat(finished(outputs(mix("mix", FLOATS, ""))).files().getFirst().sha256())
                .isEqualTo(instrumental)
                .isNotEqualTo(acappella);
    }

    // ---- formats

    @Test
    void lossless_formats_hold_the_same_samples() throws Exception {
        withBand();
        var result = finished(outputs(
                mix("wav", WAV_24, ""),
                mix("aiff", "{\"type\":\"aiff\",\"encoding\":\"pcm-24\"}", ""),
                mix("flac", "{\"type\":\"flac\",\"encoding\":\"pcm-24\"}", "")));
        double[][] wav = samples(result.files().getFirst().file());
        for (DeliveredFile file : result.files()) {
            assertThat(samples(file.file())).as(file.name()).isDeepEqualTo(wav);
            assertThat(file.audio().frames()).isEqualTo(wav[0].length);
        }
    }

    @Test
    void lossy_formats_have_the_length_and_nearly_the_sound() throws Exception {
        song.track(song.stem(tones()), FRAMES, "");
        song.plainMaster();
        var result = finished(outputs(
                mix("wav", FLOATS, ""),
                mix("mp3", "{\"type\":\"mp3\",\"kilobitsPerSecond\":320}", ""),
                mix("aac", "{\"type\":\"aac\",\"kilobitsPerSecond\":256}", ""),
                mix("opus", "{\"type\":\"opus\",\"kilobitsPerSecond\":256}", "")));
        double[][] wav = samples(result.files().getFirst().file());
        for (DeliveredFile file : result.files().subList(1, 4)) {
            double[][] decoded = samples(file.file());
            assertThat(decoded[0]).as(file.name()).hasSize(wav[0].length);
            assertThat(highest(minus(wav, List.<double[][]>of(decoded))))
                    .as(file.name())
                    .isLessThan(0.1 * highest(wav));
        }
    }

    /** Two tones that begin and end softly. */
    private static double[][] tones() {
        double[][] x = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            double soft = 0.5 * Math.sin(Math.PI * i / FRAMES);
            x[0][i] = soft * Math.sin(0.05 * i);
            x[1][i] = soft * Math.sin(0.08 * i);
        }
        return x;
    }

    @Test
    void without_an_encoder_a_format_is_refused_with_what_to_do() throws Exception {
        withBand();
        Optional<Ffmpeg> before = ffmpeg;
        ffmpeg = Optional.empty();
        try {
            assertThat(refused(outputs(mix("mp3", "{\"type\":\"mp3\",\"kilobitsPerSecond\":320}", ""))))
                    .singleElement()
                    .satisfies(reason -> assertThat(reason).contains("MP3", "no ffmpeg", "Ask for WAV"));
        } finally {
            ffmpeg = before;
        }
    }

    @Test
    void another_rate_is_as_long_and_as_loud() throws Exception {
        song.track(song.stem(tones()), FRAMES, "");
        song.plainMaster();
        var result = finished(outputs(mix("as-is", WAV_24, ""), mix("cd", WAV_24, ",\"sampleRate\":44100")));
        DeliveredFile there = result.files().getFirst();
        DeliveredFile cd = result.files().get(1);
        assertThat(cd.audio().frames()).isEqualTo((there.audio().frames() * 147 + 159) / 160);
        double before = Objects.requireNonNull(there.audio().levels().integratedLufs());
        assertThat(cd.audio().levels().integratedLufs()).isEqualTo(before, within(0.05));
        assertThat(cd.signalSha256s()).isEqualTo(there.signalSha256s());
    }

    // ---- loudness

    @Test
    void a_target_is_met_to_a_hundredth_and_a_ceiling_holds_it_and_says_so() throws Exception {
        withBand();
        String quiet = ",\"loudness\":{\"lufs\":-23,\"ceilingDbtp\":-1}";
        String loud = ",\"loudness\":{\"lufs\":-5,\"ceilingDbtp\":-1}";
        var result =
                finished(outputs(mix("quiet", FLOATS, quiet), mix("loud", FLOATS, loud), mix("as-is", FLOATS, "")));
        DeliveredFile met = result.files().getFirst();
        assertThat(met.heldByCeiling()).isFalse();
        assertThat(met.audio().levels().integratedLufs()).isEqualTo(-23, within(0.01));
        DeliveredFile held = result.files().get(1);
        assertThat(held.heldByCeiling()).isTrue();
        assertThat(held.audio().levels().truePeakDbtp()).isEqualTo(-1, within(0.001));
        assertThat(held.audio().levels().integratedLufs()).isLessThan(-5);
        DeliveredFile asIs = result.files().get(2);
        double peak = Objects.requireNonNull(asIs.audio().levels().truePeakDbtp());
        assertThat(asIs.gainDb()).isZero();
        assertThat(held.gainDb()).isEqualTo(-1 - peak, within(0.001));
    }

    @Test
    void silence_is_not_turned_up() throws Exception {
        song.track(song.stem(new double[2][FRAMES]), FRAMES, "");
        song.plainMaster();
        var result = finished(outputs(mix("mix", FLOATS, ",\"loudness\":{\"lufs\":-14,\"ceilingDbtp\":-1}")));
        assertThat(result.files().getFirst().gainDb()).isZero();
        assertThat(highest(samples(result.files().getFirst().file()))).isZero();
    }

    // ---- ranges, tags and markers

    @Test
    void a_range_is_a_part_of_the_whole() throws Exception {
        withBand();
        String spec = outputs(mix("mix", WAV_24, ",\"dither\":\"shaped\""));
        double[][] whole = samples(finished(spec).files().getFirst().file());
        String part = spec.replaceFirst("}$", ",\"range\":{\"from\":70001,\"to\":100001}}");
        double[][] cut = samples(finished(part).files().getFirst().file());
        assertThat(cut[0]).hasSize(30_000);
        for (int i = 0; i < cut[0].length; i++) {
            assertThat(cut[0][i]).isEqualTo(whole[0][70_001 + i]);
        }
        assertThat(refused(spec.replaceFirst("}$", ",\"range\":{\"from\":99000000}}")))
                .containsExactly(new BounceRefusal.RangeBeyondSong(99_000_000).sentence());
    }

    @Test
    void markers_and_tags_are_in_the_files() throws Exception {
        withBand();
        String told = """
                {"outputs":[%s,%s,%s],"range":{"from":48000},
                 "tags":{"title":"Nachtbus; =#1","artist":"Ä Band","isrc":"QZABC2600001"},
                 "markers":[{"frame":0,"name":"before"},{"frame":96000,"name":"Chorus"}]}""".formatted(
                        mix("wav", WAV_24, ",\"sampleRate\":96000"),
                        mix("aiff", "{\"type\":\"aiff\",\"encoding\":\"pcm-24\"}", ""),
                        mix("flac", "{\"type\":\"flac\",\"encoding\":\"pcm-24\"}", ""));
        var files = finished(told).files();
        try (AudioSource wav = open(files.getFirst().file())) {
            assertThat(wav.metadata().markers()).containsExactly(new AudioMetadata.Marker(96_000, "Chorus"));
            AudioMetadata.Broadcast broadcast =
                    Objects.requireNonNull(wav.metadata().broadcast());
            assertThat(broadcast.timeReferenceFrames()).isEqualTo(96_000);
            assertThat(broadcast.originationDate()).isEmpty();
        }
        try (AudioSource aiff = open(files.get(1).file())) {
            assertThat(aiff.metadata().markers()).containsExactly(new AudioMetadata.Marker(48_000, "Chorus"));
        }
        assertThat(new String(Files.readAllBytes(files.getFirst().file()), StandardCharsets.UTF_8))
                .contains("ISRC:QZABC2600001", "INAM", "Nachtbus; =#1");
        assertThat(new String(Files.readAllBytes(files.get(2).file()), StandardCharsets.UTF_8))
                .containsIgnoringCase("title=Nachtbus; =#1")
                .containsIgnoringCase("artist=Ä Band")
                .containsIgnoringCase("isrc=QZABC2600001");
    }

    @Test
    void the_manifest_lists_every_file_with_its_hashes_and_the_spec() throws Exception {
        withBand();
        String json =
                outputs(mix("mix", WAV_24, ""), output("stems", "{\"type\":\"stems\",\"each\":\"buses\"}", WAV_24, ""));
        var result = finished(json);
        JsonNode manifest =
                new ObjectMapper().readTree(DeliveryManifest.of("r", "Kim", song.document(), spec(json), result));
        assertThat(manifest.path("format").asText()).isEqualTo("foldback-manifest/2");
        assertThat(manifest.path("requestedBy").asText()).isEqualTo("Kim");
        assertThat(manifest.path("files")).hasSize(4);
        int seconds = (int) ((result.files().getFirst().audio().frames() + Song.RATE - 1) / Song.RATE);
        assertThat(manifest.path("files").get(0).path("signalSecondSha256s")).hasSize(seconds);
        SpecCodec.Reading expected = new SpecCodec.Reading.Accepted(spec(json));
        assertThat(SpecCodec.read(manifest.path("spec"), Song.RATE)).isEqualTo(expected);
    }

    // ---- refusals

    @Test
    void strips_and_tracks_that_are_not_there_are_named() throws Exception {
        withBand();
        assertThat(refused(outputs(
                        output("a", "{\"type\":\"stems\",\"each\":\"tracks\",\"strips\":[\"track/gone\"]}", WAV_24, ""),
                        output("b", "{\"type\":\"without\",\"tracks\":[\"lost\"]}", WAV_24, ""),
                        output("c", "{\"type\":\"only\",\"tags\":[\"brass\"]}", WAV_24, ""))))
                .anySatisfy(r -> assertThat(r).contains("track/gone"))
                .anySatisfy(r -> assertThat(r).contains("lost"))
                .anySatisfy(r -> assertThat(r).contains("brass", "Name its tracks"))
                .hasSize(3);
    }

    @Test
    void an_interrupt_ends_it() throws Exception {
        withBand();
        Path results = Files.createDirectories(folder.resolve("off"));
        DeliverySpec spec = spec(outputs(mix("mix", WAV_24, "")));
        assertThatThrownBy(() -> new Delivery(MACHINE, new AudioEncoder(ffmpeg))
                        .run(song.document(), song.stems(), spec, null, results, fraction -> {
                            if (fraction > 0.3) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        try (var left = Files.list(results)) {
            assertThat(left).isEmpty();
        }
    }
}
