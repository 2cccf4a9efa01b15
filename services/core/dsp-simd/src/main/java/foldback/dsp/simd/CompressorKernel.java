package foldback.dsp.simd;

import static foldback.dsp.GainComputer.ATTACK_KEEP;
import static foldback.dsp.GainComputer.DESIGN_SIZE;
import static foldback.dsp.GainComputer.DETECTOR_KEEP;
import static foldback.dsp.GainComputer.HALF_KNEE;
import static foldback.dsp.GainComputer.KNEE;
import static foldback.dsp.GainComputer.KNEE_CURVE;
import static foldback.dsp.GainComputer.POWER_LEFT;
import static foldback.dsp.GainComputer.POWER_RIGHT;
import static foldback.dsp.GainComputer.REDUCTION;
import static foldback.dsp.GainComputer.RELEASE_KEEP;
import static foldback.dsp.GainComputer.SLOPE;
import static foldback.dsp.GainComputer.THRESHOLD;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.Compressor;
import foldback.dsp.DspMath;
import foldback.dsp.GainComputer;
import foldback.dsp.Processor;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** {@link GainComputer} for eight lanes, in two passes over the tick: what the level asks for; that smoothed, and the gain. */
final class CompressorKernel extends HoldingKernel {
    private static final int END = Processor.TICK_FRAMES * LANES;

    /** Of {@link #numbers}: after the design, the states and the ramps. */
    private static final int STATE = DESIGN_SIZE;

    private static final int DRY = STATE + 3;
    private static final int DRY_STEP = DRY + 1;
    private static final int WET = DRY + 2;
    private static final int WET_STEP = DRY + 3;

    private final double[] numbers = new double[(WET_STEP + 1) * LANES];
    private final double[] frames = new double[END];
    private boolean steady;

    @Override
    public boolean accepts(Processor processor) {
        return processor instanceof Compressor compressor && compressor.isPlain();
    }

    @Override
    void take(@Nullable Processor processor, int lane, boolean stereo) {
        if (!(processor instanceof Compressor compressor)) {
            for (int i = lane; i < numbers.length; i += LANES) {
                numbers[i] = 0;
            }
            numbers[DRY * LANES + lane] = 1;
            return;
        }
        double[] design = compressor.computer().design();
        for (int i = 0; i < DESIGN_SIZE; i++) {
            numbers[i * LANES + lane] = design[i];
        }
        double[] state = compressor.computer().state();
        for (int i = POWER_LEFT; i <= REDUCTION; i++) {
            numbers[(STATE + i) * LANES + lane] = state[i];
        }
        compressor.ramps(numbers, DRY * LANES + lane, LANES);
    }

    @Override
    void taken(boolean stereo) {
        steady = true;
        for (int lane = 0; lane < LANES; lane++) {
            steady &= numbers[DRY_STEP * LANES + lane] == 0 && numbers[WET_STEP * LANES + lane] == 0;
        }
    }

