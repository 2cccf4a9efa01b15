package foldback.dsp.simd;

import static foldback.dsp.BiquadCascade.A1;
import static foldback.dsp.BiquadCascade.A2;
import static foldback.dsp.BiquadCascade.B0;
import static foldback.dsp.BiquadCascade.B1;
import static foldback.dsp.BiquadCascade.B2;
import static foldback.dsp.BiquadCascade.COEFFICIENTS;
import static foldback.dsp.BiquadCascade.STATES;
import static foldback.dsp.simd.Width.SPECIES;

import foldback.dsp.BiquadCascade;
import foldback.dsp.BiquadProcessor;
import foldback.dsp.Processor;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/**
 * {@link BiquadCascade} for eight lanes: up to three sections in a pass over the tick. A lane with fewer sections than others has
 * sections of {@code b0 = 1} after its own.
 */
final class CascadeKernel extends HoldingKernel {
    private static final int SECTIONS_A_PASS = 3;

    /** Of {@link #coefficients}, from one section to the next. */
    private static final int SECTION = COEFFICIENTS * LANES;

    /** Of states, from one section to the next. */
    private static final int MEMORY = STATES * LANES;

    private final int[] active = new int[LANES];
    private final double[] untouchedLeft = new double[Processor.TICK_FRAMES * LANES];
    private final double[] untouchedRight = new double[Processor.TICK_FRAMES * LANES];
    private double[] coefficients = new double[0];
    private double[] leftStates = new double[0];
    private double[] rightStates = new double[0];

    /** In the lane that has most. */
    private int sections;

    private boolean anyIdle;

    @Override
    public boolean accepts(Processor processor) {
        return processor instanceof BiquadProcessor filter && filter.cascade() != null;
    }

    @Override
    void take(@Nullable Processor processor, int lane, boolean stereo) {
        BiquadCascade cascade = processor instanceof BiquadProcessor filter ? filter.cascade() : null;
        int count = cascade == null ? 0 : cascade.activeCount();
        active[lane] = count;
        makeRoom(count);
        for (int place = 0; place < count && cascade != null; place++) {
            int section = cascade.active(place);
            spread(cascade.coefficients(), section * COEFFICIENTS, COEFFICIENTS, coefficients, place, lane);
            spread(cascade.states(0), section * STATES, STATES, leftStates, place, lane);
            if (stereo) {
                spread(cascade.states(1), section * STATES, STATES, rightStates, place, lane);
            }
        }
    }

    private void makeRoom(int count) {
        int room = (count + SECTIONS_A_PASS - 1) / SECTIONS_A_PASS * SECTIONS_A_PASS;
        if (coefficients.length < room * SECTION) {
            coefficients = Arrays.copyOf(coefficients, room * SECTION);
            leftStates = Arrays.copyOf(leftStates, room * MEMORY);
            rightStates = Arrays.copyOf(rightStates, room * MEMORY);
        }
    }

    @Override
    void taken(boolean stereo) {
        sections = 0;
        anyIdle = false;
        for (int lane = 0; lane < LANES; lane++) {
            sections = Math.max(sections, active[lane]);
            anyIdle |= active[lane] == 0;
        }
        int room = coefficients.length / SECTION;
        for (int lane = 0; lane < LANES; lane++) {
            for (int place = active[lane]; place < room; place++) {
                clear(coefficients, COEFFICIENTS, place, lane);
                coefficients[place * SECTION + B0 * LANES + lane] = 1;
                clear(leftStates, STATES, place, lane);
                clear(rightStates, STATES, place, lane);
            }
        }
    }

    private static void spread(double[] from, int at, int count, double[] into, int place, int lane) {
        for (int i = 0; i < count; i++) {
            into[(place * count + i) * LANES + lane] = from[at + i];
        }
    }

    private static void clear(double[] numbers, int count, int place, int lane) {
        for (int i = 0; i < count; i++) {
            numbers[(place * count + i) * LANES + lane] = 0;
        }
    }

    @Override
    void give(Processor processor, int lane, boolean stereo) {
        BiquadCascade cascade = ((BiquadProcessor) processor).cascade();
        for (int place = 0; place < active[lane] && cascade != null; place++) {
            int at = cascade.active(place) * STATES;
            for (int i = 0; i < STATES; i++) {
                cascade.states(0)[at + i] = leftStates[(place * STATES + i) * LANES + lane];
                if (stereo) {
                    cascade.states(1)[at + i] = rightStates[(place * STATES + i) * LANES + lane];
                }
            }
        }
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        if (sections == 0) {
            return;
        }
        if (anyIdle) {
            keep(left, right);
        }
        run(left, right, sections);
        flush(leftStates, 0, sections * MEMORY);
        if (right != null) {
            flush(rightStates, 0, sections * MEMORY);
        }
        if (anyIdle) {
            bringBack(left, right);
        }
    }

