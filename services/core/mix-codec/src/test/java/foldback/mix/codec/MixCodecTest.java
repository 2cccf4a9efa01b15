package foldback.mix.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.mix.Change;
import foldback.mix.Fold;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.MixEvent;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.StripAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixCodecTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    /** The hash of golden-session.json's mix document. It may never change: stored mixdowns are named by it. */
    private static final String GOLDEN_HASH = "25a8c284fbaf328682851b9c24b540051f4c55e94d5bad0e103cda0b8d7e491d";

    /** The same of golden-session-2.json, which has every event there is. */
    private static final String SECOND_GOLDEN_HASH = "88948454db38124a69e94e27b33bbdd9951dd67289dfabc1493658581e80fec3";

    @Test
    void a_session_keeps_whose_doing_everything_is_and_what_had_no_account_has_the_bytes_that_it_had()
            throws Exception {
        String account = "00000000-0000-4000-8000-000000000001";
        MixEvent started = new MixEvent.SessionStarted("Song", new SampleRate(48_000), 1, SessionState.HOME);
        MixEvent renamed = new MixEvent.SessionRenamed("Other");
        SessionState before = Fold.fold(SessionState.NOTHING, new Change("Nora", "a", 1, null, null, List.of(started)))
                .state();
        SessionState after = Fold.fold(
                        before, new Change(new Person("Nora", account), "b", 1, null, null, List.of(renamed)))
                .state();
        assertThat(new String(StateCodec.encode(before), UTF_8)).contains("\"name\":[1,\"Nora\"]");
        assertThat(new String(StateCodec.encode(after), UTF_8)).contains("\"name\":[2,\"Nora\",\"" + account + "\"]");
        assertThat(StateCodec.decode(StateCodec.encode(after))).isEqualTo(after);
        assertThat(new Person("Nora", account).is(new Person("Nora B", account)))
                .isTrue();
        assertThat(new Person("Nora", account).is(Person.named("Nora"))).isFalse();
    }

    @Test
    void the_golden_events_hold_every_type_and_come_back_as_they_were() throws Exception {
        JsonNode golden = golden("/golden-session-2.json");
        List<MixEvent> events = MixCodec.decodeEvents(golden);

        Set<Class<?>> seen = new HashSet<>();
        events.forEach(e -> seen.add(e.getClass()));
        assertThat(seen).containsExactlyInAnyOrder(MixEvent.class.getPermittedSubclasses());
        assertThat(CanonicalJson.bytes(MixCodec.events(events))).isEqualTo(CanonicalJson.bytes(golden));
    }

    @Test
    void the_golden_session_folds_to_the_same_document_for_ever() throws Exception {
        Mix mix = goldenMix();
        byte[] document = MixCodec.canonicalDocument(mix);
        assertThat(CanonicalJson.sha256(document)).isEqualTo(GOLDEN_HASH);
        assertThat(MixCodec.decodeDocument(document)).isEqualTo(mix);
    }

    @Test
    void the_second_golden_session_folds_to_the_same_document_for_ever() throws Exception {
        Mix mix = folded("/golden-session-2.json").mix();
        byte[] document = MixCodec.canonicalDocument(mix);
        assertThat(CanonicalJson.sha256(document)).isEqualTo(SECOND_GOLDEN_HASH);
        assertThat(MixCodec.decodeDocument(document)).isEqualTo(mix);
    }

    @Test
    void s17_a_whole_session_comes_back_from_its_snapshot_as_it_was() throws Exception {
        SessionState state = folded("/golden-session-2.json");
        byte[] snapshot = StateCodec.encode(state);
        assertThat(StateCodec.decode(snapshot)).isEqualTo(state);
        assertThat(StateCodec.hash(StateCodec.decode(snapshot))).isEqualTo(StateCodec.hash(state));
        for (int length = 0; length < snapshot.length; length += 97) {
            byte[] cut = Arrays.copyOf(snapshot, length);
            assertThatThrownBy(() -> StateCodec.decode(cut)).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void a_session_without_a_workspace_is_at_home_and_has_the_bytes_it_always_had() throws Exception {
        String before = "[{\"type\":\"SessionStarted\",\"name\":\"A\",\"sampleRate\":48000,\"rulesVersion\":1}]";
        List<MixEvent> events = MixCodec.decodeEvents(PLAIN.readTree(before));
        assertThat(events).containsExactly(new MixEvent.SessionStarted("A", new SampleRate(48_000), 1, new Id("home")));
        assertThat(CanonicalJson.bytes(MixCodec.events(events))).isEqualTo(CanonicalJson.bytes(PLAIN.readTree(before)));
        SessionState state = Fold.fold(SessionState.NOTHING, new Change("Ada", "tab", 1, null, null, events))
                .state();
        assertThat(new String(StateCodec.encode(state), StandardCharsets.UTF_8)).doesNotContain("workspace");
    }

    @Test
    void s17_a_workspace_is_kept_in_the_log_and_in_snapshots_and_in_no_mix_document() throws Exception {
        MixEvent elsewhere = new MixEvent.SessionStarted("A", new SampleRate(48_000), 1, new Id("north"));
        MixEvent home = new MixEvent.SessionStarted("A", new SampleRate(48_000), 1, SessionState.HOME);
        assertThat(MixCodec.decodeEvents(MixCodec.events(List.of(elsewhere)))).containsExactly(elsewhere);

        SessionState state = started(elsewhere);
        assertThat(state.workspace()).isEqualTo(new Id("north"));
        assertThat(StateCodec.decode(StateCodec.encode(state))).isEqualTo(state);
        assertThat(StateCodec.hash(state)).isNotEqualTo(StateCodec.hash(started(home)));
        assertThat(MixCodec.canonicalDocument(state.mix()))
                .isEqualTo(MixCodec.canonicalDocument(started(home).mix()));
    }

    private static SessionState started(MixEvent event) {
        return Fold.fold(SessionState.NOTHING, new Change("Ada", "tab", 1, null, null, List.of(event)))
                .state();
    }

    @Test
    void a_change_with_everything_comes_back_as_it_was() throws Exception {
        Change change = new Change(
                Person.named("Ada"),
                "tab-1",
                7,
                12L,
                new TreeMap<>(Map.of("track/kick/fader", 11L, "track/snare", 0L)),
                new Id("ride-1"),
                new Id("note-1"),
                List.of(3L, 4L),
                List.of(new MixEvent.SidechainRouted(StripAddress.MASTER, new Id("comp"), null)));
        assertThat(MixCodec.decodeChange(Person.named("Ada"), MixCodec.encode(change)))
                .isEqualTo(change);
    }

    @Test
    void a_change_comes_back_as_it_was() throws Exception {
        Change change = new Change(
                "Ada",
                "tab-1",
                7,
                12L,
                new Id("note-1"),
                List.of(new MixEvent.TrackRenamed(new Id("kick"), "Kick \"In\" \u00e9")));
        assertThat(MixCodec.decodeChange(Person.named("Ada"), MixCodec.encode(change)))
                .isEqualTo(change);
        Change bare = new Change("Ada", "tab-1", 8, null, null, List.of(new MixEvent.TrackRemoved(new Id("kick"))));
        assertThat(MixCodec.decodeChange(Person.named("Ada"), MixCodec.encode(bare)))
                .isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[{\"type\":\"TrackExploded\"}]",
                "[{\"track\":\"kick\"}]",
                "[{\"type\":\"TrackAdded\",\"track\":\"kick\",\"name\":\"Kick\"}]",
                "[{\"type\":\"TrackAdded\",\"track\":\"KICK!\",\"name\":\"Kick\",\"colour\":\"#FF9F00\"}]",
                "[{\"type\":\"TrackAdded\",\"track\":\"kick\",\"name\":null,\"colour\":\"#FF9F00\"}]",
                "[{\"type\":\"TrackAdded\",\"track\":\"kick\",\"name\":7,\"colour\":\"#FF9F00\"}]",
                "[{\"type\":\"TrackAdded\",\"track\":\"kick\",\"name\":\"K\",\"colour\":\"#FF9F00\",\"more\":1}]",
                "[{\"type\":\"ParameterMoved\",\"address\":\"track/kick/fader\",\"value\":\"-3\"}]",
                "[{\"type\":\"ParameterMoved\",\"address\":\"track/kick/fader\"}]",
                "[{\"type\":\"ParameterMoved\",\"address\":\"../../etc/passwd\",\"value\":0}]",
                "[{\"type\":\"InsertAdded\",\"strip\":\"master\",\"insert\":\"a\",\"processor\":\"eq\",\"position\":1.5}]",
                "[{\"type\":\"BusAdded\",\"bus\":\"a\",\"name\":\"A\",\"kind\":1,\"colour\":\"#FF9F00\"}]",
                "[{\"type\":\"SessionStarted\",\"name\":\"A\",\"sampleRate\":48000,\"rulesVersion\":1,\"workspace\":\"No Where\"}]",
                "[{\"type\":\"SessionStarted\",\"name\":\"A\",\"sampleRate\":48000,\"rulesVersion\":1,\"workspace\":null}]",
                "[{\"type\":\"SessionStarted\",\"name\":\"A\",\"sampleRate\":7,\"rulesVersion\":1}]",
                "[{\"type\":\"SessionStarted\",\"name\":\"A\",\"sampleRate\":\"48000\",\"rulesVersion\":1}]",
            })
    void malformed_events_are_refused_with_the_place(String json) throws Exception {
        JsonNode node = PLAIN.readTree(json);
        assertThatThrownBy(() -> MixCodec.decodeEvents(node))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("events")
                .hasMessageNotContaining("foldback.mix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "{\"client\":\"\",\"sequence\":1,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}]}",
                "{\"client\":\"a\",\"sequence\":0,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}]}",
                "{\"client\":\"a\",\"sequence\":1.5,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}]}",
                "{\"client\":\"a\",\"sequence\":1,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}],\"author\":\"b\"}",
                "{\"client\":\"a\",\"sequence\":1,\"answersNote\":\"../\",\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}]}",
                "{\"client\":\"a\",\"client\":\"b\",\"sequence\":1,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"a\"}]}",
            })
    void malformed_changes_are_refused(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MixCodec.decodeChange(Person.named("Ada"), bytes))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void a_document_of_another_format_is_refused() {
        byte[] newer = "{\"format\":\"foldback-mix/2\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MixCodec.decodeDocument(newer))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("foldback-mix/1");
    }

    @Test
    void a_document_cut_anywhere_is_refused() throws Exception {
        byte[] document = MixCodec.canonicalDocument(goldenMix());
        for (int length = 0; length < document.length; length++) {
            byte[] cut = Arrays.copyOf(document, length);
            assertThatThrownBy(() -> MixCodec.decodeDocument(cut)).isInstanceOf(MalformedJsonException.class);
        }
    }

    private static Mix goldenMix() throws Exception {
        return folded("/golden-session.json").mix();
    }

    private static SessionState folded(String resource) throws Exception {
        SessionState state = SessionState.NOTHING;
        long sequence = 0;
        for (MixEvent event : MixCodec.decodeEvents(golden(resource))) {
            Fold.Folded folded = Fold.fold(state, new Change("Ada", "golden", ++sequence, null, null, List.of(event)));
            assertThat(folded.outcome()).as(event.toString()).isEqualTo(new Outcome.Applied());
            state = folded.state();
        }
        return state;
    }

    private static JsonNode golden(String resource) throws IOException {
        try (InputStream in = MixCodecTest.class.getResourceAsStream(resource)) {
            return PLAIN.readTree(in);
        }
    }
}
