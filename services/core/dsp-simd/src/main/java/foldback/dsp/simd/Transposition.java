package foldback.dsp.simd;

import static foldback.dsp.lanes.LaneKernel.LANES;

import foldback.dsp.Processor;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight signals side by side and apart again, on a machine whose vectors hold eight doubles: a matrix of eight frames of each is
 * transposed by swapping blocks of 4, 2 and 1 across its diagonal (Eklundh, A Fast Computer Method for Matrix Transposing, IEEE Transactions on
 * Computers C-21(7), 1972).
 */
final class Transposition {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_512;
    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromValues(SPECIES, 1, 0, 3, 2, 5, 4, 7, 6);
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromValues(SPECIES, 2, 3, 0, 1, 6, 7, 4, 5);
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromValues(SPECIES, 4, 5, 6, 7, 0, 1, 2, 3);
    private static final VectorMask<Double> UPPER_1 = VectorMask.fromLong(SPECIES, 0b1010_1010);
    private static final VectorMask<Double> UPPER_2 = VectorMask.fromLong(SPECIES, 0b1100_1100);
    private static final VectorMask<Double> UPPER_4 = VectorMask.fromLong(SPECIES, 0b1111_0000);

    private Transposition() {}

    static void separate(double[] lanes, double[][] apart) {
        double[] aOut = apart[0];
        double[] bOut = apart[1];
        double[] cOut = apart[2];
        double[] dOut = apart[3];
        double[] eOut = apart[4];
        double[] fOut = apart[5];
        double[] gOut = apart[6];
        double[] hOut = apart[7];
        for (int i = 0; i < TICK; i += LANES) {
            int at = i * LANES;
            DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at);
            DoubleVector b = DoubleVector.fromArray(SPECIES, lanes, at + 1 * LANES);
            DoubleVector c = DoubleVector.fromArray(SPECIES, lanes, at + 2 * LANES);
            DoubleVector d = DoubleVector.fromArray(SPECIES, lanes, at + 3 * LANES);
            DoubleVector e = DoubleVector.fromArray(SPECIES, lanes, at + 4 * LANES);
            DoubleVector f = DoubleVector.fromArray(SPECIES, lanes, at + 5 * LANES);
            DoubleVector g = DoubleVector.fromArray(SPECIES, lanes, at + 6 * LANES);
            DoubleVector h = DoubleVector.fromArray(SPECIES, lanes, at + 7 * LANES);
            DoubleVector x;
            x = a.blend(e.rearrange(SWAP_4), UPPER_4);
            e = a.rearrange(SWAP_4).blend(e, UPPER_4);
            a = x;
            x = b.blend(f.rearrange(SWAP_4), UPPER_4);
            f = b.rearrange(SWAP_4).blend(f, UPPER_4);
            b = x;
            x = c.blend(g.rearrange(SWAP_4), UPPER_4);
            g = c.rearrange(SWAP_4).blend(g, UPPER_4);
            c = x;
            x = d.blend(h.rearrange(SWAP_4), UPPER_4);
            h = d.rearrange(SWAP_4).blend(h, UPPER_4);
            d = x;
            x = a.blend(c.rearrange(SWAP_2), UPPER_2);
            c = a.rearrange(SWAP_2).blend(c, UPPER_2);
            a = x;
            x = b.blend(d.rearrange(SWAP_2), UPPER_2);
            d = b.rearrange(SWAP_2).blend(d, UPPER_2);
            b = x;
            x = e.blend(g.rearrange(SWAP_2), UPPER_2);
            g = e.rearrange(SWAP_2).blend(g, UPPER_2);
            e = x;
            x = f.blend(h.rearrange(SWAP_2), UPPER_2);
            h = f.rearrange(SWAP_2).blend(h, UPPER_2);
            f = x;
            x = a.blend(b.rearrange(SWAP_1), UPPER_1);
            b = a.rearrange(SWAP_1).blend(b, UPPER_1);
            a = x;
            x = c.blend(d.rearrange(SWAP_1), UPPER_1);
            d = c.rearrange(SWAP_1).blend(d, UPPER_1);
            c = x;
            x = e.blend(f.rearrange(SWAP_1), UPPER_1);
            f = e.rearrange(SWAP_1).blend(f, UPPER_1);
            e = x;
            x = g.blend(h.rearrange(SWAP_1), UPPER_1);
            h = g.rearrange(SWAP_1).blend(h, UPPER_1);
            g = x;
            a.intoArray(aOut, i);
            b.intoArray(bOut, i);
            c.intoArray(cOut, i);
            d.intoArray(dOut, i);
            e.intoArray(eOut, i);
            f.intoArray(fOut, i);
            g.intoArray(gOut, i);
            h.intoArray(hOut, i);
        }
    }

    static void interleave(double[][] apart, int[] from, double[] lanes) {
        double[] aIn = apart[0];
        int aFrom = from[0];
        double[] bIn = apart[1];
        int bFrom = from[1];
        double[] cIn = apart[2];
        int cFrom = from[2];
        double[] dIn = apart[3];
        int dFrom = from[3];
        double[] eIn = apart[4];
        int eFrom = from[4];
        double[] fIn = apart[5];
        int fFrom = from[5];
        double[] gIn = apart[6];
        int gFrom = from[6];
        double[] hIn = apart[7];
        int hFrom = from[7];
        for (int i = 0; i < TICK; i += LANES) {
            int at = i * LANES;
            DoubleVector a = DoubleVector.fromArray(SPECIES, aIn, aFrom + i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, bIn, bFrom + i);
            DoubleVector c = DoubleVector.fromArray(SPECIES, cIn, cFrom + i);
            DoubleVector d = DoubleVector.fromArray(SPECIES, dIn, dFrom + i);
            DoubleVector e = DoubleVector.fromArray(SPECIES, eIn, eFrom + i);
            DoubleVector f = DoubleVector.fromArray(SPECIES, fIn, fFrom + i);
            DoubleVector g = DoubleVector.fromArray(SPECIES, gIn, gFrom + i);
            DoubleVector h = DoubleVector.fromArray(SPECIES, hIn, hFrom + i);
            DoubleVector x;
            x = a.blend(e.rearrange(SWAP_4), UPPER_4);
            e = a.rearrange(SWAP_4).blend(e, UPPER_4);
            a = x;
            x = b.blend(f.rearrange(SWAP_4), UPPER_4);
            f = b.rearrange(SWAP_4).blend(f, UPPER_4);
            b = x;
            x = c.blend(g.rearrange(SWAP_4), UPPER_4);
            g = c.rearrange(SWAP_4).blend(g, UPPER_4);
            c = x;
            x = d.blend(h.rearrange(SWAP_4), UPPER_4);
            h = d.rearrange(SWAP_4).blend(h, UPPER_4);
            d = x;
            x = a.blend(c.rearrange(SWAP_2), UPPER_2);
            c = a.rearrange(SWAP_2).blend(c, UPPER_2);
            a = x;
            x = b.blend(d.rearrange(SWAP_2), UPPER_2);
            d = b.rearrange(SWAP_2).blend(d, UPPER_2);
            b = x;
            x = e.blend(g.rearrange(SWAP_2), UPPER_2);
            g = e.rearrange(SWAP_2).blend(g, UPPER_2);
            e = x;
            x = f.blend(h.rearrange(SWAP_2), UPPER_2);
            h = f.rearrange(SWAP_2).blend(h, UPPER_2);
            f = x;
            x = a.blend(b.rearrange(SWAP_1), UPPER_1);
            b = a.rearrange(SWAP_1).blend(b, UPPER_1);
            a = x;
            x = c.blend(d.rearrange(SWAP_1), UPPER_1);
            d = c.rearrange(SWAP_1).blend(d, UPPER_1);
            c = x;
            x = e.blend(f.rearrange(SWAP_1), UPPER_1);
            f = e.rearrange(SWAP_1).blend(f, UPPER_1);
            e = x;
            x = g.blend(h.rearrange(SWAP_1), UPPER_1);
            h = g.rearrange(SWAP_1).blend(h, UPPER_1);
            g = x;
            a.intoArray(lanes, at);
            b.intoArray(lanes, at + 1 * LANES);
            c.intoArray(lanes, at + 2 * LANES);
            d.intoArray(lanes, at + 3 * LANES);
            e.intoArray(lanes, at + 4 * LANES);
            f.intoArray(lanes, at + 5 * LANES);
            g.intoArray(lanes, at + 6 * LANES);
            h.intoArray(lanes, at + 7 * LANES);
        }
    }
}
