package foldback.cli.demo;

import foldback.audio.Sha256;
import foldback.cli.InputRefusedException;
import foldback.cli.Terminal;
import foldback.cli.api.ApiException;
import foldback.cli.api.FoldbackApi;
import foldback.cli.api.FoldbackApi.Audio;
import foldback.cli.api.FoldbackApi.Note;
import foldback.cli.api.FoldbackApi.Render;
import foldback.cli.api.StemUploader;
import foldback.cli.song.DemoSong;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.Processors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The demo, step by step: stems, first mix, preview, Mix 1, a note with a suggestion, its answer, Mix 2. Everything goes
 * through the HTTP API and presigned uploads; nothing here reaches around them. The session is begun only when every stem has
 * been taken, so bad stems leave nothing half-made.
 */
public final class Demo {
    /** Where most streaming services turn music to; see AES TD1008, 2021, and the services' own pages. */
    private static final double TARGET_LUFS = -14;

    private static final double LARGEST_DRIVE_DB = Processors.find("limiter")
            .orElseThrow()
            .parameter("drive")
            .orElseThrow()
            .maximum();

    private static final double VOCAL_UP_DB = 1.5;
    private static final double ROOM_DOWN_DB = -3;
    private static final double NOTE_PLACE = 0.4;
    private static final long POLL_MILLIS = 100;

    private interface Work<T> {
        T run() throws ApiException, IOException, InputRefusedException;
    }

    private final DemoOptions options;
    private final Terminal terminal;
    private final DemoPeople people;
    private final FoldbackApi engineer;
    private final FoldbackApi artist;
    private final Report report = new Report();

    /**
     * Signs the demo's people in.
     *
     * @throws ApiException if the server does not take the key of the data folder
     */
    public Demo(DemoOptions options, Terminal terminal) throws ApiException, IOException {
        this.options = options;
        this.terminal = terminal;
        this.people = DemoPeople.in(options.data(), options.url());
        this.engineer = new FoldbackApi(people.engineer());
        this.artist = new FoldbackApi(people.artist());
    }

    public void run() throws ApiException, IOException, InputRefusedException {
        StemFolder folder = step("Stems", this::stems, StemFolder::summary);
        List<FolderUpload.Taken> stems = step("Upload", () -> upload(folder), Demo::uploadSummary);
        List<FirstMix.Placed> tracks = FirstMix.place(stems);
        tracks.forEach(t -> report.add(new Report.StemLine(
                t.name(),
                t.fileName(),
                t.stem().hash(),
                (double) t.stem().frames() / t.stem().sampleRate(),
                t.stem().integratedLufs(),
                t.uploaded())));

        String session = step("First mix", () -> firstMix(folder, tracks), id -> tracks.size() + " tracks, 3 buses");
        step("Preview", () -> previewAndDrive(session, folder), Demo::loudness);
        Render first = step("Mix 1", () -> revision(session, "mix-1", "Mix 1", folder), Demo::loudness);
        Asked asked = step("Note", () -> ask(session, tracks, first), Asked::summary);
        long version = step("Answer", () -> answer(session, asked), v -> "applied in version " + v);
        step("Mix 2", () -> revision(session, "mix-2", "Mix 2", folder), Demo::loudness);

        report.add(new Report.NoteLine(
                asked.note().id(),
                "Mix 1",
                asked.seconds(),
                asked.note().author(),
                asked.note().text(),
                asked.suggestion(),
                version,
                DemoPeople.ENGINEER));
        if (options.report().isPresent()) {
            report.writeJson(engineer.page(session), session, options.report().get());
        }
        System.out.print(report.text(engineer.page(session), people.linkTo(engineer.page(session)), session));
    }

    // ---- stems

    private StemFolder stems() throws IOException, InputRefusedException {
        if (options.folder().isPresent()) {
            return StemFolder.open(options.folder().get());
        }
        Path folder = options.data().resolve("demo-song");
        DemoStems.ensure(folder, fraction -> terminal.progress("Stems", fraction));
        return StemFolder.open(folder).named(DemoSong.NAME);
    }

    private List<FolderUpload.Taken> upload(StemFolder folder) throws ApiException, IOException {
        return new FolderUpload(new StemUploader(engineer), fraction -> terminal.progress("Upload", fraction))
                .upload(folder);
    }

    private static String uploadSummary(List<FolderUpload.Taken> stems) {
        long there = stems.stream().filter(s -> !s.uploaded()).count();
        return stems.size() - there + " stems uploaded" + (there == 0 ? "" : ", " + there + " were there already");
    }

    // ---- the mix

    private String firstMix(StemFolder folder, List<FirstMix.Placed> tracks) throws ApiException {
        String session =
                engineer.startSession(folder.name(), folder.sampleRate()).id();
        engineer.change(session, FirstMix.layOut(tracks));
        engineer.change(session, FirstMix.balance(tracks));
        engineer.change(session, FirstMix.shape(tracks));
        return session;
    }

