package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every processor. */
final class ProcessorLawsTest {
    private static final List<Integer> RATES = List.of(44_100, 48_000, 96_000);
    /** In stereo only. */
    private static final int HIGHEST_RATE = 192_000;

    private static final List<Integer> BLOCKS = List.of(1, 100, 128, 4096);
    private static final int FRAMES = 20_000;
    private static final int FEWEST_CASES = 600;
    private static int cases;

    record Case(Subject subject, int rate, int channels) {
        @Override
        public String toString() {
            return subject + ", " + rate + " Hz, " + channels + " ch";
        }

        Processor prepared() {
            return subject.prepared(rate, channels);
        }
    }

    static Stream<Case> everyCase() {
        return Subject.all().stream()
                .flatMap(s -> Stream.concat(
                        RATES.stream().flatMap(r -> Stream.of(new Case(s, r, 1), new Case(s, r, 2))),
                        Stream.of(new Case(s, HIGHEST_RATE, 2))));
    }

    static Stream<Case> everyNeutralCase() {
        return everyCase().filter(c -> c.subject().neutral());
    }

    static Stream<Case> everyLinearCase() {
        return everyCase().filter(c -> c.channels() == 1 && c.subject().make().get() instanceof LinearProcessor);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void the_split_into_blocks_does_not_change_a_bit(Case c) {
        double[][] whole = Signals.programme(7, c.channels(), FRAMES);
        c.prepared().process(whole, 0, FRAMES);
        for (int block : BLOCKS) {
            double[][] split = Signals.programme(7, c.channels(), FRAMES);
            Processor processor = c.prepared();
            for (int at = 0; at < FRAMES; at += block) {
                processor.process(split, at, Math.min(block, FRAMES - at));
            }
            assertThat(split).as("blocks of %d", block).isDeepEqualTo(whole);
            cases++;
        }
        double[][] irregular = Signals.programme(7, c.channels(), FRAMES);
        Processor processor = c.prepared();
        Random random = new Random(c.toString().hashCode());
        for (int at = 0; at < FRAMES; ) {
            int now = Math.min(FRAMES - at, 1 + random.nextInt(700));
            processor.process(irregular, at, now);
            at += now;
        }
        assertThat(irregular).as("irregular blocks").isDeepEqualTo(whole);
        cases++;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void a_reset_processor_is_a_fresh_one(Case c) {
        double[][] fresh = Signals.programme(8, c.channels(), FRAMES);
        c.prepared().process(fresh, 0, FRAMES);
        Processor used = c.prepared();
        used.process(Signals.programme(9, c.channels(), 5003), 0, 5003);
        used.reset();
        double[][] again = Signals.programme(8, c.channels(), FRAMES);
        used.process(again, 0, FRAMES);
        assertThat(again).isDeepEqualTo(fresh);
        cases++;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void a_processor_with_the_state_of_another_goes_on_as_that_one(Case c) {
        int split = 77 * Processor.TICK_FRAMES;
        double[][] whole = Signals.programme(10, c.channels(), FRAMES);
        Processor first = c.prepared();
        first.process(whole, 0, split);
        SavedState saved = SavedState.of(first::exchange);
        double[][] rest = Signals.copy(whole);
        first.process(whole, split, FRAMES - split);
        Processor second = c.prepared();
        SavedState.ofWords(saved.words()).restore(second::exchange);
        second.process(rest, split, FRAMES - split);
        assertThat(rest).isDeepEqualTo(whole);
        cases++;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void silence_in_is_silence_out_before_any_sound_and_after_the_tail(Case c) {
        Processor processor = c.prepared();
        double[][] silence = new double[c.channels()][FRAMES];
        processor.process(silence, 0, FRAMES);
        assertThat(silence).isDeepEqualTo(new double[c.channels()][FRAMES]);
        processor.process(Signals.programme(3, c.channels(), FRAMES), 0, FRAMES);
        double seconds = c.subject().tailSeconds() + 0.1;
        for (long at = -FRAMES; at < seconds * c.rate(); at += FRAMES) {
            Arrays.stream(silence).forEach(x -> Arrays.fill(x, 0));
            processor.process(silence, 0, FRAMES);
        }
        for (double[] channel : silence) {
            assertThat(Arrays.stream(channel).map(Math::abs).max().orElseThrow())
                    .isLessThanOrEqualTo(1e-10);
        }
        cases++;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void loud_and_strange_input_gives_finite_output(Case c) {
        Processor processor = c.prepared();
        double[][] x = Signals.programme(4, c.channels(), FRAMES);
        for (double[] channel : x) {
            for (int i = 0; i < FRAMES; i++) {
                channel[i] *= i % 1000 < 500 ? 1e4 : Double.MIN_NORMAL;
            }
        }
        processor.process(x, 0, FRAMES);
        for (double[] channel : x) {
            assertThat(Arrays.stream(channel).allMatch(Double::isFinite)).isTrue();
        }
        cases++;
    }

    /** Far beyond what a mixer's sums let through, but it is what the types allow. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("everyCase")
    void no_finite_input_makes_anything_that_is_not_a_number(Case c) {
        int frames = 6 * Processor.TICK_FRAMES;
        for (double magnitude : new double[] {1e150, 1e200, 1e300}) {
            Processor processor = c.prepared();
            double[][] x = Signals.programme(6, c.channels(), frames);
            for (double[] channel : x) {
                for (int i = 0; i < frames; i++) {
                    channel[i] *= i < frames / 2 ? magnitude : 1;
                }
            }
            processor.process(x, 0, frames);
            for (double[] channel : x) {
                assertThat(Arrays.stream(channel).noneMatch(Double::isNaN))
                        .as("%s", magnitude)
                        .isTrue();
            }
            cases++;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyNeutralCase")
    void neutral_settings_change_no_bit_but_for_the_latency(Case c) {
        double[][] in = Signals.programme(5, c.channels(), FRAMES);
        for (double[] channel : in) {
            for (int i = 0; i < FRAMES; i++) {
                channel[i] *= 0.25; // no true peak of this noise reaches the limiter's ceiling
            }
        }
        double[][] out = Signals.copy(in);
        Processor processor = c.prepared();
        processor.process(out, 0, FRAMES);
        int latency = processor.latencyFrames();
        for (int ch = 0; ch < c.channels(); ch++) {
            assertThat(Arrays.copyOfRange(out[ch], latency, FRAMES))
                    .isEqualTo(Arrays.copyOfRange(in[ch], 0, FRAMES - latency));
            assertThat(Arrays.copyOf(out[ch], latency)).isEqualTo(new double[latency]);
        }
        cases++;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyLinearCase")
    void the_reported_response_is_that_of_the_impulse_response(Case c) {
        int frames = 1 << 18;
        double[][] impulse = Signals.impulse(1, frames);
        LinearProcessor processor = (LinearProcessor) c.prepared();
        processor.process(impulse, 0, frames);
        for (double hertz : new double[] {20, 63, 250, 1000, 4000, 10_000, 16_000, 20_000}) {
            double reported = processor.magnitudeAt(hertz);
            double measured = Signals.magnitudeAt(impulse[0], c.rate(), hertz);
            // 2e-4 is the engine's own tolerance; relative above unity, where the EQ may amplify a thousandfold.
            assertThat(measured).as("%s Hz", hertz).isCloseTo(reported, within(2e-4 * Math.max(1, reported)));
        }
        cases++;
    }

    @AfterAll
    static void the_suite_saw_enough() {
        System.out.println("processor laws: " + cases + " cases");
        assertThat(cases).isGreaterThanOrEqualTo(FEWEST_CASES);
    }
}
