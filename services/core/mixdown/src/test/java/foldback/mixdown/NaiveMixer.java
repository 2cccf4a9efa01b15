package foldback.mixdown;

import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Mix;
import foldback.mix.PanMode;
import foldback.mix.Send;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.HashMap;
import java.util.Map;

/**
 * Another mixer, for mixes without inserts, automation and solo: whole signals in memory, strip after strip, by the formulas of a textbook and
 * the platform's functions. It shares nothing with the engine but the mix.
 */
final class NaiveMixer {
    private final Mix mix;
    private final TestStems stems;
    private final int frames;
    private final Map<StripAddress, double[][]> inputs = new HashMap<>();

    NaiveMixer(Mix mix, TestStems stems, int frames) {
        this.mix = mix;
        this.stems = stems;
        this.frames = frames;
    }

    /** Buses have to feed only those behind them in the mix. */
    double[][] mixed() {
        for (Track track : mix.tracks()) {
            StripAddress address = new StripAddress.OfTrack(track.id());
            pass(address, track.strip(), track.output(), played(track));
        }
        mix.buses().forEach(b -> {
            StripAddress address = new StripAddress.OfBus(b.id());
            pass(address, b.strip(), b.output(), input(address));
        });
        double[][] out = new double[2][frames];
        double[][] in = conditioned(mix.master(), input(StripAddress.MASTER));
        addPanned(StripAddress.MASTER, mix.master(), in, out);
        return out;
    }

    private double[][] input(StripAddress address) {
        return inputs.computeIfAbsent(address, a -> new double[2][frames]);
    }

    private double[][] played(Track track) {
        int channels = track.clips().stream()
                .mapToInt(c -> stems.samples(c.stem()).length)
                .max()
                .orElse(1);
        double[][] out = new double[channels][frames];
        for (Clip clip : track.clips()) {
            double[][] in = stems.samples(clip.stem());
            for (int i = 0; i < clip.lengthFrames(); i++) {
                double gain =
                        db(clip.gainDb()) * fade(clip.fadeIn(), i) * fade(clip.fadeOut(), clip.lengthFrames() - 1 - i);
                for (int c = 0; c < channels; c++) {
                    out[c][(int) clip.startFrame() + i] +=
                            gain * in[Math.min(c, in.length - 1)][(int) clip.stemFrame() + i];
                }
            }
        }
        return out;
    }

    private static double fade(Fade fade, long frame) {
        double t = frame >= fade.frames() ? 1 : (double) frame / fade.frames();
        return switch (fade.shape()) {
            case LINEAR -> t;
            case EQUAL_POWER -> Math.sin(t * Math.PI / 2);
            case S_CURVE -> t * t * (3 - 2 * t);
        };
    }

    private static double db(double decibels) {
        return decibels <= -144 ? 0 : Math.pow(10, decibels / 20);
    }

    private double[][] conditioned(Strip strip, double[][] in) {
        double gain = db(strip.trimDb()) * (strip.polarityInverted() ? -1 : 1);
        double[][] out = new double[in.length][frames];
        for (int c = 0; c < in.length; c++) {
            for (int i = strip.delayFrames(); i < frames; i++) {
                out[c][i] = gain * in[c][i - strip.delayFrames()];
            }
        }
        return out;
    }

    private void pass(StripAddress address, Strip strip, StripAddress output, double[][] in) {
        double[][] signal = conditioned(strip, in);
        for (Send send : strip.sends()) {
            boolean shut = isMuted(address, strip) && !(send.preFader() && strip.muteKeepsPreSends());
            double gain = shut ? 0 : db(send.levelDb()) * (send.preFader() ? 1 : fader(address, strip));
            double middle = signal.length == 1 ? pan(strip, 0) : 1;
            double[][] to = input(new StripAddress.OfBus(send.bus()));
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < frames; i++) {
                    to[c][i] += gain * middle * signal[Math.min(c, signal.length - 1)][i];
                }
            }
        }
        addPanned(address, strip, signal, input(output));
    }

    private boolean isMuted(StripAddress address, Strip strip) {
        return strip.muted()
                || mix.vcas().stream().anyMatch(v -> v.muted() && v.members().contains(address));
    }

    private double fader(StripAddress address, Strip strip) {
        double gain = db(strip.faderDb());
        for (Vca vca : mix.vcas()) {
            gain *= vca.members().contains(address) ? db(vca.faderDb()) : 1;
        }
        return gain;
    }

    /** Of the left side. */
    private static double pan(Strip strip, double position) {
        double angle = (position + 1) * Math.PI / 4;
        return switch (strip.panLaw()) {
            case ZERO_DB -> position <= 0 ? 1 : Math.cos(position * Math.PI / 2);
            case MINUS_3_DB -> Math.cos(angle);
            case MINUS_4_5_DB -> Math.sqrt(Math.cos(angle) * (1 - position) / 2);
            case MINUS_6_DB -> (1 - position) / 2;
        };
    }

    private void addPanned(StripAddress address, Strip strip, double[][] signal, double[][] to) {
        double gain = isMuted(address, strip) ? 0 : fader(address, strip);
        boolean dual = strip.panMode() == PanMode.DUAL;
        for (int i = 0; i < frames; i++) {
            if (signal.length == 1) {
                to[0][i] += gain * pan(strip, strip.pan()) * signal[0][i];
                to[1][i] += gain * pan(strip, -strip.pan()) * signal[0][i];
                continue;
            }
            double middle = (signal[0][i] + signal[1][i]) / 2;
            double side = (signal[0][i] - signal[1][i]) / 2 * strip.width();
            double left = gain * (middle + side);
            double right = gain * (middle - side);
            if (dual) {
                to[0][i] += pan(strip, strip.panLeft()) * left + pan(strip, strip.panRight()) * right;
                to[1][i] += pan(strip, -strip.panLeft()) * left + pan(strip, -strip.panRight()) * right;
            } else {
                to[0][i] += left * Math.min(1, Math.cos(Math.max(0, strip.pan()) * Math.PI / 2));
                to[1][i] += right * Math.min(1, Math.cos(Math.max(0, -strip.pan()) * Math.PI / 2));
            }
        }
    }
}
