package foldback.stem.application;

import foldback.audio.naming.TrackNames;
import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Outline;
import foldback.audio.preflight.SetFindings;
import foldback.blob.BlobStore;
import foldback.kit.identity.WorkspaceIds;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Looks at the stems of a session together: what they should be called and where they stand, and what is wrong with each beside the others. */
@ApplicationScoped
public class SessionPreflight {
    /** With more than these, sounds are not compared: each is compared with all before it. */
    private static final int MOST_COMPARED = 48;

    /** Of outlines that are held at a time: some 100 MB. */
    private static final int ONE_AT_A_TIME = 1;

    /**
     * A stem as the session has it.
     *
     * @param fileName as it was called there; the stem may have come under another name before
     * @param workspace that has it
     */
    public record Entry(String hash, String fileName, UUID workspace) {}

    /**
     * A track that should be made, in the order of a console.
     *
     * @param colour as {@code #FF9F00}
     * @param group as a bus would be named: {@code Drums}
     */
    public record Proposal(String stem, String fileName, String name, String colour, String instrument, String group) {}

    /** What was found in one of the stems. */
    public record StemFindings(String stem, List<StemFinding> findings) {}

    public record Outcome(List<Proposal> tracks, List<StemFindings> stems) {}

    private final StemRows rows;
    private final BlobStore blobs;
    private final Semaphore turns = new Semaphore(ONE_AT_A_TIME, true);

    SessionPreflight(StemRows rows, BlobStore blobs) {
        this.rows = rows;
        this.blobs = blobs;
    }

    /**
     * Looks at stems that are there; others are left out.
     *
     * @param sampleRate of the session; without it, what most stems have is right
     */
    public Outcome look(List<Entry> entries, OptionalInt sampleRate) {
        List<Entry> known = new ArrayList<>();
        List<SetFindings.Member> members = new ArrayList<>();
        List<TrackNames.Track> tracks =
                TrackNames.of(entries.stream().map(Entry::fileName).toList());
        Map<Integer, String> names = new HashMap<>();
        tracks.forEach(track -> names.put(track.index(), track.name()));
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Optional<Stem> stem = rows.find(entry.hash());
            if (stem.isPresent()) {
                known.add(entry);
                members.add(new SetFindings.Member(
                        entry.hash(),
                        names.getOrDefault(i, entry.fileName()),
                        stem.get().sampleRate(),
                        stem.get().channels(),
                        stem.get().frames()));
            }
        }
        List<Proposal> proposals = tracks.stream()
                .filter(track -> known.contains(entries.get(track.index())))
                .map(track -> proposal(entries.get(track.index()), track))
                .toList();
        return new Outcome(proposals, members.isEmpty() ? List.of() : findings(known, members, sampleRate));
    }

    private static Proposal proposal(Entry entry, TrackNames.Track track) {
        return new Proposal(
                entry.hash(),
                entry.fileName(),
                track.name(),
                track.instrument().colour(),
                track.instrument().name(),
                track.instrument().group().title());
    }

    private List<StemFindings> findings(List<Entry> known, List<SetFindings.Member> members, OptionalInt sampleRate) {
        Map<String, UUID> workspaces = new HashMap<>();
        known.forEach(entry -> workspaces.putIfAbsent(entry.hash(), entry.workspace()));
        Map<String, List<Finding>> shapes = SetFindings.ofShapes(members, sampleRate);
        Map<String, List<Finding>> sounds = members.size() > MOST_COMPARED ? Map.of() : sounds(members);
        return members.stream()
                .map(SetFindings.Member::hash)
                .distinct()
                .map(hash -> {
                    List<StemFinding> all =
                            new ArrayList<>(rows.findings(hash, workspaces.getOrDefault(hash, WorkspaceIds.HOME))
                                    .orElse(List.of()));
                    all.addAll(StemFinding.of(shapes.getOrDefault(hash, List.of())));
                    all.addAll(StemFinding.of(sounds.getOrDefault(hash, List.of())));
                    return new StemFindings(hash, List.copyOf(all));
                })
                .toList();
    }

    private Map<String, List<Finding>> sounds(List<SetFindings.Member> members) {
        turns.acquireUninterruptibly();
        try {
            Map<String, Outline> outlines = new HashMap<>();
            for (SetFindings.Member each : members) {
                outline(each.hash()).ifPresent(outline -> outlines.put(each.hash(), outline));
            }
            return SetFindings.ofSound(members, outlines);
        } finally {
            turns.release();
        }
    }

    private Optional<Outline> outline(String hash) {
        String key = StemKeys.outline(hash);
        if (blobs.size(key).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(blobs.read(key), 1 << 16)) {
            return Optional.of(Outline.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
