package foldback.cli.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.audio.AudioFiles;
import foldback.cli.InputRefusedException;
import foldback.cli.SignInNeededException;
import foldback.cli.Terminal;
import foldback.cli.UsageException;
import foldback.cli.api.ApiException;
import foldback.cli.api.FoldbackApi;
import foldback.cli.api.FoldbackApi.Finding;
import foldback.cli.api.FoldbackApi.Fix;
import foldback.cli.api.FoldbackApi.Stem;
import foldback.cli.api.InParallel;
import foldback.cli.api.StemUploader;
import foldback.cli.login.Keyring;
import foldback.mix.MixEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Uploads the audio files of a folder and gives each a track of the session, in the order of a console. Done again it goes on where it was
 * cut, and adds nothing twice: a stem that the session plays already gets no second track.
 */
public final class Push {
    private static final int MOST_FILES = 512;
    private static final int FILE_REFUSED = 422;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final PushOptions options;
    private final Terminal terminal;
    private final FoldbackApi api;

    /** A file that is a stem now; {@code fileName} has the channel in it where it was split. */
    private record Taken(String fileName, Stem stem, boolean uploaded) {}

    private record Refused(String file, String detail) {}

    private record Outcome(List<Taken> taken, List<Refused> refused) {}

    private record Line(
            String file,
            String stem,
            @Nullable String track,
            boolean uploaded,
            @Nullable String convertedFrom,
            List<Finding> findings) {}

    private record Report(String session, long version, List<Line> stems, List<Refused> refused) {}

    private Push(PushOptions options, Terminal terminal) throws SignInNeededException, IOException {
        this.options = options;
        this.terminal = terminal;
        api = new FoldbackApi(Keyring.of(options.url(), options.data(), System.getenv()));
    }

    /**
     * Pushes a folder.
     *
     * @param out gets one JSON object, if that was asked for
     * @throws InputRefusedException if a file was refused; the others are in the session then
     * @throws SignInNeededException if nobody is signed in there
     */
    public static void run(List<String> args, PrintStream out)
            throws UsageException, SignInNeededException, InputRefusedException, ApiException, IOException {
        PushOptions options = PushOptions.parse(args);
        new Push(options, Terminal.standard()).run(out);
    }

    private void run(PrintStream out) throws InputRefusedException, ApiException, IOException {
        List<Path> files = files();
        FoldbackApi.Session session = api.session(options.session());
        Outcome outcome = upload(files);
        Report report = place(session, outcome);
        if (options.json()) {
            out.println(json(report));
        }
        if (!outcome.refused().isEmpty()) {
            throw new InputRefusedException(outcome.refused().stream()
                            .map(Refused::detail)
                            .collect(Collectors.joining(System.lineSeparator() + "foldback: "))
                    + " The other " + outcome.taken().size() + " are in the session.");
        }
    }

    private List<Path> files() throws IOException, InputRefusedException {
        if (!Files.isDirectory(options.folder())) {
            throw new InputRefusedException(options.folder() + " is no folder. Name a folder of audio files.");
        }
        List<Path> files = new ArrayList<>();
        int others = 0;
        try (Stream<Path> entries = Files.list(options.folder())) {
            for (Path each : entries.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .toList()) {
                if (AudioFiles.looksLikeAudio(each)) {
                    files.add(each);
                } else {
                    others++;
                }
            }
        }
        if (files.isEmpty()) {
            throw new InputRefusedException(options.folder() + " holds no audio file.");
        }
        if (files.size() > MOST_FILES) {
            throw new InputRefusedException(options.folder() + " holds " + files.size()
                    + " audio files; a session has at most " + MOST_FILES + " tracks.");
        }
        if (others > 0) {
            terminal.line("  " + others + (others == 1 ? " file is" : " files are") + " no audio and not looked at");
        }
        return files;
    }

    // ---- uploads

