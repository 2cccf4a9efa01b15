package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.ParameterSpec;
import java.util.List;

/**
 * An automation lane, as it is read: between two points straight in the parameter's taper, or as the first of them says; a switch keeps its
 * value until the next point.
 *
 * <p>Straight means: linear, in the value; logarithmic, in its logarithm; for faders, in the position of a console's, which is the fourth
 * root of the gain (0 dB is at 71 % of the way to +12 dB, -20 dB at 40 %, -40 dB at 22 %), and silence at its bottom.
 */
final class Breakpoints implements Curve {
    private final long[] frames;
    private final double[] values;
    private final double[] positions;
    private final Breakpoint.Curve[] curves;
    private final ParameterSpec.Taper taper;

    Breakpoints(AutomationLane lane, ParameterSpec parameter) {
        List<Breakpoint> points = lane.points();
        taper = parameter.taper();
        frames = points.stream().mapToLong(Breakpoint::frame).toArray();
        values = points.stream().mapToDouble(Breakpoint::value).toArray();
        positions = points.stream().mapToDouble(p -> position(taper, p.value())).toArray();
        curves = points.stream()
                .map(p -> parameter.isDiscrete() ? Breakpoint.Curve.HOLD : p.curve())
                .toArray(Breakpoint.Curve[]::new);
    }

    /** Where in a sorted array the last number stands that is not above another; 0 if all are. */
    static int lastAtOrBefore(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sorted[middle] <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static double position(ParameterSpec.Taper taper, double value) {
        return switch (taper) {
            case LINEAR -> value;
            case LOGARITHMIC -> DspMath.log2(value);
            case FADER -> Math.sqrt(Math.sqrt(Decibels.toGain(value)));
        };
    }

    private static double value(ParameterSpec.Taper taper, double position) {
        return switch (taper) {
            case LINEAR -> position;
            case LOGARITHMIC -> DspMath.exp2(position);
            case FADER -> Decibels.ofGain(position * position * position * position);
        };
    }

    @Override
    public double at(long songFrame) {
        int i = lastAtOrBefore(frames, songFrame);
        boolean alone = songFrame <= frames[i] || i + 1 == frames.length || curves[i] == Breakpoint.Curve.HOLD;
        if (alone || values[i] == values[i + 1]) {
            return values[i];
        }
        double t = (double) (songFrame - frames[i]) / (frames[i + 1] - frames[i]);
        double way = curves[i] == Breakpoint.Curve.S_CURVE ? t * t * (3 - 2 * t) : t;
        double value = value(taper, positions[i] + way * (positions[i + 1] - positions[i]));
        double low = Math.min(values[i], values[i + 1]);
        double high = Math.max(values[i], values[i + 1]);
        return value < low ? low : value > high ? high : value;
    }

    @Override
    public boolean isConstant() {
        return false;
    }
}
