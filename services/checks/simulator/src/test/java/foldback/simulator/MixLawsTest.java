package foldback.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Change;
import foldback.mix.Edits;
import foldback.mix.Effect;
import foldback.mix.Facts;
import foldback.mix.Fold;
import foldback.mix.Id;
import foldback.mix.Merge;
import foldback.mix.MixEvent;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.Undo;
import foldback.mix.codec.MixCodec;
import foldback.mix.codec.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every history. Seeds are in the messages of failures. */
class MixLawsTest {
    private static final int SEEDS = 100;
    private static final int CHANGES = 120;

    /** Histories by several people, folded change by change. */
    private static final class History {
        final SplittableRandom random;
        final RandomEvents events;
        final List<Undo.Entry> entries = new ArrayList<>();
        final Map<String, Long> sequences = new HashMap<>();
        SessionState state = SessionState.NOTHING;

        History(long seed) {
            random = new SplittableRandom(seed);
            events = new RandomEvents(random);
            apply("Ada", List.of(RandomEvents.started()));
        }

        Fold.Folded apply(String author, List<MixEvent> what) {
            return apply(change(author, null, what));
        }

        Change change(String author, @Nullable Id gesture, List<MixEvent> what) {
            return change(author, gesture, List.of(), what);
        }

        Change change(String author, @Nullable Id gesture, List<Long> undoes, List<MixEvent> what) {
            long sequence = sequences.merge(author, 1L, Long::sum);
            return new Change(
                    Person.named(author), author, sequence, null, new TreeMap<>(), gesture, null, undoes, what);
        }

        Fold.Folded apply(Change change) {
            Fold.Folded folded = Fold.fold(state, change);
            state = folded.state();
            if (folded.outcome() instanceof Outcome.Applied) {
                entries.add(new Undo.Entry(state.version(), change, folded.effects()));
            }
            return folded;
        }

        void live(int changes) {
            for (int i = 0; i < changes; i++) {
                apply(random.nextBoolean() ? "Ada" : "Nils", events.change(state));
            }
        }

        List<Undo.Entry> of(String author) {
            return entries.stream()
                    .filter(e -> e.change().author().is(Person.named(author)))
                    .toList();
        }
    }

