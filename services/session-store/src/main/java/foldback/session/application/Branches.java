package foldback.session.application;

import foldback.mix.BranchPoint;
import foldback.mix.Change;
import foldback.mix.Edits;
import foldback.mix.Facts;
import foldback.mix.Fold;
import foldback.mix.Limits;
import foldback.mix.Merge;
import foldback.mix.MixEvent;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.codec.MixCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions that begin where others are, what becomes of them when they are merged, and the way back to a version. */
@ApplicationScoped
public class Branches {
    /** With room for what else is in the record. */
    private static final int BYTES_PER_CHANGE = 900_000;

    private final Sessions sessions;
    private final History history;

    Branches(Sessions sessions, History history) {
        this.sessions = sessions;
        this.history = history;
    }

    /**
     * What is merged and onto what it is based.
     *
     * @param into the session that will be changed, at the version that this was compared for
     * @param from what it takes over
     * @param base the last that both have in common
     */
    public record Comparison(BranchPoint into, BranchPoint from, BranchPoint base, Merge merge) {}

    /**
     * A wish to change a session to something else.
     *
     * @param expectedVersion the version that the author saw, if it has to be that
     */
    public record Wish(
            Person author,
            String client,
            long sequence,
            @Nullable Long expectedVersion) {}

    /** What came of a wish. */
    public sealed interface Result {
        record Sent(Answer answer) implements Result {}

        /** There is nothing to change. */
        record NoDifference() implements Result {}

        /** The two sessions have nothing in common. */
        record NoBase() implements Result {}

        /** Conflicts for which nobody chose. */
        record Undecided(List<Merge.Conflict> conflicts) implements Result {
            public Undecided {
                conflicts = List.copyOf(conflicts);
            }
        }

        /** It does not fit into one change. */
        record TooLarge(int events) implements Result {}
    }

    // ---- branching

    /** Begins a session of its own, in the same workspace, with the mix of a version of another. */
    public Session branch(Person author, String name, Session from, SessionState at) {
        List<MixEvent> beginning = List.of(
                new MixEvent.SessionStarted(name, at.mix().sampleRate(), SessionState.RULES_VERSION, at.workspace()),
                new MixEvent.SessionBranched(new BranchPoint(from.id(), at.version())));
        SessionState begun = Fold.fold(SessionState.NOTHING, new Change(author, "branch", 1, null, null, beginning))
                .state();
        Facts target = Facts.of(at).with(Map.of("name", name));
        List<List<MixEvent>> parts = parts(beginning, Edits.between(Facts.of(begun), target));
        Session branch = sessions.start(author, parts.getFirst());
        for (int i = 1; i < parts.size(); i++) {
            sessions.record(branch.id(), new Change(author, "branch-" + branch.id(), i, null, null, parts.get(i)));
        }
        return branch;
    }

    /** As few changes as hold all of it, the beginning in the first. */
    private static List<List<MixEvent>> parts(List<MixEvent> beginning, List<MixEvent> edits) {
        List<List<MixEvent>> parts = new ArrayList<>();
        List<MixEvent> part = new ArrayList<>(beginning);
        int bytes = bytes(beginning);
        for (MixEvent edit : edits) {
            int more = bytes(List.of(edit));
            if (part.size() == Limits.EVENTS_PER_CHANGE || bytes + more > BYTES_PER_CHANGE) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(edit);
            bytes += more;
        }
        parts.add(part);
        return parts;
    }

