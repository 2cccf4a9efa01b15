package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that cost little, for every processor at 192 kHz, too. */
final class HighRateTest {
    private static final int RATE = 192_000;
    private static final int FRAMES = 40 * Processor.TICK_FRAMES;

    static Stream<Subject> everySubject() {
        List<Subject> all = Subject.all();
        assertThat(all).hasSizeGreaterThan(80);
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everySubject")
    void blocks_states_and_neutral_settings_hold_at_192_khz(Subject subject) {
        double[][] in = Signals.programme(7, 2, FRAMES);
        for (double[] channel : in) {
            for (int i = 0; i < FRAMES; i++) {
                channel[i] *= 0.25;
            }
        }
        double[][] whole = Signals.copy(in);
        Processor processor = subject.prepared(RATE, 2);
        processor.process(whole, 0, FRAMES);
        double[][] split = Signals.copy(in);
        Processor second = subject.prepared(RATE, 2);
        int half = FRAMES / 2;
        for (int at = 0; at < half; at += 100) {
            second.process(split, at, Math.min(100, half - at));
        }
        SavedState saved = SavedState.of(second::exchange);
        Processor third = subject.prepared(RATE, 2);
        saved.restore(third::exchange);
        third.process(split, half, FRAMES - half);
        assertThat(split).isDeepEqualTo(whole);
        int latency = processor.latencyFrames();
        for (int c = 0; c < 2; c++) {
            for (int i = latency; i < FRAMES; i++) {
                assertThat(whole[c][i]).isFinite();
                if (subject.neutral()) {
                    assertThat(whole[c][i]).isEqualTo(in[c][i - latency]);
                }
            }
        }
    }
}