    @Test
    void most_random_changes_apply_and_some_do_not() {
        int applied = 0;
        int all = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            history.live(CHANGES);
            applied += history.entries.size();
            all += CHANGES;
        }
        assertThat((double) applied / all).isBetween(0.4, 0.9);
    }

    @Test
    void s12_whoever_applies_the_effects_has_the_facts() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            Facts facts = Facts.of(history.state);
            for (int i = 0; i < CHANGES; i++) {
                Fold.Folded folded = history.apply("Ada", history.events.change(history.state));
                Map<String, @Nullable Object> changes = new HashMap<>();
                for (Effect effect : folded.effects()) {
                    assertThat(facts.get(effect.path())).as("seed %d", seed).isEqualTo(effect.before());
                    changes.put(effect.path(), effect.after());
                }
                facts = facts.with(changes);
            }
            assertThat(facts).as("seed %d", seed).isEqualTo(Facts.of(history.state));
        }
    }

    @Test
    void s21_every_fact_knows_who_wrote_it_last() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            Map<String, Long> expected = new TreeMap<>();
            history.entries.forEach(e -> blame(expected, e.version(), e.effects()));
            for (int i = 0; i < CHANGES; i++) {
                Fold.Folded folded = history.apply("Ada", history.events.change(history.state));
                blame(expected, folded.state().version(), folded.effects());
            }
            Map<String, Long> actual = new TreeMap<>();
            history.state.writes().forEach((path, write) -> actual.put(path, write.version()));
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
            assertThat(actual.keySet())
                    .isEqualTo(Facts.of(history.state).values().keySet());
        }
    }

    private static void blame(Map<String, Long> blame, long version, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect.after() == null) {
                blame.remove(effect.path());
            } else {
                blame.put(effect.path(), version);
            }
        }
    }

    @Test
    void s22_edits_lead_from_any_session_to_any_other() {
        for (long seed = 0; seed < 2 * SEEDS; seed++) {
            History one = new History(seed);
            one.live(CHANGES);
            SessionState middle = one.state;
            one.live(CHANGES);
            History other = new History(seed + 100_000);
            other.live(CHANGES);
            leads(seed, one.state, middle);
            leads(seed, one.state, other.state);
            leads(seed, one.state, new History(seed).state);
        }
    }

    private static void leads(long seed, SessionState from, SessionState to) {
        List<MixEvent> edits = Edits.between(Facts.of(from), Facts.of(to));
        Fold.Folded folded = edits.isEmpty()
                ? new Fold.Folded(from, new Outcome.Applied(), List.of())
                : Fold.fold(from, new Change("Ada", "editor", 1, null, null, edits));
        assertThat(folded.outcome()).as("seed %d", seed).isEqualTo(new Outcome.Applied());
        List<Effect> rest = Facts.of(folded.state()).to(Facts.of(to)).stream()
                .filter(e -> !e.path().startsWith("revision/"))
                .filter(e -> !e.path().startsWith("member/")) // a session is never nobody's; a member's name stays
                .toList();
        assertThat(rest).as("seed %d", seed).isEmpty();
    }

    @Test
    void s20_undoing_everything_one_did_alone_leads_back_and_redoing_it_forth_again() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            SessionState before = history.state;
            for (int i = 0; i < CHANGES / 2; i++) {
                history.apply("Ada", undoable(history));
            }
            SessionState after = history.state;
            int steps = 0;
            while (!Undo.stacks(history.of("Ada")).undo().isEmpty() && steps < CHANGES) {
                step(history, Undo.stacks(history.of("Ada")).undo().getLast(), seed);
                steps++;
                if (Undo.stacks(history.of("Ada"))
                                .undo()
                                .getLast()
                                .entries()
                                .getFirst()
                                .version()
                        == 1) {
                    break; // the session's own beginning
                }
            }
            assertThat(differences(history.state, before))
                    .as("seed %d, undone", seed)
                    .isEmpty();
            while (!Undo.stacks(history.of("Ada")).redo().isEmpty()) {
                step(history, Undo.stacks(history.of("Ada")).redo().getLast(), seed);
            }
            assertThat(differences(history.state, after))
                    .as("seed %d, redone", seed)
                    .isEmpty();
        }
    }

    private static List<MixEvent> undoable(History history) {
        List<MixEvent> events = history.events.change(history.state);
        boolean aboutPeople = events.stream()
                .anyMatch(e -> e instanceof MixEvent.MemberJoined
                        || e instanceof MixEvent.MemberLeft
                        || e instanceof MixEvent.MemberRoleChanged
                        || e instanceof MixEvent.SafeFaderGranted
                        || e instanceof MixEvent.SafeFaderWithdrawn
                        || e instanceof MixEvent.RevisionCut);
        return aboutPeople ? undoable(history) : events;
    }

    private static void step(History history, Undo.Group group, long seed) {
        Undo.Plan plan = Undo.plan(history.state, group);
        assertThat(plan.events()).as("seed %d: %s", seed, group).isNotEmpty();
        Change change = history.change("Ada", null, plan.undoes(), plan.events());
        Change guarded = new Change(
                change.author(),
                change.client(),
                change.sequence(),
                null,
                plan.guards(),
                null,
                null,
                plan.undoes(),
                plan.events());
        assertThat(history.apply(guarded).outcome()).as("seed %d", seed).isEqualTo(new Outcome.Applied());
    }

    private static List<Effect> differences(SessionState one, SessionState other) {
        return Facts.of(one).to(Facts.of(other));
    }

    @Test
    void s20_undo_never_reverts_what_somebody_else_did() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            history.live(CHANGES);
            for (int i = 0; i < 10; i++) {
                List<Undo.Group> groups = Undo.stacks(history.of("Ada")).undo();
                if (groups.isEmpty()) {
                    break;
                }
                Undo.Plan plan = Undo.plan(history.state, groups.getLast());
                if (plan.events().isEmpty()) {
                    break;
                }
                Facts before = Facts.of(history.state);
                SessionState then = history.state;
                history.apply(history.change("Ada", null, plan.undoes(), plan.events()));
                for (Effect effect : before.to(Facts.of(history.state))) {
                    var write = then.writes().of(effect.path());
                    boolean order = effect.path().contains("order/");
                    assertThat(order || write == null || write.author().is(Person.named("Ada")))
                            .as("seed %d: %s was written by %s", seed, effect, write)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void s23_a_merge_takes_what_only_one_side_changed_and_asks_for_the_rest() {
        int conflicts = 0;
        int applied = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History base = new History(seed);
            base.live(CHANGES / 2);
            SessionState common = base.state;
            History ours = new History(seed);
            ours.state = common;
            ours.sequences.putAll(base.sequences);
            ours.live(20);
            History theirs = new History(seed + 7);
            theirs.state = common;
            theirs.sequences.putAll(base.sequences);
            theirs.live(20);

            Merge merge = Merge.of(Facts.of(common), Facts.of(ours.state), Facts.of(theirs.state));
            conflicts += merge.conflicts().size();
            assertThat(Merge.of(Facts.of(common), Facts.of(common), Facts.of(theirs.state))
                            .conflicts())
                    .as("seed %d: nothing of ours changed", seed)
                    .isEmpty();
            Facts target = merge.merged(Map.of());
            for (Effect agreed : merge.agreed()) {
                assertThat(target.get(agreed.path()))
                        .isEqualTo(Facts.of(theirs.state).get(agreed.path()));
            }
            applied += leadsTo(ours.state, target) ? 1 : 0;
            Map<String, Merge.Choice> choices = new HashMap<>();
            merge.conflicts().forEach(c -> choices.put(c.path(), Merge.Choice.THEIRS));
            applied += leadsTo(ours.state, merge.merged(choices)) ? 1 : 0;
        }
        assertThat(conflicts).isGreaterThan(30);
        // the rest would make a bus feed itself, which neither side's facts can tell alone
        assertThat(applied).isGreaterThan(2 * SEEDS * 95 / 100);
    }

    private static boolean leadsTo(SessionState from, Facts target) {
        List<MixEvent> edits = Edits.between(Facts.of(from), target);
        return edits.isEmpty()
                || Fold.fold(from, new Change("Ada", "merger", 1, null, null, edits))
                                .outcome()
                        instanceof Outcome.Applied;
    }

    @Test
    void whatever_was_folded_comes_back_from_json() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            History history = new History(seed);
            history.live(CHANGES);
            assertThat(StateCodec.decode(StateCodec.encode(history.state)))
                    .as("seed %d", seed)
                    .isEqualTo(history.state);
            byte[] document = MixCodec.canonicalDocument(history.state.mix());
            assertThat(MixCodec.decodeDocument(document)).isEqualTo(history.state.mix());
            for (Undo.Entry entry : history.entries) {
                assertThat(MixCodec.decodeChange(entry.change().author(), MixCodec.encode(entry.change())))
                        .isEqualTo(entry.change());
            }
        }
    }
}
