package foldback.mixdown;

import java.util.function.DoubleBinaryOperator;

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

    /** Made of two others. */
    static Curve of(Curve a, Curve b, DoubleBinaryOperator made) {
        if (a.isConstant() && b.isConstant()) {
            return of(made.applyAsDouble(a.at(0), b.at(0)));
        }
        return new Made(a, b, made);
    }

    /** See {@link #of(Curve, Curve, DoubleBinaryOperator)}. */
    record Made(Curve a, Curve b, DoubleBinaryOperator made) implements Curve {
        @Override
        public double at(long songFrame) {
            return made.applyAsDouble(a.at(songFrame), b.at(songFrame));
        }

        @Override
        public boolean isConstant() {
            return false;
        }
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