    /** Bounces what is there, and drives the limiter by what is missing to the target. */
    private Render previewAndDrive(String session, StemFolder folder) throws ApiException, IOException {
        double started = now();
        long version = engineer.change(session, List.of(FirstMix.moved("master/insert/limiter/drive", 0)))
                .version();
        Render preview = finished("Preview", engineer.render(session, version, "preview"));
        report.addPreview(fetched(session, preview, "Preview", folder, started));
        Double lufs = audio(preview).integratedLufs();
        if (lufs != null && lufs < TARGET_LUFS) {
            double drive = Math.rint(Math.min(TARGET_LUFS - lufs, LARGEST_DRIVE_DB) * 10) / 10;
            engineer.change(session, List.of(FirstMix.moved("master/insert/limiter/drive", drive)));
        }
        return preview;
    }

    private Render revision(String session, String id, String name, StemFolder folder)
            throws ApiException, IOException {
        double started = now();
        engineer.change(session, List.of(new MixEvent.RevisionCut(new Id(id), name)));
        Render render = finished(name, engineer.render(session, id, "final"));
        report.add(fetched(session, render, name, folder, started));
        return render;
    }

    private Render finished(String step, Render asked) throws ApiException {
        Render render = asked;
        while (!render.state().equals("finished")) {
            if (render.state().equals("failed")) {
                throw new ApiException(200, step + " could not be rendered", String.valueOf(render.failure()));
            }
            terminal.progress(step, render.progress());
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(0, "interrupted", "");
            }
            render = engineer.render(render.id());
        }
        return render;
    }

    private Report.MixdownLine fetched(String session, Render render, String name, StemFolder folder, double started)
            throws ApiException, IOException {
        Audio audio = audio(render);
        Path target = Files.createDirectories(options.data().resolve("mixdowns").resolve(session))
                .resolve(fileName(folder.name() + " - " + name) + ".wav");
        engineer.download(render.id(), target);
        String hash = Sha256.of(target);
        if (!hash.equals(audio.sha256())) {
            throw new IOException("the mixdown arrived changed: its SHA-256 is " + hash + ", not " + audio.sha256());
        }
        return new Report.MixdownLine(
                name,
                target.toAbsolutePath().normalize().toString(),
                hash,
                audio.integratedLufs(),
                audio.truePeakDbtp(),
                (double) audio.frames() / audio.sampleRate(),
                audio.bitDepth(),
                audio.sampleRate(),
                now() - started,
                render.id(),
                render.mixDocument(),
                render.engine());
    }

    // ---- the note and its answer

    private record Asked(Note note, List<MixEvent> events, String suggestion) {
        double seconds() {
            return (double) note.frame() / note.sampleRate();
        }

        String summary() {
            return "at " + Report.clock(seconds()) + ", " + note.author() + " suggests " + suggestion;
        }
    }

    private Asked ask(String session, List<FirstMix.Placed> tracks, Render heard) throws ApiException {
        FirstMix.Placed voice = tracks.stream()
                .max(Comparator.comparing((FirstMix.Placed t) -> t.role() == Role.VOCAL)
                        .thenComparing(t -> t.role() == Role.LEAD)
                        .thenComparingDouble(t -> {
                            Double lufs = t.stem().integratedLufs();
                            return lufs == null ? Double.NEGATIVE_INFINITY : lufs;
                        }))
                .orElseThrow();
        List<MixEvent> events = new ArrayList<>();
        events.add(FirstMix.moved(voice.path() + "/fader", voice.role().faderDb + VOCAL_UP_DB));
        if (voice.role().sendsToRoom()) {
            events.add(FirstMix.moved(voice.path() + "/send/room/level", voice.role().reverbSendDb + ROOM_DOWN_DB));
        }
        String suggestion = String.format(Locale.ROOT, "%s %+.1f dB", voice.name(), VOCAL_UP_DB);
        Audio audio = audio(heard);
        // on a whole second, as a person would say it
        long second = (long) (audio.frames() * NOTE_PLACE / audio.sampleRate());
        Note note = artist.pin(
                session,
                "mix-1",
                heard.mixDocument(),
                second * audio.sampleRate(),
                audio.sampleRate(),
                voice.name() + " sinks behind the rest from here on. Could it come forward, and a little drier?",
                suggestion,
                events);
        return new Asked(note, events, suggestion);
    }

    private long answer(String session, Asked asked) throws ApiException {
        String note = asked.note().id();
        long version = engineer.change(session, asked.events(), note).version();
        engineer.reply(session, note, "Done, as you suggested. Listen to Mix 2.");
        engineer.resolve(session, note, version);
        return version;
    }

    // ---- steps

    private <T> T step(String name, Work<T> work, Function<T, String> summary)
            throws ApiException, IOException, InputRefusedException {
        terminal.progress(name, 0);
        double started = now();
        T result = work.run();
        double seconds = now() - started;
        report.add(new Report.Step(name, Math.rint(seconds * 1000) / 1000));
        terminal.done(name, seconds, summary.apply(result));
        return result;
    }

    private static String loudness(Render render) {
        Audio audio = audio(render);
        return Report.lufs(audio.integratedLufs()) + ", " + Report.dbtp(audio.truePeakDbtp());
    }

    private static Audio audio(Render render) {
        Audio audio = render.audio();
        if (audio == null) {
            throw new IllegalStateException("a finished render has audio: " + render.id());
        }
        return audio;
    }

    private static String fileName(String text) {
        return text.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
