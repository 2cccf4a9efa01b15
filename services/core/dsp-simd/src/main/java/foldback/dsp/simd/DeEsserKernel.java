package foldback.dsp.simd;

import static foldback.dsp.GainComputer.ATTACK_KEEP;
import static foldback.dsp.GainComputer.REDUCTION;
import static foldback.dsp.GainComputer.RELEASE_KEEP;
import static foldback.dsp.simd.CompressorKernel.STATE;
import static foldback.dsp.simd.LanePasses.END;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.DeEsser;
import foldback.dsp.Processor;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** {@link DeEsser} for eight lanes, in passes: the detector's filter, what its level asks for, that smoothed, the treble turned down. */
final class DeEsserKernel extends HoldingKernel {
    /** Of {@link #numbers}: after those of the computer. */
    private static final int RANGE = STATE + REDUCTION + 1;

    private static final int WIDE = RANGE + 1;

    private final LaneCascade detector = new LaneCascade();
    private final LaneCascade treble = new LaneCascade();
    private final double[] numbers = new double[(WIDE + 1) * LANES];
    private final double[] heardLeft = new double[END];
    private final double[] heardRight = new double[END];
    private final double[] gains = new double[END];

    @Override
    public boolean accepts(Processor processor) {
        return processor instanceof DeEsser deEsser && deEsser.isPlain();
    }

    @Override
    void take(@Nullable Processor processor, int lane, boolean stereo) {
        if (processor instanceof DeEsser deEsser) {
            detector.take(deEsser.detector(), lane, stereo);
            treble.take(deEsser.treble(), lane, stereo);
            CompressorKernel.take(deEsser.computer(), numbers, lane);
            numbers[RANGE * LANES + lane] = deEsser.mostReduction();
            numbers[WIDE * LANES + lane] = deEsser.isWide() ? 1 : 0;
            return;
        }
        detector.take(null, lane, stereo);
        treble.take(null, lane, stereo);
        for (int i = 0; i <= WIDE; i++) {
            numbers[i * LANES + lane] = 0;
        }
    }

    @Override
    void taken() {
        detector.taken();
        treble.taken();
    }

    @Override
    void give(Processor processor, int lane, boolean stereo) {
        DeEsser deEsser = (DeEsser) processor;
        detector.give(deEsser.detector(), lane, stereo);
        treble.give(deEsser.treble(), lane, stereo);
        CompressorKernel.give(deEsser.computer(), numbers, lane, stereo);
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        copy(left, right);
        detector.run(heardLeft, right == null ? null : heardRight);
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            if (right == null) {
                CompressorKernel.demand(heardLeft, gains, numbers, lane);
            } else {
                CompressorKernel.demand(heardLeft, heardRight, gains, numbers, lane);
            }
            smooth(gains, numbers, lane);
        }
        flush(numbers, STATE * LANES, RANGE * LANES);
        LanePasses.gains(gains);
        copy(left, right);
        treble.run(heardLeft, right == null ? null : heardRight);
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            turnDown(left, heardLeft, gains, numbers, lane);
            if (right != null) {
                turnDown(right, heardRight, gains, numbers, lane);
            }
        }
    }

    private void copy(double[] left, double @Nullable [] right) {
        System.arraycopy(left, 0, heardLeft, 0, END);
        if (right != null) {
            System.arraycopy(right, 0, heardRight, 0, END);
        }
    }

    private static void smooth(double[] x, double[] numbers, int lane) {
        DoubleVector range = DoubleVector.fromArray(SPECIES, numbers, RANGE * LANES + lane);
        DoubleVector attack = DoubleVector.fromArray(SPECIES, numbers, ATTACK_KEEP * LANES + lane);
        DoubleVector release = DoubleVector.fromArray(SPECIES, numbers, RELEASE_KEEP * LANES + lane);
        DoubleVector attackTake = DoubleVector.broadcast(SPECIES, 1).sub(attack);
        DoubleVector releaseTake = DoubleVector.broadcast(SPECIES, 1).sub(release);
        DoubleVector s = DoubleVector.fromArray(SPECIES, numbers, (STATE + REDUCTION) * LANES + lane);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector r = DoubleVector.fromArray(SPECIES, x, at);
            r = r.blend(range, range.lt(r));
            DoubleVector rising = attack.mul(s).add(attackTake.mul(r));
            DoubleVector falling = release.mul(s).add(releaseTake.mul(r));
            s = falling.blend(rising, s.lt(r));
            s.intoArray(x, at);
        }
        s.intoArray(numbers, (STATE + REDUCTION) * LANES + lane);
    }

    /** Of a lane that passes unchanged, the gain is 1 and nothing is wide. */
    private static void turnDown(double[] x, double[] above, double[] gains, double[] numbers, int lane) {
        VectorMask<Double> wide =
                DoubleVector.fromArray(SPECIES, numbers, WIDE * LANES + lane).compare(VectorOperators.GT, 0);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int at = lane; at < END; at += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector gain = DoubleVector.fromArray(SPECIES, gains, at);
            DoubleVector split = in.add(gain.sub(one).mul(DoubleVector.fromArray(SPECIES, above, at)));
            split.blend(in, gain.eq(one)).blend(in.mul(gain), wide).intoArray(x, at);
        }
    }
}
