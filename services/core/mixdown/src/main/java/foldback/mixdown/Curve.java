package foldback.mixdown;

/** A value along the song. */
interface Curve {
    /**
     * The value at a frame of the song.
     *
     * @param songFrame below 0 before the song
     */
    double at(long songFrame);

    /** Whether it has one value only. */
    boolean isConstant();

    static Curve of(double value) {
        return new Constant(value);
    }

    /** One value. */
    record Constant(double value) implements Curve {
        @Override
        public double at(long songFrame) {
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }
}