    /** At most: a character of a name may take several bytes. */
    private static int bytes(List<MixEvent> events) {
        return MixCodec.events(events).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    // ---- going back

    /** Makes the mix of a session what it was, as one change. */
    public Result restore(Wish wish, Session session, SessionState then) {
        SessionState now = session.state();
        return change(wish, session, now, Facts.of(then).with(Map.of("name", now.name())), List.of());
    }

    private Result change(Wish wish, Session session, SessionState now, Facts target, List<MixEvent> also) {
        Optional<Recorded> before = session.recent(wish.client(), wish.sequence())
                .filter(r -> r.change().author().is(wish.author())
                        && r.change().events().containsAll(also));
        if (before.isPresent()) {
            return new Result.Sent(new Answer.Resent(before.get()));
        }
        List<MixEvent> events = new ArrayList<>(Edits.between(Facts.of(now), target));
        events.addAll(also);
        if (events.isEmpty()) {
            return new Result.NoDifference();
        }
        if (events.size() > Limits.EVENTS_PER_CHANGE || bytes(events) > BYTES_PER_CHANGE) {
            return new Result.TooLarge(events.size());
        }
        Long expected = wish.expectedVersion() == null ? Long.valueOf(now.version()) : wish.expectedVersion();
        Change change = new Change(wish.author(), wish.client(), wish.sequence(), expected, null, events);
        return new Result.Sent(sessions.record(session.id(), change));
    }

    // ---- merging

    /** Compares a session with a version of another; empty if they have nothing in common. */
    public Optional<Comparison> compare(Session into, SessionState ours, Session from, SessionState theirs) {
        return base(into.id(), ours, from.id(), theirs)
                .flatMap(base -> baseState(into, from, base)
                        .map(state -> new Comparison(
                                new BranchPoint(into.id(), ours.version()),
                                new BranchPoint(from.id(), theirs.version()),
                                base,
                                Merge.of(Facts.of(state), Facts.of(ours), Facts.of(theirs)))));
    }

    private Optional<SessionState> baseState(Session into, Session from, BranchPoint base) {
        if (base.session().equals(into.id())) {
            return history.at(into, base.version());
        }
        if (base.session().equals(from.id())) {
            return history.at(from, base.version());
        }
        return sessions.find(base.session()).flatMap(parent -> history.at(parent, base.version()));
    }

    /** The last that two sessions have in common: where one took over the other, or where they parted. */
    public static Optional<BranchPoint> base(String into, SessionState ours, String from, SessionState theirs) {
        Optional<BranchPoint> weTook = last(ours.merges(), from);
        Optional<BranchPoint> theyTook = last(theirs.merges(), into);
        if (weTook.isPresent() && theyTook.isPresent()) {
            long theyTookAt = theirs.writes()
                    .versionOf("merge/" + into + "/" + theyTook.get().version());
            return theyTookAt > weTook.get().version() ? theyTook : weTook;
        }
        if (weTook.isPresent() || theyTook.isPresent()) {
            return weTook.or(() -> theyTook);
        }
        BranchPoint ourRoot = ours.branchedFrom();
        BranchPoint theirRoot = theirs.branchedFrom();
        if (theirRoot != null && theirRoot.session().equals(into)) {
            return Optional.of(theirRoot);
        }
        if (ourRoot != null && ourRoot.session().equals(from)) {
            return Optional.of(ourRoot);
        }
        if (ourRoot != null && theirRoot != null && ourRoot.session().equals(theirRoot.session())) {
            return Optional.of(ourRoot.version() < theirRoot.version() ? ourRoot : theirRoot);
        }
        return Optional.empty();
    }

    private static Optional<BranchPoint> last(List<BranchPoint> merges, String session) {
        return merges.reversed().stream()
                .filter(m -> m.session().equals(session))
                .findFirst();
    }

    /** Takes over what another session became, as one change. */
    public Result merge(Wish wish, Session into, Session from, SessionState theirs, Map<String, Merge.Choice> choices) {
        SessionState ours = into.state();
        Optional<Comparison> compared = compare(into, ours, from, theirs);
        if (compared.isEmpty()) {
            return new Result.NoBase();
        }
        Merge merge = compared.get().merge();
        List<Merge.Conflict> undecided = merge.conflicts().stream()
                .filter(c -> !choices.containsKey(c.path()))
                .toList();
        if (!undecided.isEmpty()) {
            return new Result.Undecided(undecided);
        }
        MixEvent merged = new MixEvent.BranchMerged(compared.get().from());
        return change(wish, into, ours, merge.merged(choices), List.of(merged));
    }
}
