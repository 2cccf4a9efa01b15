package foldback.dsp.simd;

import static foldback.dsp.TransientShaper.ATTACK_RAMP;
import static foldback.dsp.TransientShaper.FALL_KEEP;
import static foldback.dsp.TransientShaper.FULL;
import static foldback.dsp.TransientShaper.NUMBERS;
import static foldback.dsp.TransientShaper.OUTPUT_RAMP;
import static foldback.dsp.TransientShaper.POWER;
import static foldback.dsp.TransientShaper.RISE_KEEP;
import static foldback.dsp.TransientShaper.SUSTAIN_RAMP;
import static foldback.dsp.simd.LanePasses.END;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.GainComputer;
import foldback.dsp.TransientShaper;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** {@link TransientShaper} for eight lanes, in passes: two pairs of followers, how far each pair is apart, the gain. */
final class TransientKernel extends NumbersKernel {
    private final double[] power = new double[END];
    private final double[] high = new double[END];
    private final double[] low = new double[END];
    private final double[] shaped = new double[END];

    TransientKernel() {
        super(TransientShaper.class, NUMBERS);
    }

    @Override
    void passUnchanged(int lane) {
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i * LANES + lane] = 0;
        }
        numbers[OUTPUT_RAMP * LANES + lane] = 1;
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        LanePasses.power(left, right == null ? left : right, power);
        Arrays.fill(shaped, 0);
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            follow(power, high, low, numbers, 0, lane);
            logarithms(high, lane);
            logarithms(low, lane);
            shape(high, low, shaped, numbers, ATTACK_RAMP, lane);
            follow(power, high, low, numbers, 2, lane);
            logarithms(high, lane);
            logarithms(low, lane);
            shape(high, low, shaped, numbers, SUSTAIN_RAMP, lane);
            gains(shaped, numbers, lane);
        }
        flush(numbers, POWER * LANES, NUMBERS * LANES);
        LanePasses.multiply(left, shaped);
        if (right != null) {
            LanePasses.multiply(right, shaped);
        }
    }

    /** @param first of a pair of followers, whose powers are written */
    private static void follow(double[] x, double[] high, double[] low, double[] numbers, int first, int lane) {
        int of = first * LANES + lane;
        DoubleVector rise = DoubleVector.fromArray(SPECIES, numbers, RISE_KEEP * LANES + of);
        DoubleVector fall = DoubleVector.fromArray(SPECIES, numbers, FALL_KEEP * LANES + of);
        DoubleVector p = DoubleVector.fromArray(SPECIES, numbers, POWER * LANES + of);
        DoubleVector otherRise = DoubleVector.fromArray(SPECIES, numbers, (RISE_KEEP + 1) * LANES + of);
        DoubleVector otherFall = DoubleVector.fromArray(SPECIES, numbers, (FALL_KEEP + 1) * LANES + of);
        DoubleVector q = DoubleVector.fromArray(SPECIES, numbers, (POWER + 1) * LANES + of);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector now = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector keep = fall.blend(rise, p.lt(now));
            p = keep.mul(p).add(one.sub(keep).mul(now));
            DoubleVector otherKeep = otherFall.blend(otherRise, q.lt(now));
            q = otherKeep.mul(q).add(one.sub(otherKeep).mul(now));
            p.intoArray(high, at);
            q.intoArray(low, at);
        }
        p.intoArray(numbers, POWER * LANES + of);
        q.intoArray(numbers, (POWER + 1) * LANES + of);
    }

    /** {@link DspMath#fastLog2}, of what is audible. */
    private static void logarithms(double[] x, int lane) {
        DoubleVector softest = DoubleVector.broadcast(SPECIES, TransientShaper.SOFTEST);
        DoubleVector loudest = DoubleVector.broadcast(SPECIES, GainComputer.LOUDEST);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector power = DoubleVector.fromArray(SPECIES, x, at);
            power = power.blend(loudest, loudest.lt(power));
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
            e.add(t.mul(log)).intoArray(x, at);
        }
    }

    private static void shape(double[] high, double[] low, double[] sum, double[] numbers, int ramp, int lane) {
        DoubleVector start = DoubleVector.fromArray(SPECIES, numbers, ramp * LANES + lane);
        DoubleVector step = DoubleVector.fromArray(SPECIES, numbers, (ramp + 1) * LANES + lane);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector frame = zero;
        for (int at = lane; at < END; at += LANES) {
            DoubleVector share = DoubleVector.fromArray(SPECIES, high, at)
                    .sub(DoubleVector.fromArray(SPECIES, low, at))
                    .div(FULL);
            share = share.blend(zero, share.lt(zero));
            share = share.blend(one, one.lt(share));
            DoubleVector.fromArray(SPECIES, sum, at)
                    .add(start.add(frame.mul(step)).mul(share))
                    .intoArray(sum, at);
            frame = frame.add(one);
        }
    }

    /** {@link DspMath#fastExp2}, and the output's gain. */
    private static void gains(double[] x, double[] numbers, int lane) {
        DoubleVector start = DoubleVector.fromArray(SPECIES, numbers, OUTPUT_RAMP * LANES + lane);
        DoubleVector step = DoubleVector.fromArray(SPECIES, numbers, (OUTPUT_RAMP + 1) * LANES + lane);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector frame = DoubleVector.zero(SPECIES);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector y = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector shifted = y.add(DspMath.ROUNDER);
            DoubleVector f = y.sub(shifted.sub(DspMath.ROUNDER));
            DoubleVector p = f.mul(DspMath.EXP_5).add(DspMath.EXP_4);
            p = f.mul(p).add(DspMath.EXP_3);
            p = f.mul(p).add(DspMath.EXP_2);
            p = f.mul(p).add(DspMath.EXP_1);
            p = f.mul(p).add(one);
            p.viewAsIntegralLanes()
                    .add(shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 52))
                    .viewAsFloatingLanes()
                    .mul(start.add(frame.mul(step)))
                    .intoArray(x, at);
            frame = frame.add(one);
        }
    }
}
