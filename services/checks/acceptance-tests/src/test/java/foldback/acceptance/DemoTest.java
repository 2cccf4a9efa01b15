package foldback.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.acceptance.Studio.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo from the shell to the files it leaves, and what has to hold whatever happens to the processes. */
@Timeout(1200)
class DemoTest {
    private static final int REFUSED = 9;
    private static final int SIGN_IN_NEEDED = 10;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    /** The demo's limiter, and what ffmpeg's three decimals of linear gain cannot tell from it. */
    private static final double CEILING_DBTP = -1 + 0.05;

    private static final double MOST_RESIDENT_MEGABYTES = 900;

    /** Beside the build's other results, and kept if something fails. */
    static final class UnderTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "demo-");
        }
    }

    @TempDir(factory = UnderTarget.class, cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static final List<Studio> studios = new ArrayList<>();

    /** A demo that left when it was done, and its data. */
    private static Studio first;

    private static Run firstRun;
    private static JsonNode firstReport;

    /** The same on other data; it stayed up, was looked at and then interrupted. */
    private static Studio second;

    private static Run secondRun;
    private static JsonNode secondReport;
    private static Seen seen;
    private static List<String> firstRemains;
    private static List<String> secondRemains;

    /** What was seen while the servers of the second demo were up. */
    private record Seen(
            HttpResponse<byte[]> page,
            JsonNode renders,
            HttpResponse<byte[]> range,
            String mixDocument,
            Run pushed,
            Run pushedAgain,
            JsonNode pushedSession,
            int asNobody,
            List<Run> signedIn,
            Run signedOut,
            double serversMegabytes,
            double applicationMegabytes) {}

    private static Studio studio(String name) throws IOException {
        Studio studio = new Studio(folder.resolve(name));
        studios.add(studio);
        return studio;
    }

    @BeforeAll
    static void run_the_demo_on_two_data_folders_one_after_the_other() throws Exception {
        first = studio("first");
        Path report = folder.resolve("first.json");
        firstRun = first.run("demo", "--exit", "--report", report.toString());
        assertThat(firstRun.exitCode()).as(firstRun.toString()).isZero();
        firstReport = Studio.report(report);
        firstRemains = first.remains();

        second = studio("second");
        report = folder.resolve("second.json");
        secondRun = second.up("demo", "--report", report.toString());
        secondReport = Studio.report(report);
        seen = look(second, secondReport);
        Studio.signal("INT", secondRun.process().toHandle());
        secondRun.ended();
        secondRemains = second.remains();
    }

    private static Seen look(Studio studio, JsonNode report) throws Exception {
        JsonNode renders =
                studio.json("/api/renders?session=" + report.path("session").asText());
        String mix = report.path("mixdowns").path(0).path("render").asText();
        Path stems = Files.createDirectories(folder.resolve("to push"));
        WavBytes.tone(WavBytes.PCM, 1, 48_000, 24, 55, 2).write(stems.resolve("Song_02_bass.wav"));
        WavBytes.tone(WavBytes.PCM, 1, 44_100, 16, 220, 2).write(stems.resolve("Song_01_kick in.wav"));
        Files.writeString(stems.resolve("Song_03_lyrics.wav"), "la la la");
        double servers = studio.residentMegabytes(Studio.SERVERS);
        double application = studio.residentMegabytes(Studio.APPLICATION);
        String session = studio.beginSession("Pushed");
        Run pushed = studio.run("push", stems.toString(), "--session", session, "--groups", "--json");
        Run pushedAgain = studio.run("push", stems.toString(), "--session", session, "--json");
        return new Seen(
                studio.get(URI.create(report.path("url").asText()).getPath()),
                renders,
                studio.fetch(
                        URI.create(new ObjectMapper()
                                .readTree(studio.get("/api/renders/" + mix + "/audio", "Accept", "application/json")
                                        .body())
                                .path("url")
                                .asText()),
                        "Range",
                        "bytes=0-99"),
                new String(
                        studio.get("/api/sessions/" + report.path("session").asText() + "/mix-document?revision=mix-1")
                                .body(),
                        UTF_8),
                pushed,
                pushedAgain,
                studio.json("/api/sessions/" + session),
                studio.getAsNobody("/api/sessions/" + session).statusCode(),
                signedIn(studio, stems, session),
                studio.client(
                        "push",
                        stems.toString(),
                        "--session",
                        session,
                        "--url",
                        studio.url().toString()),
                servers,
                application);
    }

    /** Signs in where there is no data folder, pushes, and signs out. */
    private static List<Run> signedIn(Studio studio, Path stems, String session) throws Exception {
        String url = studio.url().toString();
        return List.of(
                studio.typed(studio.apiToken() + "\n", "login", "--token", "--url", url),
                studio.client("push", stems.toString(), "--session", session, "--url", url),
                studio.client("logout", "--url", url));
    }

    @AfterEach
    void stop_what_a_test_left_up() {
        studios.forEach(Studio::close);
    }

    @AfterAll
    static void stop_what_was_left_up() {
        studios.forEach(Studio::close);
    }

    // ---- what it says

    @Test
    void the_report_has_the_page_the_session_the_stems_the_notes_the_mixdowns_and_the_steps() {
        String session = firstReport.path("session").asText();
        assertThat(session).isNotEmpty();
        assertThat(firstReport.path("url").asText()).isEqualTo(first.url() + "/app/sessions/" + session);
        assertThat(firstReport.path("stems")).hasSizeGreaterThanOrEqualTo(8).allSatisfy(stem -> {
            assertThat(stem.path("uploaded").asBoolean()).isTrue();
            assertThat(stem.path("hash").asText()).hasSize(64);
        });
        assertThat(firstReport.path("notes"))
                .hasSizeGreaterThanOrEqualTo(1)
                .allSatisfy(note ->
                        assertThat(note.path("answeredByVersion").asLong()).isPositive());
        assertThat(texts(firstReport, "mixdowns", "revision")).containsExactly("Mix 1", "Mix 2");
        assertThat(firstReport.path("steps")).isNotEmpty().allSatisfy(step -> {
            assertThat(step.path("name").asText()).isNotEmpty();
            assertThat(step.path("seconds").isNumber()).isTrue();
        });
    }

    @Test
    void a_person_is_given_an_address_that_signs_them_in_and_nobody_else_gets_in() throws Exception {
        assertThat(secondRun.stdout())
                .containsPattern(
                        "Open +http://127\\.0\\.0\\.1:\\d+/app/sign-in\\?to=%2Fapp%2Fsessions%2F[^#]+#.{43}\\n");
        assertThat(seen.asNobody()).isEqualTo(401);
        try (Stream<Path> files = Files.list(second.data())) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("local.key|demo-people.json")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_command_line_that_signed_in_acts_until_it_signs_out() {
        assertThat(seen.signedIn())
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.toString()).isZero());
        assertThat(seen.signedIn().getFirst().stderr()).contains("signed in at " + second.url());
        assertThat(seen.signedIn().get(1).stderr()).contains("0 added, 2 were there");
        assertThat(seen.signedOut().exitCode()).isEqualTo(SIGN_IN_NEEDED);
        assertThat(seen.signedOut().stderr()).contains("foldback login --url");
    }

    @Test
    void a_person_reads_the_address_and_both_files_on_standard_output_and_the_progress_on_standard_error() {
        assertThat(firstRun.stdout()).contains(firstReport.path("url").asText());
        assertThat(texts(firstReport, "mixdowns", "file"))
                .hasSize(2)
                .allSatisfy(file -> assertThat(firstRun.stdout()).contains(file));
        assertThat(texts(firstReport, "steps", "name"))
                .allSatisfy(step -> assertThat(firstRun.stderr()).containsPattern("(?m)^  " + step + " +[0-9.]+ s  "));
        assertThat(firstRun.stderr()).doesNotContain("foldback: ", "Exception", "WARN");
    }

    // ---- what it made

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_mixdown_is_what_the_report_says_it_is_and_ffmpeg_agrees(int index) throws Exception {
        JsonNode mixdown = firstReport.path("mixdowns").path(index);
        Path file = Path.of(mixdown.path("file").asText());
        assertThat(sha256(file)).isEqualTo(mixdown.path("sha256").asText());

        Ffmpeg.Probe probe = Ffmpeg.probe(file);
        assertThat(probe.codec()).isEqualTo("pcm_s24le");
        assertThat(probe.sampleRate()).isEqualTo(48_000);
        assertThat(probe.channels()).isEqualTo(2);
        assertThat(probe.seconds())
                .isGreaterThanOrEqualTo(60)
                .isCloseTo(mixdown.path("seconds").asDouble(), within(0.001));

        Ffmpeg.Loudness measured = Ffmpeg.measure(file);
        say(String.format(
                Locale.ROOT,
                "%s: %.2f LUFS, %.2f dBTP; ffmpeg %.2f LUFS, %.2f dBTP",
                mixdown.path("revision").asText(),
                mixdown.path("lufs").asDouble(),
                mixdown.path("dbtp").asDouble(),
                measured.integratedLufs(),
                measured.truePeakDbtp()));
        assertThat(mixdown.path("lufs").asDouble()).isCloseTo(measured.integratedLufs(), within(0.1));
        assertThat(mixdown.path("dbtp").asDouble()).isCloseTo(measured.truePeakDbtp(), within(0.1));
        assertThat(measured.truePeakDbtp()).isLessThanOrEqualTo(CEILING_DBTP);
    }

    @Test
    void the_answer_to_the_note_changed_the_mix() {
        assertThat(texts(firstReport, "mixdowns", "sha256")).doesNotHaveDuplicates();
    }

    @Test
    void the_same_demo_on_other_data_makes_the_same_bytes() {
        assertThat(texts(secondReport, "mixdowns", "sha256"))
                .hasSize(2)
                .isEqualTo(texts(firstReport, "mixdowns", "sha256"));
    }

    @Test
    void a_second_demo_on_the_same_data_uploads_no_stem_twice_and_makes_the_same_bytes() throws Exception {
        Path report = folder.resolve("again.json");
        Run again = first.run("demo", "--exit", "--report", report.toString());
        assertThat(again.exitCode()).as(again.toString()).isZero();
        JsonNode second = Studio.report(report);
        assertThat(second.path("session").asText())
                .isNotEqualTo(firstReport.path("session").asText());
        assertThat(texts(second, "stems", "hash")).isEqualTo(texts(firstReport, "stems", "hash"));
        assertThat(texts(second, "stems", "uploaded")).containsOnly("false");
        assertThat(texts(second, "mixdowns", "sha256")).isEqualTo(texts(firstReport, "mixdowns", "sha256"));
        assertThat(first.remains()).isEmpty();
    }

    @Test
    void nothing_runs_and_no_port_is_taken_when_a_demo_has_ended() {
        assertThat(firstRemains).isEmpty();
        assertThat(secondRun.exitCode()).isEqualTo(INTERRUPTED);
        assertThat(secondRemains).isEmpty();
    }

    // ---- what can be looked at while it is up

    @Test
    void the_address_answers_with_the_page() {
        assertThat(seen.page().statusCode()).isEqualTo(200);
        assertThat(seen.page().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(new String(seen.page().body(), UTF_8)).containsIgnoringCase("<!doctype html>");
    }

    @Test
    void the_session_lists_a_finished_mixdown_of_both_revisions() {
        assertThat(seen.renders())
                .filteredOn(render -> render.path("purpose").asText().equals("final"))
                .allSatisfy(render -> assertThat(render.path("state").asText()).isEqualTo("finished"))
                .extracting(render -> render.path("revision").asText())
                .containsExactlyInAnyOrder("mix-1", "mix-2");
    }

    @Test
    void a_pushed_folder_becomes_tracks_once() {
        assertThat(seen.pushed().exitCode()).as(seen.pushed().toString()).isZero();
        assertThat(seen.pushed().stdout()).contains("\"track\":\"kick-in\"", "\"convertedFrom\":");
        assertThat(seen.pushed().stderr()).contains("1 file is no audio", "2 added");
        assertThat(seen.pushedAgain().exitCode()).isZero();
        assertThat(seen.pushedAgain().stderr()).contains("0 added, 2 were there");
        JsonNode tracks = seen.pushedSession().path("mix").path("tracks");
        assertThat(tracks).extracting(track -> track.path("name").asText()).containsExactly("Kick In", "Bass");
        assertThat(tracks).extracting(track -> track.path("output").asText()).containsExactly("bus/drums", "bus/bass");
        assertThat(tracks.path(0).path("clips").path(0).path("lengthFrames").asLong())
                .isEqualTo(96_000);
    }

    @Test
    void the_command_line_makes_the_bytes_of_the_farm() throws Exception {
        Path document = Files.writeString(folder.resolve("mix 1.json"), seen.mixDocument());
        Path wav = folder.resolve("by hand.wav");
        Path stems = second.data().resolve("demo-song");
        Run run =
                second.run("mixdown", document.toString(), "-o", wav.toString(), "--stems", stems.toString(), "--json");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode farms = secondReport.path("mixdowns").path(0);
        assertThat(sha256(wav)).isEqualTo(farms.path("sha256").asText());
        JsonNode told = new ObjectMapper().readTree(run.stdout());
        assertThat(told.path("mixDocument").asText())
                .isEqualTo(farms.path("mixDocument").asText());
        assertThat(told.path("engine").asText()).isEqualTo(farms.path("engine").asText());
    }

    @Test
    void a_part_of_a_mixdown_can_be_asked_for() {
        assertThat(seen.range().statusCode()).isEqualTo(206);
        assertThat(seen.range().body()).hasSize(100);
        assertThat(new String(seen.range().body(), 0, 4, US_ASCII)).isEqualTo("RIFF");
        assertThat(seen.range().headers().firstValue("Content-Range"))
                .hasValueSatisfying(range -> assertThat(range).startsWith("bytes 0-99/"));
    }

    @Test
    void both_processes_fit_into_900_megabytes_after_a_demo() {
        double sum = seen.serversMegabytes() + seen.applicationMegabytes();
        say(String.format(
                Locale.ROOT,
                "resident after a demo: servers %.0f MB, application %.0f MB, together %.0f MB",
                seen.serversMegabytes(),
                seen.applicationMegabytes(),
                sum));
        assertThat(sum).isLessThan(MOST_RESIDENT_MEGABYTES);
    }

    // ---- when processes are killed

    @Test
    void whatever_is_killed_nothing_is_left_and_the_next_start_has_everything_that_was_answered() throws Exception {
        var known = new ArrayList<String>();
        known.add(firstReport.path("session").asText());
        for (String victim : List.of(Studio.LAUNCHER, Studio.SERVERS, Studio.APPLICATION)) {
            Run launcher = upWith(known);
            known.add(first.beginSession("Begun before the " + victim + " is killed"));
            kill(victim);
            launcher.ended();
            if (!victim.equals(Studio.LAUNCHER)) {
                assertThat(launcher.exitCode()).as(victim).isEqualTo(1);
                assertThat(launcher.stderr()).contains("ended by ", "the log is");
            }
            Studio.await(
                    "nothing is left of the killed " + victim,
                    () -> first.remains().isEmpty());
        }

        upWith(known);
        known.add(first.beginSession("Begun before all are killed"));
        for (String victim : List.of(Studio.LAUNCHER, Studio.SERVERS, Studio.APPLICATION)) {
            kill(victim);
        }
        Run launcher = upWith(known);
        launcher.process().destroy();
        assertThat(launcher.ended().exitCode()).isEqualTo(TERMINATED);
        assertThat(first.remains()).isEmpty();
    }

    private static Run upWith(List<String> sessions) throws Exception {
        long start = System.nanoTime();
        Run launcher = first.start("up");
        Studio.await("the first answer", () -> answers(launcher));
        say(String.format(Locale.ROOT, "a warm start answers after %.1f s", (System.nanoTime() - start) / 1e9));
        Studio.await("up", () -> launcher.stdout().contains("foldback: up at"));
        assertThat(first.sessions()).containsAll(sessions);
        return launcher;
    }

    private static boolean answers(Run launcher) throws InterruptedException {
        if (!launcher.process().isAlive()) {
            throw new AssertionError("the launcher has ended with " + launcher.exitCode() + "\n" + launcher);
        }
        try {
            return first.get("/api/sessions").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void kill(String victim) {
        assertThat(first.process(victim).destroyForcibly()).as(victim).isTrue();
    }

    // ---- folders of one's own

    @Test
    void stems_of_every_kind_and_name_become_a_mixdown_at_their_rate_even_where_no_locale_is_set() throws Exception {
        Path stems = Files.createDirectories(folder.resolve("Große Reise 🎛 nach Süden"));
        WavBytes.tone(WavBytes.PCM, 1, 44_100, 16, 55, 3).write(stems.resolve("01 Bässe.wav"));
        WavBytes.tone(WavBytes.PCM, 2, 44_100, 24, 440, 2.5).write(stems.resolve("02 Flöte & Öl.WAV"));
        WavBytes.tone(WavBytes.FLOAT, 1, 44_100, 32, 880, 2).write(stems.resolve("03 Stimme 🎤.wav"));
        // The same audio twice is one stem in the store, but two tracks.
        Files.copy(stems.resolve("03 Stimme 🎤.wav"), stems.resolve("04 Doppel.wav"));
        Path report = folder.resolve("own.json");
        Studio studio = studio("own").with("LC_ALL", "C");

        Run run = studio.run("demo", stems.toString(), "--exit", "--report", report.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode own = Studio.report(report);
        assertThat(texts(own, "stems", "fileName"))
                .containsExactlyInAnyOrder("01 Bässe.wav", "02 Flöte & Öl.WAV", "03 Stimme 🎤.wav", "04 Doppel.wav");
        assertThat(texts(own, "stems", "track")).doesNotHaveDuplicates().contains("Stimme 🎤", "Doppel");
        assertThat(texts(own, "mixdowns", "file")).hasSize(2).allSatisfy(name -> {
            assertThat(name).contains("Große Reise 🎛 nach Süden");
            assertThat(run.stdout()).contains(name);
            Ffmpeg.Probe probe = Ffmpeg.probe(Path.of(name));
            assertThat(probe.codec()).isEqualTo("pcm_s24le");
            assertThat(probe.sampleRate()).isEqualTo(44_100);
            assertThat(probe.channels()).isEqualTo(2);
            assertThat(probe.seconds()).isGreaterThanOrEqualTo(3);
        });
        assertThat(studio.remains()).isEmpty();
    }

    interface Stems {
        void putInto(Path folder) throws IOException;
    }

    private static Arguments bad(String name, Stems stems, String... told) {
        return Arguments.of(Named.of(name, stems), List.of(told));
    }

    private static Stems file(String name, WavBytes bytes) {
        return folder -> bytes.write(folder.resolve(name));
    }

    static Stream<Arguments> badFolders() {
        return Stream.of(
                bad("a folder that is not there", Files::delete, "is no folder", "name a folder of WAV files"),
                bad(
                        "no audio",
                        folder -> Files.writeString(folder.resolve("notes.txt"), "later"),
                        "holds no WAV file",
                        "Put the stems of a song into it"),
                bad(
                        "a file that was cut short",
                        folder -> Files.write(folder.resolve("half.wav"), cut(WavBytes.plain())),
                        "half.wav",
                        "cut short",
                        "Export it again"),
                bad(
                        "a data size beyond the file",
                        file("size.wav", WavBytes.plain().sayDataBytes(2_000_000_000)),
                        "size.wav",
                        "2000000000 bytes",
                        "Export it again"),
                bad(
                        "no channels",
                        file("channels.wav", WavBytes.plain().sayChannels(0)),
                        "channels.wav",
                        "0 channels",
                        "export it again"),
                bad(
                        "a byte rate of another rate",
                        file("rate.wav", WavBytes.plain().sayBytesPerSecond(44_100 * 2)),
                        "rate.wav",
                        "contradicts itself",
                        "48000 Hz",
                        "export it again"),
                bad(
                        "frames of another size",
                        file("frames.wav", WavBytes.plain().sayBytesPerFrame(4)),
                        "frames.wav",
                        "contradicts itself",
                        "export it again"),
                bad(
                        "samples of another size",
                        file("bits.wav", WavBytes.plain().sayBits(24)),
                        "bits.wav",
                        "contradicts itself",
                        "export it again"),
                bad(
                        "samples of a size that there is not",
                        file("odd.wav", WavBytes.plain().sayBits(13)),
                        "odd.wav",
                        "13 bits",
                        "Export it as 16, 24 or 32-bit PCM"),
                bad(
                        "a sample that is no number",
                        file(
                                "nan.wav",
                                WavBytes.tone(WavBytes.FLOAT, 1, 48_000, 32, 220, 1)
                                        .breakFrame(31_000)),
                        "nan.wav",
                        "frame 31000",
                        "export it again"),
                bad(
                        "a text",
                        folder -> Files.writeString(folder.resolve("text.wav"), "This is not a song.\n"),
                        "text.wav",
                        "no audio file that is known here",
                        "Export it as WAV"),
                bad(
                        "an empty file",
                        folder -> Files.createFile(folder.resolve("nothing.wav")),
                        "nothing.wav",
                        "is empty",
                        "Export it again"),
                bad(
                        "two sample rates",
                        folder -> {
                            WavBytes.tone(WavBytes.PCM, 1, 48_000, 16, 220, 1).write(folder.resolve("fast.wav"));
                            WavBytes.tone(WavBytes.PCM, 1, 44_100, 16, 220, 1).write(folder.resolve("slow.wav"));
                        },
                        "fast.wav has 48000 Hz",
                        "slow.wav has 44100 Hz",
                        "Export them all at one rate"));
    }

    private static byte[] cut(WavBytes wav) {
        byte[] all = wav.bytes();
        return Arrays.copyOf(all, all.length / 2);
    }

    @ParameterizedTest
    @MethodSource("badFolders")
    void a_folder_that_cannot_be_used_is_refused_in_one_line_before_anything_starts(Stems stems, List<String> told)
            throws Exception {
        Path bad = Files.createTempDirectory(folder, "bad stems ");
        stems.putInto(bad);
        Studio studio = studio(bad.getFileName() + ", studio");

        Run run = studio.run("demo", bad.toString(), "--exit");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(REFUSED);
        assertThat(run.stderr()).startsWith("foldback: ").contains(told);
        assertThat(run.stderr().lines()).hasSize(1);
        assertThat(run.stdout()).isEmpty();
        // No session was begun: there is no log to begin it in, and for a folder that is not there not even a data
        // folder.
        if (Files.exists(studio.data())) {
            try (Stream<Path> kept = Files.list(studio.data())) {
                assertThat(kept)
                        .allSatisfy(each -> assertThat(each).hasFileName("logs").isEmptyDirectory());
            }
        }
    }

    @Test
    void a_folder_that_went_bad_while_the_servers_started_is_refused_as_well_and_no_session_is_begun()
            throws Exception {
        Studio studio = studio("refusing");
        Path bad = Files.createDirectories(folder.resolve("went bad"));
        WavBytes.plain().write(bad.resolve("good.wav"));
        Files.write(bad.resolve("half.wav"), cut(WavBytes.plain()));
        studio.up("up");

        Run run = studio.client(
                "demo",
                "--url",
                studio.url().toString(),
                "--data",
                studio.data().toString(),
                "--folder",
                bad.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(REFUSED);
        assertThat(run.stderr()).contains("half.wav", "Nothing was uploaded");
        assertThat(studio.sessions()).isEmpty();
    }

    // ---- small things

    private static List<String> texts(JsonNode report, String list, String member) {
        return StreamSupport.stream(report.path(list).spliterator(), false)
                .map(each -> each.path(member).asText())
                .toList();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Figures of a clock are told and not judged: other programs run on the same machine. */
    private static void say(String figures) {
        System.out.println("measured: " + figures);
    }
}
