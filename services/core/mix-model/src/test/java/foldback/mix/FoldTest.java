package foldback.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final StemHash STEM = new StemHash("0".repeat(64));
    private static final Colour ORANGE = new Colour("#FF9F00");
    private static final StripAddress KICK = StripAddress.track("kick");
    private static final MixEvent STARTED =
            new MixEvent.SessionStarted("Night Bus", new SampleRate(48_000), SessionState.RULES_VERSION);

    // ---- the session

    @Test
    void nothing_can_happen_before_a_session_is_started() {
        given().when(kickAdded()).thenVoid(new VoidReason.SessionNotStarted());
    }

    @Test
    void a_session_starts_once() {
        given(STARTED).when(STARTED).thenVoid(new VoidReason.SessionAlreadyStarted());
    }

    @Test
    void a_session_of_unknown_rules_is_not_started() {
        given().when(new MixEvent.SessionStarted("A", new SampleRate(48_000), 99))
                .thenVoid(new VoidReason.RulesUnknown(99));
    }

    @Test
    void a_revision_names_the_version_before_it() {
        given(STARTED, kickAdded())
                .when(new MixEvent.RevisionCut(new Id("mix-1"), "Mix 1"))
                .then(s -> assertThat(s.revisions()).containsExactly(new Revision(new Id("mix-1"), "Mix 1", 2)));
    }

    @Test
    void a_revision_is_never_cut_twice() {
        MixEvent cut = new MixEvent.RevisionCut(new Id("mix-1"), "Mix 1");
        given(STARTED, cut).when(cut).thenVoid(new VoidReason.AlreadyThere("revision/mix-1"));
    }

    // ---- versions, resends, expectations

    @Test
    void s3_a_void_change_counts_a_version_and_changes_nothing_else() {
        Fold.Folded folded = Fold.fold(after(STARTED), change(9, null, new MixEvent.TrackRemoved(new Id("ghost"))));
        assertThat(folded.state().version()).isEqualTo(2);
        assertThat(folded.state().mix()).isEqualTo(after(STARTED).mix());
    }

    @Test
    void s4_a_resend_changes_nothing_at_all() {
        Change change = change(5, null, kickAdded());
        SessionState once = Fold.fold(after(STARTED), change).state();
        assertThat(Fold.fold(once, change)).isEqualTo(new Fold.Folded(once, new Outcome.Resent(), List.of()));
    }

    @Test
    void s5_a_change_for_another_version_is_overtaken() {
        Fold.Folded folded = Fold.fold(after(STARTED, kickAdded()), change(9, 1L, moved("track/kick/fader", -3)));
        assertThat(folded.outcome()).isEqualTo(new Outcome.Voided(new VoidReason.Overtaken(1, 2)));
    }

    @Test
    void s6_a_change_is_void_if_somebody_wrote_since_what_it_guards() {
        SessionState before = after(STARTED, kickAdded(), moved("track/kick/fader", -3));
        assertThat(Fold.fold(before, guarding(8, "track/kick/fader", 3)).outcome())
                .isEqualTo(new Outcome.Applied());
        SessionState since = Fold.fold(before, change(9, null, moved("track/kick/fader", -6)))
                .state();
        assertThat(Fold.fold(since, guarding(10, "track/kick/fader", 3)).outcome())
                .isEqualTo(new Outcome.Voided(new VoidReason.WrittenSince("track/kick/fader", 3, 4)));
        assertThat(Fold.fold(since, guarding(10, "track/kick/pan", 3)).outcome())
                .as("the track's other facts are as old as the track")
                .isEqualTo(new Outcome.Voided(new VoidReason.WrittenSince("track/kick/pan", 3, 2)));
    }

    private static Change guarding(long sequence, String path, long version) {
        MixEvent quieter = moved("track/kick/fader", -9);
        Map<String, Long> guards = Map.of(path, version);
        return new Change(
                Person.named("Ada"),
                "ada-1",
                sequence,
                null,
                new TreeMap<>(guards),
                null,
                null,
                List.of(),
                List.of(quieter));
    }

    @Test
    void s2_all_events_of_a_change_apply_or_none_does() {
        SessionState before = after(STARTED, kickAdded());
        Fold.Folded folded =
                Fold.fold(before, change(9, null, moved("track/kick/fader", -3), moved("track/kick/fader", 99)));
        assertThat(folded.outcome())
                .isEqualTo(new Outcome.Voided(
                        new VoidReason.ValueOutOfRange("track/kick/fader", 99, ParameterSpec.SILENCE_DB, 12)));
        assertThat(folded.state().mix()).isEqualTo(before.mix());
    }

    // ---- tracks and clips

    @Test
    void a_new_track_feeds_the_master_with_its_fader_at_0_dB() {
        given(STARTED)
                .when(kickAdded())
                .then(s -> assertThat(s.mix().tracks())
                        .containsExactly(new Track(
                                new Id("kick"), "Kick", ORANGE, List.of(), Strip.FRESH, StripAddress.MASTER)));
    }

    @Test
    void names_are_for_reading() {
        for (String name : List.of("", "  ", "a\nb", "x".repeat(Limits.NAME_CHARACTERS + 1))) {
            given(STARTED)
                    .when(new MixEvent.TrackAdded(new Id("kick"), name, ORANGE))
                    .thenVoid(new VoidReason.NameUnusable(name));
        }
    }

    @Test
    void clips_lie_within_a_day_and_have_a_length() {
        for (Clip clip : List.of(
                clip("a", -1, 0, 1),
                clip("a", 0, -1, 1),
                clip("a", 0, 0, 0),
                clip("a", Limits.FRAMES, 0, 1),
                clip("a", 0, 0, Long.MAX_VALUE),
                clip("a", Long.MAX_VALUE, 0, Long.MAX_VALUE))) {
            given(STARTED, kickAdded())
                    .when(new MixEvent.ClipPlaced(new Id("kick"), clip))
                    .thenVoid(new VoidReason.RangeImpossible("track/kick/clip/a"));
        }
    }

    @Test
    void the_song_ends_with_its_last_clip() {
        given(STARTED, kickAdded(), new MixEvent.ClipPlaced(new Id("kick"), clip("late", 500, 0, 100)))
                .when(new MixEvent.ClipPlaced(new Id("kick"), clip("early", 0, 0, 100)))
                .then(s -> assertThat(s.mix().endFrame()).isEqualTo(600));
    }

    // ---- routes

    @Test
    void a_bus_cannot_feed_itself_through_others() {
        given(STARTED, bus("a"), bus("b"), bus("c"), routed("bus/a", "bus/b"), routed("bus/b", "bus/c"))
                .when(routed("bus/c", "bus/a"))
                .thenVoid(new VoidReason.BusWouldFeedItself(new Id("a")));
    }

    @Test
    void a_send_cannot_close_a_circle_either() {
        given(STARTED, bus("a"), bus("b"), routed("bus/a", "bus/b"))
                .when(new MixEvent.SendAdded(StripAddress.bus("b"), new Id("s"), new Id("a")))
                .thenVoid(new VoidReason.BusWouldFeedItself(new Id("a")));
    }

    @Test
    void the_master_sends_to_no_bus_because_every_bus_ends_in_it() {
        given(STARTED, bus("a"))
                .when(new MixEvent.SendAdded(StripAddress.MASTER, new Id("s"), new Id("a")))
                .thenVoid(new VoidReason.BusWouldFeedItself(new Id("a")));
    }

    @Test
    void a_bus_that_is_fed_is_not_removed() {
        given(STARTED, kickAdded(), bus("drums"), routed("track/kick", "bus/drums"))
                .when(new MixEvent.BusRemoved(new Id("drums")))
                .thenVoid(new VoidReason.BusStillFed(new Id("drums"), "track/kick"));
    }

    @Test
    void a_track_takes_no_input_from_a_strip() {
        given(STARTED, kickAdded(), bus("drums"))
                .when(routed("bus/drums", "track/kick"))
                .thenVoid(new VoidReason.TargetGone("track/kick"));
    }

    // ---- inserts, sends, parameters

    @Test
    void an_insert_comes_with_every_parameter_at_its_default() {
        given(STARTED, kickAdded())
                .when(new MixEvent.InsertAdded(KICK, new Id("comp"), "compressor", 0))
                .then(s -> {
                    Insert insert = s.mix().strip(KICK).orElseThrow().inserts().getFirst();
                    assertThat(insert.parameters())
                            .hasSize(7); // what mix documents have named compressors by from the first
                    Processors.find("compressor")
                            .orElseThrow()
                            .parameters()
                            .forEach(p -> assertThat(insert.parameter(p)).isEqualTo(p.defaultValue()));
                });
    }

    @Test
    void inserts_stand_in_the_order_of_their_positions() {
        given(
                        STARTED,
                        kickAdded(),
                        new MixEvent.InsertAdded(KICK, new Id("eq"), "eq", 0),
                        new MixEvent.InsertAdded(KICK, new Id("comp"), "compressor", 1))
                .when(new MixEvent.InsertAdded(KICK, new Id("cut"), "filter", 0))
                .then(s -> assertThat(s.mix().strip(KICK).orElseThrow().inserts())
                        .extracting(i -> i.id().value())
                        .containsExactly("cut", "eq", "comp"));
    }

    @Test
    void a_processor_that_does_not_exist_is_not_inserted() {
        given(STARTED, kickAdded())
                .when(new MixEvent.InsertAdded(KICK, new Id("a"), "time-machine", 0))
                .thenVoid(new VoidReason.UnknownProcessor("time-machine"));
    }

    @Test
    void every_parameter_of_every_strip_insert_and_send_can_be_moved_to_either_end_and_no_further() {
        List<String> addresses = new ArrayList<>();
        List<ParameterSpec> specs = new ArrayList<>();
        List<MixEvent> setUp = new ArrayList<>(List.of(
                STARTED, kickAdded(), bus("room"), new MixEvent.SendAdded(KICK, new Id("room"), new Id("room"))));
        StripParameters.STRIP.forEach(p -> {
            addresses.add("track/kick/" + p.id());
            specs.add(p);
        });
        StripParameters.SEND.forEach(p -> {
            addresses.add("track/kick/send/room/" + p.id());
            specs.add(p);
        });
        for (ProcessorSpec processor : Processors.ALL) {
            // Half of them on a bus: one strip has no room for all.
            boolean onTrack = setUp.size() % 2 == 0;
            StripAddress strip = onTrack ? KICK : new StripAddress.OfBus(new Id("room"));
            String inserts = onTrack ? "track/kick/insert/" : "bus/room/insert/";
            setUp.add(new MixEvent.InsertAdded(strip, new Id(processor.id()), processor.id(), 0));
            processor.parameters().forEach(p -> {
                addresses.add(inserts + processor.id() + "/" + p.id());
                specs.add(p);
            });
        }
        SessionState state = after(setUp.toArray(MixEvent[]::new));
        assertThat(specs).hasSizeGreaterThan(50);
        for (int i = 0; i < specs.size(); i++) {
            ParameterSpec spec = specs.get(i);
            for (double value : new double[] {spec.minimum(), spec.maximum(), spec.defaultValue()}) {
                Fold.Folded folded = Fold.fold(state, change(99, null, moved(addresses.get(i), value)));
                assertThat(folded.outcome()).as(addresses.get(i)).isEqualTo(new Outcome.Applied());
            }
            for (double value : new double[] {
                Math.nextDown(spec.minimum()), Math.nextUp(spec.maximum()), Double.NaN, Double.POSITIVE_INFINITY
            }) {
                Fold.Folded folded = Fold.fold(state, change(99, null, moved(addresses.get(i), value)));
                assertThat(folded.outcome()).as(addresses.get(i)).isInstanceOf(Outcome.Voided.class);
            }
        }
    }

    @Test
    void a_switch_knows_only_on_and_off() {
        given(STARTED, kickAdded())
                .when(moved("track/kick/mute", 0.5))
                .thenVoid(new VoidReason.ValueOutOfRange("track/kick/mute", 0.5, 0, 1));
    }

    @Test
    void negative_zero_is_stored_as_zero() {
        given(STARTED, kickAdded())
                .when(moved("track/kick/pan", -0.0))
                .then(s -> assertThat(Double.doubleToRawLongBits(
                                s.mix().strip(KICK).orElseThrow().pan()))
                        .isZero());
    }

    @Test
    void what_is_gone_cannot_be_moved() {
        for (String gone : List.of(
                "track/ghost/fader",
                "bus/ghost/fader",
                "track/kick/insert/ghost/q",
                "track/kick/send/ghost/level",
                "track/kick/wobble")) {
            given(STARTED, kickAdded()).when(moved(gone, 0)).thenVoidOf(VoidReason.TargetGone.class);
        }
    }

    // ---- the laws

    /** Total: whatever comes, in whatever order, has an outcome. Pure: the same log gives the same session. */
    @Test
    void s1_any_history_folds_and_folds_the_same_again() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Change> log = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                log.add(new Change(
                        "Ada",
                        "c" + random.nextInt(3),
                        1 + random.nextInt(60),
                        null,
                        null,
                        List.of(i == 0 ? STARTED : anyEvent(random))));
            }
            assertThat(fold(log)).as("seed " + seed).isEqualTo(fold(log));
            assertThat(fold(log).version()).as("seed " + seed).isBetween(1L, 100L);
        }
    }

    private static MixEvent anyEvent(SplittableRandom random) {
        String id = List.of("a", "b", "c").get(random.nextInt(3));
        String other = List.of("a", "b", "c").get(random.nextInt(3));
        StripAddress strip = List.of(StripAddress.track(id), StripAddress.bus(id), StripAddress.MASTER)
                .get(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0 -> new MixEvent.TrackAdded(new Id(id), id, ORANGE);
            case 1 -> new MixEvent.TrackRemoved(new Id(id));
            case 2 -> bus(id);
            case 3 -> new MixEvent.BusRemoved(new Id(id));
            case 4 -> new MixEvent.OutputRouted(strip, StripAddress.bus(other));
            case 5 -> new MixEvent.InsertAdded(strip, new Id(other), "eq", random.nextInt(2));
            case 6 -> new MixEvent.InsertRemoved(strip, new Id(other));
            case 7 -> new MixEvent.SendAdded(strip, new Id(other), new Id(other));
            case 8 -> new MixEvent.SendRemoved(strip, new Id(other));
            case 9 -> new MixEvent.ClipPlaced(new Id(id), clip(other, random.nextInt(9), 0, random.nextInt(9)));
            case 10 -> moved(strip.path() + "/insert/" + other + "/band-1-gain", random.nextInt(-30, 30));
            default -> moved(strip.path() + "/fader", random.nextInt(-150, 20));
        };
    }

    // ---- given, when, then

    private record Given(SessionState state) {
        When when(MixEvent... events) {
            return new When(Fold.fold(state, change(1000, null, events)));
        }
    }

    private record When(Fold.Folded folded) {
        void then(java.util.function.Consumer<SessionState> check) {
            assertThat(folded.outcome()).isEqualTo(new Outcome.Applied());
            check.accept(folded.state());
        }

        void thenVoid(VoidReason reason) {
            assertThat(folded.outcome()).isEqualTo(new Outcome.Voided(reason));
            assertThat(reason.explanation()).endsWith(".");
        }

        void thenVoidOf(Class<? extends VoidReason> reason) {
            assertThat(folded.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Voided.class,
                            voided -> assertThat(voided.reason()).isInstanceOf(reason));
        }
    }

    private static Given given(MixEvent... events) {
        return new Given(after(events));
    }

    private static SessionState after(MixEvent... events) {
        SessionState state = SessionState.NOTHING;
        for (int i = 0; i < events.length; i++) {
            Fold.Folded folded = Fold.fold(state, change(i + 1, null, events[i]));
            assertThat(folded.outcome()).as(events[i].toString()).isEqualTo(new Outcome.Applied());
            state = folded.state();
        }
        return state;
    }

    private static SessionState fold(List<Change> log) {
        SessionState state = SessionState.NOTHING;
        for (Change change : log) {
            state = Fold.fold(state, change).state();
        }
        return state;
    }

    private static Change change(long sequence, @Nullable Long expected, MixEvent... events) {
        return new Change("Ada", "tab-1", sequence, expected, null, Arrays.asList(events));
    }

    private static MixEvent kickAdded() {
        return new MixEvent.TrackAdded(new Id("kick"), "Kick", ORANGE);
    }

    private static MixEvent bus(String id) {
        return new MixEvent.BusAdded(new Id(id), id, Bus.Kind.GROUP, ORANGE);
    }

    private static MixEvent routed(String strip, String output) {
        return new MixEvent.OutputRouted(StripAddress.parse(strip), StripAddress.parse(output));
    }

    private static MixEvent moved(String address, double value) {
        return new MixEvent.ParameterMoved(ParameterAddress.parse(address), value);
    }

    private static Clip clip(String id, long start, long from, long length) {
        return new Clip(new Id(id), STEM, start, from, length);
    }
}