    @Override
    boolean mayHold() {
        return steady;
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            if (right == null) {
                demand(left, frames, numbers, lane);
            } else {
                demand(left, right, frames, numbers, lane);
            }
            gains(left, right == null ? left : right, frames, numbers, lane);
        }
        flush(numbers, STATE * LANES, DRY * LANES);
    }

    @Override
    void give(Processor processor, int lane, boolean stereo) {
        Compressor compressor = (Compressor) processor;
        double[] state = compressor.computer().state();
        for (int i = POWER_LEFT; i <= REDUCTION; i++) {
            state[i] = numbers[(STATE + i) * LANES + lane];
        }
        if (!stereo) {
            state[POWER_RIGHT] = state[POWER_LEFT];
        }
        compressor.tickWasRun();
    }

    /** Power, {@link DspMath#fastLog2}, and the curve. */
    private static void demand(double[] x, double[] out, double[] numbers, int lane) {
        DoubleVector keep = DoubleVector.fromArray(SPECIES, numbers, DETECTOR_KEEP * LANES + lane);
        DoubleVector take = DoubleVector.broadcast(SPECIES, 1).sub(keep);
        DoubleVector p = DoubleVector.fromArray(SPECIES, numbers, (STATE + POWER_LEFT) * LANES + lane);
        DoubleVector softest = DoubleVector.broadcast(SPECIES, GainComputer.SOFTEST);
        DoubleVector loudest = DoubleVector.broadcast(SPECIES, GainComputer.LOUDEST);
        DoubleVector threshold = DoubleVector.fromArray(SPECIES, numbers, THRESHOLD * LANES + lane);
        DoubleVector half = DoubleVector.fromArray(SPECIES, numbers, HALF_KNEE * LANES + lane);
        DoubleVector knee = DoubleVector.fromArray(SPECIES, numbers, KNEE * LANES + lane);
        DoubleVector curve = DoubleVector.fromArray(SPECIES, numbers, KNEE_CURVE * LANES + lane);
        DoubleVector slope = DoubleVector.fromArray(SPECIES, numbers, SLOPE * LANES + lane);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, at);
            p = keep.mul(p).add(take.mul(in.mul(in)));
            p = p.blend(loudest, loudest.lt(p));
            DoubleVector most = p;
            LongVector bits = most.blend(softest, most.lt(softest)).viewAsIntegralLanes();
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
            DoubleVector over = e.add(t.mul(log)).sub(threshold);
            DoubleVector u = over.add(half);
            u = u.blend(zero, u.lt(zero));
            u = u.blend(knee, knee.lt(u));
            DoubleVector v = over.sub(half);
            v = v.blend(zero, v.lt(zero));
            slope.mul(u.mul(u).mul(curve).add(v)).intoArray(out, at);
        }
        p.intoArray(numbers, (STATE + POWER_LEFT) * LANES + lane);
    }

    /** The same of the louder of two channels. */
    private static void demand(double[] left, double[] right, double[] out, double[] numbers, int lane) {
        DoubleVector keep = DoubleVector.fromArray(SPECIES, numbers, DETECTOR_KEEP * LANES + lane);
        DoubleVector take = DoubleVector.broadcast(SPECIES, 1).sub(keep);
        DoubleVector p = DoubleVector.fromArray(SPECIES, numbers, (STATE + POWER_LEFT) * LANES + lane);
        DoubleVector q = DoubleVector.fromArray(SPECIES, numbers, (STATE + POWER_RIGHT) * LANES + lane);
        DoubleVector softest = DoubleVector.broadcast(SPECIES, GainComputer.SOFTEST);
        DoubleVector loudest = DoubleVector.broadcast(SPECIES, GainComputer.LOUDEST);
        DoubleVector threshold = DoubleVector.fromArray(SPECIES, numbers, THRESHOLD * LANES + lane);
        DoubleVector half = DoubleVector.fromArray(SPECIES, numbers, HALF_KNEE * LANES + lane);
        DoubleVector knee = DoubleVector.fromArray(SPECIES, numbers, KNEE * LANES + lane);
        DoubleVector curve = DoubleVector.fromArray(SPECIES, numbers, KNEE_CURVE * LANES + lane);
        DoubleVector slope = DoubleVector.fromArray(SPECIES, numbers, SLOPE * LANES + lane);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector l = DoubleVector.fromArray(SPECIES, left, at);
            DoubleVector r = DoubleVector.fromArray(SPECIES, right, at);
            p = keep.mul(p).add(take.mul(l.mul(l)));
            q = keep.mul(q).add(take.mul(r.mul(r)));
            p = p.blend(loudest, loudest.lt(p));
            q = q.blend(loudest, loudest.lt(q));
            DoubleVector most = p.blend(q, p.lt(q));
            LongVector bits = most.blend(softest, most.lt(softest)).viewAsIntegralLanes();
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
            DoubleVector over = e.add(t.mul(log)).sub(threshold);
            DoubleVector u = over.add(half);
            u = u.blend(zero, u.lt(zero));
            u = u.blend(knee, knee.lt(u));
            DoubleVector v = over.sub(half);
            v = v.blend(zero, v.lt(zero));
            slope.mul(u.mul(u).mul(curve).add(v)).intoArray(out, at);
        }
        p.intoArray(numbers, (STATE + POWER_LEFT) * LANES + lane);
        q.intoArray(numbers, (STATE + POWER_RIGHT) * LANES + lane);
    }

    /**
     * Smoothing, {@link DspMath#fastExp2}, the ramps, and what they turn down.
     *
     * @param right the left ones again of mono strips: what is written there last is right
     */
    private static void gains(double[] left, double[] right, double[] x, double[] numbers, int lane) {
        DoubleVector attack = DoubleVector.fromArray(SPECIES, numbers, ATTACK_KEEP * LANES + lane);
        DoubleVector release = DoubleVector.fromArray(SPECIES, numbers, RELEASE_KEEP * LANES + lane);
        DoubleVector attackTake = DoubleVector.broadcast(SPECIES, 1).sub(attack);
        DoubleVector releaseTake = DoubleVector.broadcast(SPECIES, 1).sub(release);
        DoubleVector s = DoubleVector.fromArray(SPECIES, numbers, (STATE + REDUCTION) * LANES + lane);
        DoubleVector dry = DoubleVector.fromArray(SPECIES, numbers, DRY * LANES + lane);
        DoubleVector dryStep = DoubleVector.fromArray(SPECIES, numbers, DRY_STEP * LANES + lane);
        DoubleVector wet = DoubleVector.fromArray(SPECIES, numbers, WET * LANES + lane);
        DoubleVector wetStep = DoubleVector.fromArray(SPECIES, numbers, WET_STEP * LANES + lane);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector frame = DoubleVector.zero(SPECIES);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector wanted = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector rising = attack.mul(s).add(attackTake.mul(wanted));
            DoubleVector falling = release.mul(s).add(releaseTake.mul(wanted));
            s = falling.blend(rising, s.lt(wanted));
            DoubleVector y = s.neg();
            DoubleVector shifted = y.add(DspMath.ROUNDER);
            DoubleVector f = y.sub(shifted.sub(DspMath.ROUNDER));
            DoubleVector p = f.mul(DspMath.EXP_5).add(DspMath.EXP_4);
            p = f.mul(p).add(DspMath.EXP_3);
            p = f.mul(p).add(DspMath.EXP_2);
            p = f.mul(p).add(DspMath.EXP_1);
            p = f.mul(p).add(one);
            DoubleVector gain = p.viewAsIntegralLanes()
                    .add(shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 52))
                    .viewAsFloatingLanes();
            DoubleVector heard = wet.add(frame.mul(wetStep)).mul(gain);
            DoubleVector all = dry.add(frame.mul(dryStep)).add(heard);
            DoubleVector l = DoubleVector.fromArray(SPECIES, left, at).mul(all);
            DoubleVector r = DoubleVector.fromArray(SPECIES, right, at).mul(all);
            l.intoArray(left, at);
            r.intoArray(right, at);
            frame = frame.add(one);
        }
        s.intoArray(numbers, (STATE + REDUCTION) * LANES + lane);
    }
}