    private Outcome upload(List<Path> files) throws ApiException, IOException {
        long all = 0;
        for (Path each : files) {
            all += Files.size(each);
        }
        long allBytes = all;
        double begun = now();
        Map<Path, Long> sent = new ConcurrentHashMap<>();
        StemUploader uploader = new StemUploader(api, options.session());
        List<Refused> refused = Collections.synchronizedList(new ArrayList<>());
        List<List<Taken>> taken = InParallel.run(
                options.filesAtOnce(),
                files.stream()
                        .map(file -> (Callable<List<Taken>>) () -> {
                            String name = String.valueOf(file.getFileName());
                            try {
                                StemUploader.Uploaded uploaded = uploader.upload(file, bytes -> {
                                    sent.put(file, bytes);
                                    long done = sent.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum();
                                    terminal.progress("upload", (double) done / allBytes);
                                });
                                return taken(name, uploaded);
                            } catch (ApiException e) {
                                if (e.status() != FILE_REFUSED) {
                                    throw e;
                                }
                                refused.add(new Refused(name, String.valueOf(e.getMessage())));
                                return List.of();
                            }
                        })
                        .toList());
        List<Taken> flat = taken.stream().flatMap(List::stream).toList();
        long uploaded = flat.stream().filter(Taken::uploaded).count();
        terminal.done(
                "upload",
                now() - begun,
                String.format(
                        Locale.ROOT,
                        "%d files, %.1f MB, %d stems new, %d refused",
                        files.size(),
                        allBytes / 1e6,
                        uploaded,
                        refused.size()));
        return new Outcome(flat, List.copyOf(refused));
    }

    private static List<Taken> taken(String fileName, StemUploader.Uploaded uploaded) {
        if (uploaded.stems().size() == 1) {
            return List.of(new Taken(fileName, uploaded.stem(), uploaded.uploaded()));
        }
        return uploaded.stems().stream()
                .map(stem -> new Taken(stem.fileName(), stem, uploaded.uploaded()))
                .toList();
    }

    // ---- tracks

    private Report place(FoldbackApi.Session session, Outcome outcome) throws ApiException {
        if (outcome.taken().isEmpty()) {
            return new Report(session.id(), session.version(), List.of(), outcome.refused());
        }
        double begun = now();
        Map<String, Taken> byHash = new LinkedHashMap<>();
        outcome.taken().forEach(each -> byHash.putIfAbsent(each.stem().hash(), each));
        FoldbackApi.Preflight preflight = api.preflight(
                byHash.values().stream()
                        .map(each -> new FoldbackApi.PreflightEntry(each.stem().hash(), each.fileName()))
                        .toList(),
                session.mix().sampleRate());
        Map<String, List<Finding>> findings = preflight.stems().stream()
                .collect(Collectors.toMap(FoldbackApi.StemFindings::stem, FoldbackApi.StemFindings::findings));
        Set<String> played = session.mix().tracks().stream()
                .flatMap(track -> track.clips().stream())
                .map(FoldbackApi.Clip::stem)
                .collect(Collectors.toSet());
        PushedTracks tracks = new PushedTracks(session.mix(), options.grouped());
        List<MixEvent> events = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (FoldbackApi.TrackProposal proposal : preflight.tracks()) {
            Taken taken = byHash.get(proposal.stem());
            if (taken == null) {
                continue;
            }
            List<Finding> its = findings.getOrDefault(proposal.stem(), List.of());
            Stem playable = atTheSessionsRate(taken.stem(), its, session.id());
            String track = null;
            if (!played.contains(playable.hash())) {
                PushedTracks.Track added = tracks.track(proposal, playable);
                track = added.id();
                events.addAll(tracks.events(added));
            }
            boolean converted = !playable.hash().equals(proposal.stem());
            lines.add(new Line(
                    proposal.fileName(),
                    playable.hash(),
                    track,
                    taken.uploaded(),
                    converted ? proposal.stem() : null,
                    its));
            say(proposal, track, converted, its);
        }
        long version = events.isEmpty()
                ? session.version()
                : api.change(session.id(), events).version();
        long added = lines.stream().filter(line -> line.track() != null).count();
        terminal.done("tracks", now() - begun, added + " added, " + (lines.size() - added) + " were there");
        return new Report(session.id(), version, lines, outcome.refused());
    }

    /** A track cannot play another rate than its session's. */
    private Stem atTheSessionsRate(Stem stem, List<Finding> findings, String session) throws ApiException {
        for (Finding each : findings) {
            Fix fix = each.fix();
            if (each.kind().equals("rate-differs") && fix != null && fix.sampleRate() != null) {
                return api.convert(stem.hash(), fix.sampleRate(), stem.channels(), session);
            }
        }
        return stem;
    }

    private void say(
            FoldbackApi.TrackProposal proposal, @Nullable String track, boolean converted, List<Finding> findings) {
        terminal.line("  " + proposal.fileName() + " -> " + proposal.name() + (track == null ? " (was there)" : "")
                + (converted ? " (converted)" : ""));
        for (Finding each : findings) {
            if (!each.kind().equals("rate-differs")) {
                terminal.line("    " + (each.severity().equals("warning") ? "! " : "  ") + each.text());
            }
        }
    }

    private static String json(Report report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
