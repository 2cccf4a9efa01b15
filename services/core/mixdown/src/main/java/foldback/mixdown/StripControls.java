package foldback.mixdown;

import foldback.mix.PanLaw;
import foldback.mix.PanMode;
import foldback.mix.ParameterSpec;
import java.util.List;

/**
 * The faders, mutes and pans of a strip along the song, and the gains that come of them.
 *
 * @param faders in decibels: its own, and those of its VCAs
 * @param mutes above 0 while muted: its own, and those of its VCAs
 * @param mono whether it comes to the pan in mono
 * @param widened whether it was mono before its inserts, and is stereo behind them
 */
record StripControls(
        List<Curve> faders,
        List<Curve> mutes,
        boolean muteKeepsPreSends,
        PanLaw panLaw,
        PanMode panMode,
        Curve pan,
        Curve panLeft,
        Curve panRight,
        Curve width,
        boolean mono,
        boolean widened) {
    StripControls {
        faders = List.copyOf(faders);
        mutes = List.copyOf(mutes);
    }

    /** Whether no moment of the song is heard. */
    boolean isMutedThroughout() {
        return mutes.stream().anyMatch(m -> m.isConstant() && m.at(0) > 0);
    }

    private double faderAt(long songFrame) {
        double decibels = 0;
        for (int i = 0; i < faders.size(); i++) {
            double fader = faders.get(i).at(songFrame);
            if (fader <= ParameterSpec.SILENCE_DB) {
                return 0;
            }
            decibels += fader;
        }
        return Decibels.toGain(decibels);
    }

    private double openAt(long songFrame) {
        for (int i = 0; i < mutes.size(); i++) {
            if (mutes.get(i).at(songFrame) > 0) {
                return 0;
            }
        }
        return 1;
    }

    private double middle() {
        return mono || widened ? Panning.monoLeft(panLaw, 0) : 1;
    }

    private boolean levelsStay() {
        return faders.stream().allMatch(Curve::isConstant) && mutes.stream().allMatch(Curve::isConstant);
    }

    /** What faders and mutes make together, linear. */
    Curve level() {
        if (levelsStay()) {
            return Curve.of(faderAt(0) * openAt(0));
        }
        return new Level(this);
    }

    private record Level(StripControls strip) implements Curve {
        @Override
        public double at(long songFrame) {
            return strip.faderAt(songFrame) * strip.openAt(songFrame);
        }

        @Override
        public boolean isConstant() {
            return false;
        }
    }

    /** The way of the output: fader, width, pan. */
    RouteGains output() {
        return new Output(
                this,
                levelsStay()
                        && pan.isConstant()
                        && panLeft.isConstant()
                        && panRight.isConstant()
                        && width.isConstant());
    }

    private record Output(StripControls strip, boolean isConstant) implements RouteGains {
        @Override
        public void at(long songFrame, double level, double[] gains) {
            if (strip.mono) {
                double pan = strip.pan.at(songFrame);
                gains[LEFT_TO_LEFT] = level * Panning.monoLeft(strip.panLaw, pan);
                gains[RIGHT_TO_LEFT] = 0;
                gains[LEFT_TO_RIGHT] = level * Panning.monoRight(strip.panLaw, pan);
                gains[RIGHT_TO_RIGHT] = 0;
                return;
            }
            strip.pans(songFrame, gains);
            strip.widen(songFrame, gains);
            double scale = strip.widened ? level * strip.middle() : level;
            for (int i = 0; i < COUNT; i++) {
                gains[i] *= scale;
            }
        }
    }

    private void pans(long songFrame, double[] gains) {
        if (panMode == PanMode.BALANCE) {
            double position = pan.at(songFrame);
            gains[RouteGains.LEFT_TO_LEFT] = Panning.stereoLeft(position);
            gains[RouteGains.RIGHT_TO_LEFT] = 0;
            gains[RouteGains.LEFT_TO_RIGHT] = 0;
            gains[RouteGains.RIGHT_TO_RIGHT] = Panning.stereoRight(position);
            return;
        }
        double left = panLeft.at(songFrame);
        double right = panRight.at(songFrame);
        gains[RouteGains.LEFT_TO_LEFT] = Panning.monoLeft(panLaw, left);
        gains[RouteGains.RIGHT_TO_LEFT] = Panning.monoLeft(panLaw, right);
        gains[RouteGains.LEFT_TO_RIGHT] = Panning.monoRight(panLaw, left);
        gains[RouteGains.RIGHT_TO_RIGHT] = Panning.monoRight(panLaw, right);
    }

    /** Before the pan: {@code L' = (1 + w)/2 L + (1 - w)/2 R}, and its mirror image. */
    private void widen(long songFrame, double[] gains) {
        double w = width.at(songFrame);
        if (w == 1) {
            return;
        }
        double same = (1 + w) / 2;
        double other = (1 - w) / 2;
        for (int side = 0; side < 2; side++) {
            double ofLeft = gains[2 * side];
            double ofRight = gains[2 * side + 1];
            gains[2 * side] = ofLeft * same + ofRight * other;
            gains[2 * side + 1] = ofLeft * other + ofRight * same;
        }
    }

    /** The way of a send, which taps the strip before its pan: a mono one enters its bus in the middle. */
    RouteGains send(Curve level, boolean preFader) {
        boolean stays = level.isConstant() && levelsStay();
        double middle = middle();
        Curve gain =
                Curve.of(level, Curve.of(middle), (decibels, inTheMiddle) -> Decibels.toGain(decibels) * inTheMiddle);
        return new ToBus(this, gain, preFader, stays);
    }

    /** @param sent the gain of the send, linear */
    private record ToBus(StripControls strip, Curve sent, boolean preFader, boolean isConstant) implements RouteGains {
        @Override
        public void at(long songFrame, double level, double[] gains) {
            double open = !preFader ? level : strip.muteKeepsPreSends ? 1 : strip.openAt(songFrame);
            double gain = sent.at(songFrame) * open;
            gains[LEFT_TO_LEFT] = gain;
            gains[RIGHT_TO_LEFT] = 0;
            gains[LEFT_TO_RIGHT] = strip.mono ? gain : 0;
            gains[RIGHT_TO_RIGHT] = strip.mono ? 0 : gain;
        }
    }
}
