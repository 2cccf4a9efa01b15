package foldback.dsp.simd;

import static foldback.dsp.Gate.ATTACK_KEEP;
import static foldback.dsp.Gate.CLOSE_POWER;
import static foldback.dsp.Gate.FALL_KEEP;
import static foldback.dsp.Gate.HELD;
import static foldback.dsp.Gate.HOLD_FRAMES;
import static foldback.dsp.Gate.IS_EXPANDER;
import static foldback.dsp.Gate.IS_OPEN;
import static foldback.dsp.Gate.MOST_REDUCTION;
import static foldback.dsp.Gate.NUMBERS;
import static foldback.dsp.Gate.OPEN_POWER;
import static foldback.dsp.Gate.POWER;
import static foldback.dsp.Gate.REDUCTION;
import static foldback.dsp.Gate.RELEASE_KEEP;
import static foldback.dsp.Gate.STEEPNESS;
import static foldback.dsp.Gate.THRESHOLD_LOG2;
import static foldback.dsp.simd.LanePasses.END;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.GainComputer;
import foldback.dsp.Gate;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** {@link Gate} for eight lanes, in passes: level and whether it is open, what reduction that asks for, that smoothed, gain. */
final class GateKernel extends NumbersKernel {
    private final double[] levels = new double[END];
    private final double[] closed = new double[END];

    GateKernel() {
        super(Gate.class, NUMBERS);
    }

    @Override
    void passUnchanged(int lane) {
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i * LANES + lane] = 0;
        }
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        LanePasses.power(left, right == null ? left : right, levels);
        boolean expanders = false;
        for (int lane = 0; lane < LANES; lane++) {
            expanders |= numbers[IS_EXPANDER * LANES + lane] == 1;
        }
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            follow(levels, closed, numbers, lane);
            if (expanders) {
                expand(levels, closed, numbers, lane);
            }
            smooth(closed, numbers, lane);
        }
        flush(numbers, POWER * LANES, HELD * LANES);
        LanePasses.gains(closed);
        LanePasses.multiply(left, closed);
        if (right != null) {
            LanePasses.multiply(right, closed);
        }
    }

    /** Levels in place, and what a gate asks for: the range while it is closed. */
    private static void follow(double[] x, double[] asked, double[] numbers, int lane) {
        DoubleVector fall = DoubleVector.fromArray(SPECIES, numbers, FALL_KEEP * LANES + lane);
        DoubleVector opens = DoubleVector.fromArray(SPECIES, numbers, OPEN_POWER * LANES + lane);
        DoubleVector closes = DoubleVector.fromArray(SPECIES, numbers, CLOSE_POWER * LANES + lane);
        DoubleVector range = DoubleVector.fromArray(SPECIES, numbers, MOST_REDUCTION * LANES + lane);
        DoubleVector power = DoubleVector.fromArray(SPECIES, numbers, POWER * LANES + lane);
        DoubleVector wasOpen = DoubleVector.fromArray(SPECIES, numbers, IS_OPEN * LANES + lane);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector threshold = opens.blend(closes, wasOpen.eq(one));
        DoubleVector open = wasOpen;
        for (int at = lane; at < END; at += LANES) {
            DoubleVector now = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector falling = fall.mul(power);
            power = now.blend(falling, now.lt(falling));
            VectorMask<Double> isOpen = threshold.compare(VectorOperators.LE, power);
            threshold = opens.blend(closes, isOpen);
            open = zero.blend(one, isOpen);
            power.intoArray(x, at);
            range.blend(zero, isOpen).intoArray(asked, at);
        }
        power.intoArray(numbers, POWER * LANES + lane);
        open.intoArray(numbers, IS_OPEN * LANES + lane);
    }

    /** What expanders ask for, where they are closed: those of a range of 0 ask for nothing in any case. */
    private static void expand(double[] levels, double[] asked, double[] numbers, int lane) {
        DoubleVector threshold = DoubleVector.fromArray(SPECIES, numbers, THRESHOLD_LOG2 * LANES + lane);
        DoubleVector steepness = DoubleVector.fromArray(SPECIES, numbers, STEEPNESS * LANES + lane);
        DoubleVector range = DoubleVector.fromArray(SPECIES, numbers, MOST_REDUCTION * LANES + lane);
        DoubleVector softest = DoubleVector.broadcast(SPECIES, GainComputer.SOFTEST);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        VectorMask<Double> expander = DoubleVector.fromArray(SPECIES, numbers, IS_EXPANDER * LANES + lane)
                .compare(VectorOperators.GT, 0);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector power = DoubleVector.fromArray(SPECIES, levels, at);
            LongVector bits = power.blend(softest, power.lt(softest)).viewAsIntegralLanes();
            DoubleVector e = bits.lanewise(VectorOperators.LSHR, 52)
                    .or(DspMath.BITS_OF_2_TO_52)
                    .viewAsFloatingLanes()
                    .sub(DspMath.EXPONENT_BIAS);
            DoubleVector t = bits.and(DspMath.MANTISSA)
                    .or(DspMath.EXPONENT_OF_ONE)
                    .viewAsFloatingLanes()
                    .sub(1);
            DoubleVector log = t.mul(DspMath.LOG_5).add(DspMath.LOG_4);
            log = t.mul(log).add(DspMath.LOG_3);
            log = t.mul(log).add(DspMath.LOG_2);
            log = t.mul(log).add(DspMath.LOG_1);
            log = t.mul(log).add(DspMath.LOG_0);
            DoubleVector below = steepness.mul(threshold.sub(e.add(t.mul(log))));
            below = below.blend(zero, below.lt(zero));
            below = below.blend(range, range.lt(below));
            DoubleVector gate = DoubleVector.fromArray(SPECIES, asked, at);
            DoubleVector expanded = below.blend(zero, gate.eq(zero));
            gate.blend(expanded, expander).intoArray(asked, at);
        }
    }

    private static void smooth(double[] x, double[] numbers, int lane) {
        DoubleVector attack = DoubleVector.fromArray(SPECIES, numbers, ATTACK_KEEP * LANES + lane);
        DoubleVector release = DoubleVector.fromArray(SPECIES, numbers, RELEASE_KEEP * LANES + lane);
        DoubleVector attackTake = DoubleVector.broadcast(SPECIES, 1).sub(attack);
        DoubleVector releaseTake = DoubleVector.broadcast(SPECIES, 1).sub(release);
        DoubleVector hold = DoubleVector.fromArray(SPECIES, numbers, HOLD_FRAMES * LANES + lane);
        DoubleVector s = DoubleVector.fromArray(SPECIES, numbers, REDUCTION * LANES + lane);
        DoubleVector held = DoubleVector.fromArray(SPECIES, numbers, HELD * LANES + lane);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector asked = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector opening = attack.mul(s).add(attackTake.mul(asked));
            DoubleVector closing = release.mul(s).add(releaseTake.mul(asked));
            VectorMask<Double> opens = asked.compare(VectorOperators.LE, s);
            VectorMask<Double> waits = zero.lt(held);
            s = closing.blend(s, waits).blend(opening, opens);
            held = held.blend(held.sub(1), waits).blend(hold, opens);
            s.intoArray(x, at);
        }
        s.intoArray(numbers, REDUCTION * LANES + lane);
        held.intoArray(numbers, HELD * LANES + lane);
    }
}
