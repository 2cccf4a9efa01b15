package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DelayTest {
    private static final int RATE = 48_000;
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int EIGHTH = 16;

    /** Time, sync, mode, feedback, low cut, high cut, ducking, modulation rate and depth, width, mix. */
    private static double[] plain(double milliseconds, double feedback) {
        return new double[] {milliseconds, 0, 0, feedback, 20, 20_000, 0, 0.5, 0, 1, 1};
    }

    @Test
    void echoes_come_at_multiples_of_the_time_each_lower_by_the_feedback() {
        double[][] x = Signals.impulse(2, 4800);
        run(plain(20, 0.5), x);
        double[] expected = new double[4800];
        for (int echo = 1; echo * 960 < 4800; echo++) {
            expected[echo * 960] = Math.pow(0.5, echo - 1);
        }
        assertThat(x[0]).isEqualTo(expected);
        assertThat(x[1]).isEqualTo(expected);
    }

    @Test
    void ping_pong_goes_from_side_to_side() {
        double[] p = plain(20, 0.5);
        p[Delay.MODE] = 1;
        double[][] x = new double[2][4801];
        x[0][0] = 1;
        run(p, x);
        double[] left = new double[4801];
        double[] right = new double[4801];
        left[960] = 0.5;
        right[1920] = 0.5;
        left[2880] = 0.25;
        right[3840] = 0.25;
        left[4800] = 0.125;
        assertThat(x[0]).isEqualTo(left);
        assertThat(x[1]).isEqualTo(right);
    }

    @Test
    void in_time_an_eighth_at_90_beats_a_minute_is_a_third_of_a_second() {
        double[] p = plain(20, 0);
        p[Delay.SYNC] = EIGHTH;
        Delay delay = new Delay();
        delay.prepare(RATE, 2);
        delay.tempo(90, 0);
        delay.configure(p);
        double[][] x = Signals.impulse(2, 200 * TICK);
        for (int tick = 0; tick < 200; tick++) {
            delay.tempo(90, tick * TICK * 90 / (60.0 * RATE));
            delay.process(x, tick * TICK, TICK);
        }
        assertThat(x[0][16_000]).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_note_that_lasts_too_long_is_halved_until_it_does_not() {
        double[] p = plain(20, 0);
        p[Delay.SYNC] = 1; // 4/1: 8 s at 120 beats a minute
        double[][] x = Signals.impulse(2, 5 * RATE);
        run(p, x);
        assertThat(x[0][4 * RATE]).isCloseTo(1, within(1e-9));
    }

    @Test
    void the_cuts_bring_every_echo_down_once_more() {
        double[] p = plain(100, 0.9);
        p[Delay.LOW_CUT] = 500;
        p[Delay.HIGH_CUT] = 5000;
        double[][] x = Signals.impulse(2, 4 * 4800);
        run(p, x);
        for (double hertz : new double[] {100, 1500, 15_000}) {
            double second = Signals.magnitudeAt(Arrays.copyOfRange(x[0], 2 * 4800, 3 * 4800), RATE, hertz);
            double w = 2 * Math.PI * hertz / RATE;
            double expected = 0.9 * highPass(w, 500) * lowPass(w, 5000);
            assertThat(second).as("%s Hz", hertz).isCloseTo(expected, within(0.01));
        }
    }

    /** {@code |c / (1 - (1 - c) z^-1)|}. */
    private static double lowPass(double w, double corner) {
        double c = 1 - Math.exp(-2 * Math.PI * corner / RATE);
        return c / Math.hypot(1 - (1 - c) * Math.cos(w), (1 - c) * Math.sin(w));
    }

    /** {@code |(1 - c) (1 - z^-1) / (1 - (1 - c) z^-1)|}. */
    private static double highPass(double w, double corner) {
        double c = 1 - Math.exp(-2 * Math.PI * corner / RATE);
        return (1 - c) * 2 * Math.sin(w / 2) / Math.hypot(1 - (1 - c) * Math.cos(w), (1 - c) * Math.sin(w));
    }

    @Test
    void a_loud_input_ducks_the_echoes_by_as_much_as_told() {
        double[] p = plain(100, 0);
        p[Delay.DUCKING] = 12;
        double[][] x = {Signals.sine(RATE, 1000, 0.5, 0, RATE), Signals.sine(RATE, 1000, 0.5, 0, RATE)};
        Arrays.fill(x[0], RATE / 2, RATE, 0);
        Arrays.fill(x[1], RATE / 2, RATE, 0);
        run(p, x);
        assertThat(peak(x[0], RATE / 2 - 4800, RATE / 2)).isCloseTo(0.5 * Math.pow(10, -12 / 20.0), within(0.002));
        assertThat(peak(x[0], RATE / 2 + 4000, RATE / 2 + 4800)).isGreaterThan(0.125);
    }

    @Test
    void a_new_time_makes_no_click() {
        Delay delay = new Delay();
        delay.prepare(RATE, 1);
        delay.configure(plain(50, 0));
        double[] x = Signals.sine(RATE, 200, 1, 0, 200 * TICK);
        for (int tick = 0; tick < 200; tick++) {
            if (tick % 10 == 0) {
                delay.configure(plain(50 + tick, 0));
            }
            delay.process(new double[][] {x}, tick * TICK, TICK);
        }
        double steepest = 0;
        for (int i = 10_000; i < x.length; i++) {
            steepest = Math.max(steepest, Math.abs(x[i] - x[i - 1]));
        }
        // The sine's own slope, and that of a fade between its two extremes within a tick.
        assertThat(steepest).isLessThan(2 * Math.PI * 200 / RATE + 2.0 / TICK + 1e-3);
    }

    @Test
    void width_0_brings_the_echoes_to_the_middle_and_leaves_the_signal() {
        double[] p = plain(20, 0);
        p[Delay.WIDTH] = 0;
        p[Delay.MIX] = 0.5;
        double[][] x = new double[2][2000];
        x[0][0] = 1;
        run(p, x);
        assertThat(x[0][0]).isEqualTo(0.5);
        assertThat(x[1][0]).isEqualTo(0);
        assertThat(x[0][960]).isEqualTo(0.25);
        assertThat(x[1][960]).isEqualTo(0.25);
    }

    private static double peak(double[] x, int from, int to) {
        double peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(x[i]));
        }
        return peak;
    }

    private static void run(double[] parameters, double[][] x) {
        Delay delay = new Delay();
        delay.prepare(RATE, x.length);
        delay.configure(parameters);
        delay.process(x, 0, x[0].length);
    }
}
