package foldback.dsp.simd;

import static foldback.dsp.lanes.LaneKernel.LANES;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Passes over a tick of eight lanes that several kernels are made of. */
final class LanePasses {
    static final int END = Processor.TICK_FRAMES * LANES;

    private LanePasses() {}

    /** The power of the louder of two channels; {@code right} is the left one again for mono strips. */
    static void power(double[] left, double[] right, double[] out) {
        for (int at = 0; at < END; at += Width.LANES) {
            DoubleVector l = DoubleVector.fromArray(SPECIES, left, at);
            DoubleVector r = DoubleVector.fromArray(SPECIES, right, at);
            l = l.mul(l);
            r = r.mul(r);
            l.blend(r, l.lt(r)).intoArray(out, at);
        }
    }

    /** {@link DspMath#fastExp2} of the negative: gains of reductions in units of 6.02 dB. */
    static void gains(double[] reductions) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int at = 0; at < END; at += Width.LANES) {
            DoubleVector y = DoubleVector.fromArray(SPECIES, reductions, at).neg();
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
                    .intoArray(reductions, at);
        }
    }

    static void multiply(double[] x, double[] gains) {
        for (int at = 0; at < END; at += Width.LANES) {
            DoubleVector.fromArray(SPECIES, x, at)
                    .mul(DoubleVector.fromArray(SPECIES, gains, at))
                    .intoArray(x, at);
        }
    }
}
