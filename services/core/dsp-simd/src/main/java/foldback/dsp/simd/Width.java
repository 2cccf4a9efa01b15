package foldback.dsp.simd;

import foldback.dsp.lanes.LaneKernel;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** How many of the eight lanes one vector has: as many as the machine likes, 2, 4 or 8. */
final class Width {
    /** Forces a width, for tests: 128, 256 or 512. */
    static final String BITS_PROPERTY = "foldback.simd.bits";

    static final VectorSpecies<Double> SPECIES = species();
    static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SPECIES.vectorShape());
    static final int LANES = SPECIES.length();

    private Width() {}

    private static VectorSpecies<Double> species() {
        Integer forced = Integer.getInteger(BITS_PROPERTY);
        if (forced != null) {
            return VectorSpecies.of(double.class, VectorShape.forBitSize(forced));
        }
        VectorSpecies<Double> preferred = DoubleVector.SPECIES_PREFERRED;
        return preferred.length() > LaneKernel.LANES ? DoubleVector.SPECIES_512 : preferred;
    }
}
