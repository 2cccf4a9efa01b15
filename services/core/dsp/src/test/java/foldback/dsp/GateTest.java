package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static final int RATE = 48_000;

    @Test
    void a_level_under_the_threshold_is_turned_down_by_the_range_and_one_above_it_passes() {
        Gate gate = gate(0, -30, 0, 2, 40);
        assertThat(last(gate, -31)).isCloseTo(-71, within(1e-3));
        assertThat(last(gate, -29)).isCloseTo(-29, within(1e-6));
    }

    @Test
    void between_its_two_thresholds_a_gate_stays_as_it_is() {
        Gate gate = gate(0, -30, 6, 2, 40);
        assertThat(last(gate, -33)).isCloseTo(-73, within(1e-3));
        assertThat(last(gate, -29)).isCloseTo(-29, within(1e-6));
        assertThat(last(gate, -35)).isCloseTo(-35, within(1e-6));
        assertThat(last(gate, -37)).isCloseTo(-77, within(1e-3));
        assertThat(last(gate, -33)).isCloseTo(-73, within(1e-3));
    }

    @Test
    void an_expander_turns_each_decibel_below_the_threshold_into_as_many_as_its_ratio_within_its_range() {
        Gate expander = gate(1, -30, 0, 3, 40);
        assertThat(last(expander, -35)).isCloseTo(-45, within(1e-3));
        assertThat(last(expander, -60)).isCloseTo(-100, within(1e-3));
        assertThat(last(expander, -20)).isCloseTo(-20, within(1e-6));
    }

    @Test
    void it_stays_open_for_the_hold_and_then_closes_with_the_release() {
        Gate gate = gate(0, -30, 0, 2, 40);
        last(gate, -10);
        double[][] x = {new double[RATE]};
        Arrays.fill(x[0], Math.pow(10, -60 / 20.0));
        gate.process(x, 0, RATE);
        // 30 dB at 4.343 dB in 10 ms, which is e in power, until the level is at the threshold: not -60 at once.
        int fall = (int) (20 / 4.3429 * 0.010 * RATE);
        int hold = RATE * 20 / 1000;
        assertThat(Signals.decibels(x[0][fall + hold - 10])).isCloseTo(-60, within(1e-6));
        double released = Signals.decibels(x[0][fall + hold + RATE / 10]) + 60;
        assertThat(released).isCloseTo(-40 * (1 - 1 / Math.E), within(0.05));
    }

    @Test
    void it_opens_with_the_attack_and_with_look_ahead_before_the_sound() {
        double[] parameters = parameters(0, -30, 0, 2, 40);
        parameters[Gate.ATTACK] = 1;
        parameters[Gate.LOOK_AHEAD] = 10;
        Gate gate = configured(parameters);
        assertThat(gate.latencyFrames()).isEqualTo(480);
        double[][] x = {new double[RATE]};
        Arrays.fill(x[0], RATE / 2, RATE, 0.5);
        gate.process(x, 0, RATE);
        assertThat(x[0][RATE / 2 + 479]).isZero();
        assertThat(x[0][RATE / 2 + 480]).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void a_sidechain_opens_it() {
        Gate gate = gate(0, -30, 0, 2, 90);
        double[][] x = {new double[RATE]};
        double[][] key = {new double[RATE]};
        Arrays.fill(x[0], 0.5);
        Arrays.fill(key[0], RATE / 2, RATE, 0.5);
        gate.process(x, key, 0, RATE);
        assertThat(x[0][RATE / 2 - 1]).isLessThan(1e-4);
        assertThat(x[0][RATE - 1]).isCloseTo(0.5, within(1e-6));
    }

    /** The level of the last of two seconds of a steady one. */
    private static double last(Gate gate, double decibels) {
        double[][] x = {new double[2 * RATE]};
        Arrays.fill(x[0], Math.pow(10, decibels / 20));
        gate.process(x, 0, 2 * RATE);
        return Signals.decibels(x[0][2 * RATE - 1]);
    }

    private static Gate gate(double mode, double threshold, double hysteresis, double ratio, double range) {
        return configured(parameters(mode, threshold, hysteresis, ratio, range));
    }

    private static double[] parameters(double mode, double threshold, double hysteresis, double ratio, double range) {
        return new double[] {mode, threshold, hysteresis, ratio, range, 1, 20, 100, 0, 20, 20_000};
    }

    private static Gate configured(double[] parameters) {
        Gate gate = new Gate();
        gate.prepare(RATE, 1);
        gate.configure(parameters);
        return gate;
    }
}
