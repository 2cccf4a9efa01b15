package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModulationTest {
    private static final int RATE = 48_000;
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int QUARTER = 13;

    @Test
    void notes_are_as_long_as_they_are_called() {
        assertThat(NoteLength.beats(1)).isEqualTo(16);
        assertThat(NoteLength.beats(QUARTER)).isEqualTo(1);
        assertThat(NoteLength.beats(14)).isEqualTo(1.5);
        assertThat(NoteLength.beats(15)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(NoteLength.beats(22)).isEqualTo(0.125);
    }

    @Test
    void waves_have_their_shapes() {
        for (int i = 0; i < 1000; i++) {
            double t = i / 1000.0;
            assertThat(Lfo.wave(Lfo.SINE, t)).isCloseTo(Math.sin(2 * Math.PI * t), within(1e-14));
            assertThat(Lfo.wave(Lfo.TRIANGLE, t))
                    .isCloseTo(2 / Math.PI * Math.asin(Math.sin(2 * Math.PI * t)), within(1e-12));
            for (int shape = Lfo.SQUARE; shape <= Lfo.SAW_DOWN; shape++) {
                double step = Lfo.wave(shape, t + 0.001) - Lfo.wave(shape, t);
                assertThat(Math.abs(step)).as("no jump in shape %d", shape).isLessThanOrEqualTo(0.0501);
            }
        }
        assertThat(Lfo.wave(Lfo.SQUARE, 0.25)).isEqualTo(1);
        assertThat(Lfo.wave(Lfo.SQUARE, 0.75)).isEqualTo(-1);
        assertThat(Lfo.wave(Lfo.SAW_UP, 0.5)).isGreaterThan(0);
        assertThat(Lfo.wave(Lfo.SINE, -0.25)).isCloseTo(-1, within(1e-14));
    }

    @Test
    void a_tremolo_goes_from_the_signal_itself_to_its_depth_as_often_as_told() {
        double[][] x = ones(RATE);
        run(new Tremolo(), x, 5, 0, 0.8, 180, 0, 1);
        assertThat(Arrays.stream(x[0]).max().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(Arrays.stream(x[0]).min().orElseThrow()).isCloseTo(0.2, within(1e-6));
        for (int i = 0; i < RATE - 9600; i++) {
            assertThat(x[0][i]).isCloseTo(x[0][i + 9600], within(1e-9));
            assertThat(x[1][i]).as("half a turn apart").isCloseTo(1.2 - x[0][i], within(1e-9));
        }
    }

    @Test
    void an_auto_pan_keeps_the_power_and_goes_all_the_way() {
        double[][] x = ones(RATE);
        run(new AutoPan(), x, 1, 0, 1, 0, 1, 1);
        for (int i = 0; i < RATE; i++) {
            assertThat(x[0][i] * x[0][i] + x[1][i] * x[1][i]).isCloseTo(2, within(1e-12));
        }
        assertThat(x[0][RATE / 4]).as("right").isCloseTo(0, within(1e-3));
        assertThat(x[1][3 * RATE / 4]).as("left").isCloseTo(0, within(1e-3));
    }

    @Test
    void synced_the_phase_is_that_of_the_beat_with_no_history() {
        double bpm = 97;
        double[][] whole = ones(200 * TICK);
        Tremolo tremolo = prepared(new Tremolo(), 5, QUARTER, 1, 0, 0, 1);
        process(tremolo, whole, 0, 200, bpm);
        double[][] late = ones(100 * TICK);
        process(prepared(new Tremolo(), 5, QUARTER, 1, 0, 0, 1), late, 100, 100, bpm);
        assertThat(late[0]).isEqualTo(Arrays.copyOfRange(whole[0], 100 * TICK, 200 * TICK));
        for (int tick = 0; tick < 200; tick++) {
            double beat = tick * TICK * bpm / (60.0 * RATE);
            double expected = 1 - (1 - Math.sin(2 * Math.PI * beat)) / 2;
            assertThat(whole[0][tick * TICK]).isCloseTo(expected, within(1e-9));
        }
    }

    private static void process(TempoProcessor processor, double[][] x, int firstTick, int ticks, double bpm) {
        for (int t = 0; t < ticks; t++) {
            processor.tempo(bpm, (firstTick + t) * TICK * bpm / (60.0 * RATE));
            processor.process(x, t * TICK, TICK);
        }
    }

    @Test
    void a_chorus_at_rest_is_an_echo_at_its_delay() {
        double[][] x = Signals.impulse(2, 4800);
        run(ModulatedDelay.chorus(), x, 1, 0, 0, 10, 0, 90, 0, 0.5);
        double[] expected = new double[4800];
        expected[0] = 0.5;
        expected[480] = 0.5;
        assertThat(x[0]).isEqualTo(expected);
    }

    @Test
    void a_flanger_at_rest_has_the_notches_of_a_comb() {
        double[][] x = Signals.impulse(1, 8192);
        run(ModulatedDelay.flanger(), x, 1, 0, 0, 1, 0, 0, 0, 0.5);
        assertThat(Signals.magnitudeAt(x[0], RATE, 500)).isLessThan(1e-9);
        assertThat(Signals.magnitudeAt(x[0], RATE, 1000)).isCloseTo(1, within(1e-9));
        assertThat(Signals.magnitudeAt(x[0], RATE, 1500)).isLessThan(1e-9);
    }

    /** The frequency of a delayed sine is shifted by the delay's speed: {@code f (1 - dD/dt)}. */
    @Test
    void a_chorus_bends_the_pitch_by_the_speed_of_its_delay() {
        double[] x = Signals.sine(RATE, 1000, 1, 0, RATE);
        run(ModulatedDelay.chorus(), new double[][] {x}, 1, 0, 1, 10, 0, 0, 1, 1);
        // A triangle of 5 ms at 1 Hz: 20 ms a second, down and then up.
        assertThat(hertz(x, RATE / 10, RATE / 5)).isCloseTo(980, within(0.5));
        assertThat(hertz(x, 2 * RATE / 5, 3 * RATE / 5)).isCloseTo(1020, within(0.5));
    }

    private static double hertz(double[] x, int from, int to) {
        double first = -1;
        double last = -1;
        int crossings = 0;
        for (int i = from; i < to; i++) {
            if (x[i] < 0 && x[i + 1] >= 0) {
                last = i + x[i] / (x[i] - x[i + 1]);
                first = first < 0 ? last : first;
                crossings++;
            }
        }
        return (crossings - 1) * RATE / (last - first);
    }

    /** Four stages turn by 90 degrees each at the centre: together 360, in phase; notches where they turn by 45 and 135 each. */
    @Test
    void a_phaser_at_rest_has_its_notches_where_the_phase_is_turned_round() {
        double[][] x = Signals.impulse(1, 1 << 15);
        run(new Phaser(), x, 1, 0, 0, 1000, 0, 0, 0, 0.5, 0);
        double t = Math.tan(Math.PI * 1000 / RATE);
        assertThat(Signals.magnitudeAt(x[0], RATE, 1000)).isCloseTo(1, within(1e-6));
        for (double turn : new double[] {22.5, 67.5}) {
            double notch = RATE / Math.PI * Math.atan(t * Math.tan(Math.toRadians(turn)));
            assertThat(Signals.magnitudeAt(x[0], RATE, notch))
                    .as("%s Hz", notch)
                    .isLessThan(1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_new_mix_is_reached_over_a_tick(int which) {
        Supplier<Processor> make =
                which == 0 ? ModulatedDelay::chorus : which == 1 ? ModulatedDelay::flanger : Phaser::new;
        double[] p = {1, 0, 0, which == 1 ? 10 : 40, 0, 0, 0, 0, 0};
        p[3] = which == 2 ? 8000 : p[3];
        Processor processor = make.get();
        processor.prepare(RATE, 2);
        processor.configure(p);
        double[][] x = ones(2 * TICK);
        processor.process(x, 0, TICK);
        p[7] = 1;
        processor.configure(p);
        processor.process(x, TICK, TICK);
        for (int i = 0; i < TICK; i++) {
            assertThat(x[0][i]).isEqualTo(1);
            double wet = which == 2 ? x[0][TICK + i] : 1 - (i + 1.0) / TICK;
            assertThat(x[0][TICK + i]).isCloseTo(wet, within(1e-12));
            assertThat(Math.abs(x[0][TICK + i] - x[0][TICK + i - 1])).isLessThan(2.1 / TICK);
        }
    }

    @Test
    void what_makes_two_sides_of_one_says_so() {
        assertThat(ModulatedDelay.chorus().widens()).isTrue();
        assertThat(new Phaser().widens()).isTrue();
        assertThat(new AutoPan().widens()).isTrue();
        assertThat(new Delay().widens()).isTrue();
        assertThat(new Reverb().widens()).isTrue();
        assertThat(new Tremolo().widens()).isFalse();
        assertThat(new Saturation().widens()).isFalse();
    }

    private static double[][] ones(int frames) {
        double[][] x = new double[2][frames];
        Arrays.fill(x[0], 1);
        Arrays.fill(x[1], 1);
        return x;
    }

    private static <P extends Processor> P prepared(P processor, double... parameters) {
        processor.prepare(RATE, 2);
        processor.configure(parameters);
        return processor;
    }

    private static void run(Processor processor, double[][] x, double... parameters) {
        processor.prepare(RATE, x.length);
        processor.configure(parameters);
        processor.process(x, 0, x[0].length);
    }
}