    /** Sections of {@code b0 = 1} keep all values, but not the sign of a zero. */
    private void keep(double[] left, double @Nullable [] right) {
        System.arraycopy(left, 0, untouchedLeft, 0, untouchedLeft.length);
        if (right != null) {
            System.arraycopy(right, 0, untouchedRight, 0, untouchedRight.length);
        }
    }

    private void bringBack(double[] left, double @Nullable [] right) {
        for (int lane = 0; lane < LANES; lane++) {
            if (active[lane] > 0) {
                continue;
            }
            for (int at = lane; at < untouchedLeft.length; at += LANES) {
                left[at] = untouchedLeft[at];
            }
            if (right != null) {
                for (int at = lane; at < untouchedRight.length; at += LANES) {
                    right[at] = untouchedRight[at];
                }
            }
        }
    }

    /** Of stereo strips, one or two sections take both channels in a pass, so that one fills the other's waits. */
    private void run(double[] left, double @Nullable [] right, int sections) {
        int first = 0;
        while (first < sections) {
            int rest = sections - first;
            int now = right != null && rest == 4 ? 2 : Math.min(rest, SECTIONS_A_PASS);
            for (int lane = 0; lane < LANES; lane += Width.LANES) {
                int c = first * SECTION + lane;
                int s = first * MEMORY + lane;
                if (right != null && now == 1) {
                    one(left, right, lane, coefficients, c, leftStates, rightStates, s);
                } else if (right != null && now == 2) {
                    two(left, right, lane, coefficients, c, leftStates, rightStates, s);
                } else {
                    three(left, lane, coefficients, c, leftStates, s);
                    if (right != null) {
                        three(right, lane, coefficients, c, rightStates, s);
                    }
                }
            }
            first += now;
        }
    }

