package foldback.mix;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session after so many changes.
 *
 * @param workspace whose session it is; no fact of the mix, and in no mix document
 * @param members in the order they joined
 * @param safeFaders in the order of their paths
 * @param branchedFrom where it began as a copy, if it did
 * @param merges what was merged into it, in that order
 * @param version how many changes have been folded, void ones included, resends not
 * @param clients of each, how far it has counted, to recognise resends
 * @param writes who last wrote each fact of the session
 */
public record SessionState(
        boolean started,
        Id workspace,
        String name,
        Mix mix,
        List<Revision> revisions,
        List<Marker> markers,
        List<Section> sections,
        List<Reference> references,
        List<Member> members,
        List<SafeFader> safeFaders,
        @Nullable BranchPoint branchedFrom,
        List<BranchPoint> merges,
        long version,
        Clients clients,
        Writes writes) {
    /** The rules of {@link Fold} as they are written now. */
    public static final int RULES_VERSION = 1;

    /** The workspace of every session that names no other. */
    public static final Id HOME = new Id("home");

    /** Before the first event. */
    public static final SessionState NOTHING = new SessionState(
            false,
            HOME,
            "",
            Mix.empty(new SampleRate(48_000)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            0,
            Clients.NONE,
            Writes.NONE);

    public SessionState {
        revisions = List.copyOf(revisions);
        markers = List.copyOf(markers);
        sections = List.copyOf(sections);
        references = List.copyOf(references);
        members = List.copyOf(members);
        safeFaders = List.copyOf(safeFaders);
        merges = List.copyOf(merges);
    }

    /** The number of a client's last change; 0 of one that has made none. */
    public long lastSequence(String client) {
        return clients.lastSequence(client);
    }

    SessionState with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    SessionState withMix(Mix next) {
        return with(draft -> draft.mix = next);
    }

    /** The same session one version on, with the client's count noted. */
    SessionState counting(String client, long sequence) {
        Clients next = clients.counting(client, new Clients.Count(sequence, version + 1));
        return with(draft -> {
            draft.version = version + 1;
            draft.clients = next;
        });
    }

    /** A state while it is changed. */
    static final class Draft {
        boolean started;
        Id workspace;
        String name;
        Mix mix;
        List<Revision> revisions;
        List<Marker> markers;
        List<Section> sections;
        List<Reference> references;
        List<Member> members;
        List<SafeFader> safeFaders;

        @Nullable
        BranchPoint branchedFrom;

        List<BranchPoint> merges;
        Writes writes;
        private long version;
        private Clients clients;

        private Draft(SessionState s) {
            started = s.started;
            workspace = s.workspace;
            name = s.name;
            mix = s.mix;
            revisions = s.revisions;
            markers = s.markers;
            sections = s.sections;
            references = s.references;
            members = s.members;
            safeFaders = s.safeFaders;
            branchedFrom = s.branchedFrom;
            merges = s.merges;
            version = s.version;
            clients = s.clients;
            writes = s.writes;
        }

        private SessionState state() {
            return new SessionState(
                    started,
                    workspace,
                    name,
                    mix,
                    revisions,
                    markers,
                    sections,
                    references,
                    members,
                    safeFaders,
                    branchedFrom,
                    merges,
                    version,
                    clients,
                    writes);
        }
    }
}