    private static void one(
            double[] left, double[] right, int lane, double[] co, int c, double[] ls, double[] rs, int s) {
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, co, c + B0 * LANES);
        DoubleVector b1 = DoubleVector.fromArray(SPECIES, co, c + B1 * LANES);
        DoubleVector b2 = DoubleVector.fromArray(SPECIES, co, c + B2 * LANES);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, co, c + A1 * LANES);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, co, c + A2 * LANES);
        DoubleVector l1 = DoubleVector.fromArray(SPECIES, ls, s);
        DoubleVector l2 = DoubleVector.fromArray(SPECIES, ls, s + LANES);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, rs, s);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, rs, s + LANES);
        for (int at = lane; at < Processor.TICK_FRAMES * LANES; at += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, left, at);
            DoubleVector out = b0.mul(in).add(l1);
            l1 = b1.mul(in).sub(a1.mul(out)).add(l2);
            l2 = b2.mul(in).sub(a2.mul(out));
            out.add(0).intoArray(left, at);
            in = DoubleVector.fromArray(SPECIES, right, at);
            out = b0.mul(in).add(r1);
            r1 = b1.mul(in).sub(a1.mul(out)).add(r2);
            r2 = b2.mul(in).sub(a2.mul(out));
            out.add(0).intoArray(right, at);
        }
        l1.intoArray(ls, s);
        l2.intoArray(ls, s + LANES);
        r1.intoArray(rs, s);
        r2.intoArray(rs, s + LANES);
    }

    private static void two(
            double[] left, double[] right, int lane, double[] co, int c, double[] ls, double[] rs, int s) {
        DoubleVector b00 = DoubleVector.fromArray(SPECIES, co, c + B0 * LANES);
        DoubleVector b01 = DoubleVector.fromArray(SPECIES, co, c + B1 * LANES);
        DoubleVector b02 = DoubleVector.fromArray(SPECIES, co, c + B2 * LANES);
        DoubleVector a01 = DoubleVector.fromArray(SPECIES, co, c + A1 * LANES);
        DoubleVector a02 = DoubleVector.fromArray(SPECIES, co, c + A2 * LANES);
        DoubleVector b10 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B0 * LANES);
        DoubleVector b11 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B1 * LANES);
        DoubleVector b12 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B2 * LANES);
        DoubleVector a11 = DoubleVector.fromArray(SPECIES, co, c + SECTION + A1 * LANES);
        DoubleVector a12 = DoubleVector.fromArray(SPECIES, co, c + SECTION + A2 * LANES);
        DoubleVector l01 = DoubleVector.fromArray(SPECIES, ls, s);
        DoubleVector l02 = DoubleVector.fromArray(SPECIES, ls, s + LANES);
        DoubleVector l11 = DoubleVector.fromArray(SPECIES, ls, s + MEMORY);
        DoubleVector l12 = DoubleVector.fromArray(SPECIES, ls, s + MEMORY + LANES);
        DoubleVector r01 = DoubleVector.fromArray(SPECIES, rs, s);
        DoubleVector r02 = DoubleVector.fromArray(SPECIES, rs, s + LANES);
        DoubleVector r11 = DoubleVector.fromArray(SPECIES, rs, s + MEMORY);
        DoubleVector r12 = DoubleVector.fromArray(SPECIES, rs, s + MEMORY + LANES);
        for (int at = lane; at < Processor.TICK_FRAMES * LANES; at += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, left, at);
            DoubleVector mid = b00.mul(in).add(l01);
            l01 = b01.mul(in).sub(a01.mul(mid)).add(l02);
            l02 = b02.mul(in).sub(a02.mul(mid));
            DoubleVector out = b10.mul(mid).add(l11);
            l11 = b11.mul(mid).sub(a11.mul(out)).add(l12);
            l12 = b12.mul(mid).sub(a12.mul(out));
            out.add(0).intoArray(left, at);
            in = DoubleVector.fromArray(SPECIES, right, at);
            mid = b00.mul(in).add(r01);
            r01 = b01.mul(in).sub(a01.mul(mid)).add(r02);
            r02 = b02.mul(in).sub(a02.mul(mid));
            out = b10.mul(mid).add(r11);
            r11 = b11.mul(mid).sub(a11.mul(out)).add(r12);
            r12 = b12.mul(mid).sub(a12.mul(out));
            out.add(0).intoArray(right, at);
        }
        l01.intoArray(ls, s);
        l02.intoArray(ls, s + LANES);
        l11.intoArray(ls, s + MEMORY);
        l12.intoArray(ls, s + MEMORY + LANES);
        r01.intoArray(rs, s);
        r02.intoArray(rs, s + LANES);
        r11.intoArray(rs, s + MEMORY);
        r12.intoArray(rs, s + MEMORY + LANES);
    }

    private static void three(double[] x, int lane, double[] co, int c, double[] st, int s) {
        DoubleVector b00 = DoubleVector.fromArray(SPECIES, co, c + B0 * LANES);
        DoubleVector b01 = DoubleVector.fromArray(SPECIES, co, c + B1 * LANES);
        DoubleVector b02 = DoubleVector.fromArray(SPECIES, co, c + B2 * LANES);
        DoubleVector a01 = DoubleVector.fromArray(SPECIES, co, c + A1 * LANES);
        DoubleVector a02 = DoubleVector.fromArray(SPECIES, co, c + A2 * LANES);
        DoubleVector b10 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B0 * LANES);
        DoubleVector b11 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B1 * LANES);
        DoubleVector b12 = DoubleVector.fromArray(SPECIES, co, c + SECTION + B2 * LANES);
        DoubleVector a11 = DoubleVector.fromArray(SPECIES, co, c + SECTION + A1 * LANES);
        DoubleVector a12 = DoubleVector.fromArray(SPECIES, co, c + SECTION + A2 * LANES);
        DoubleVector b20 = DoubleVector.fromArray(SPECIES, co, c + 2 * SECTION + B0 * LANES);
        DoubleVector b21 = DoubleVector.fromArray(SPECIES, co, c + 2 * SECTION + B1 * LANES);
        DoubleVector b22 = DoubleVector.fromArray(SPECIES, co, c + 2 * SECTION + B2 * LANES);
        DoubleVector a21 = DoubleVector.fromArray(SPECIES, co, c + 2 * SECTION + A1 * LANES);
        DoubleVector a22 = DoubleVector.fromArray(SPECIES, co, c + 2 * SECTION + A2 * LANES);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, st, s);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, st, s + LANES);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, st, s + MEMORY);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, st, s + MEMORY + LANES);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, st, s + 2 * MEMORY);
        DoubleVector s22 = DoubleVector.fromArray(SPECIES, st, s + 2 * MEMORY + LANES);
        for (int at = lane; at < Processor.TICK_FRAMES * LANES; at += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector first = b00.mul(in).add(s01);
            s01 = b01.mul(in).sub(a01.mul(first)).add(s02);
            s02 = b02.mul(in).sub(a02.mul(first));
            DoubleVector second = b10.mul(first).add(s11);
            s11 = b11.mul(first).sub(a11.mul(second)).add(s12);
            s12 = b12.mul(first).sub(a12.mul(second));
            DoubleVector out = b20.mul(second).add(s21);
            s21 = b21.mul(second).sub(a21.mul(out)).add(s22);
            s22 = b22.mul(second).sub(a22.mul(out));
            out.add(0).intoArray(x, at);
        }
        s01.intoArray(st, s);
        s02.intoArray(st, s + LANES);
        s11.intoArray(st, s + MEMORY);
        s12.intoArray(st, s + MEMORY + LANES);
        s21.intoArray(st, s + 2 * MEMORY);
        s22.intoArray(st, s + 2 * MEMORY + LANES);
    }
}
