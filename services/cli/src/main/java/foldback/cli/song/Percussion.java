package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import foldback.dsp.DspMath;

/** A shaker on the left, claps in the middle, toms on the right, and a cymbal where a section begins. */
final class Percussion implements Player {
    private static final double[] TOMS_HERTZ = {164, 138, 110, 92};

    @Override
    public String name() {
        return "Percussion";
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public double peakDecibels() {
        return -9;
    }

    @Override
    public void play(Song song, double[][] into) {
        for (Bar bar : song.bars()) {
            if (bar.section() == Section.VERSE || bar.section().isChorus()) {
                for (int i = 0; i < 16; i++) {
                    double accent = (i & 3) == 2 ? 1 : (i & 1) == 0 ? 0.6 : 0.35;
                    shake(Song.frame(bar, i / 4.0), 0.16 * accent, into);
                }
            }
            if (bar.section().isChorus()) {
                clap(Song.frame(bar, 1), into);
                clap(Song.frame(bar, 3), into);
            }
            if (bar.isLastOfSection() && bar.section() != Section.INTRO && bar.section() != Section.OUTRO) {
                for (int i = 0; i < TOMS_HERTZ.length; i++) {
                    tom(Song.frame(bar, 3 + i / 4.0), TOMS_HERTZ[i], into);
                }
            }
            if (bar.inSection() == 0 && bar.section() != Section.INTRO) {
                crash(Song.frame(bar, 0), bar.section().isChorus() ? 0.4 : 0.22, into);
            }
        }
    }

    private static void shake(int frame, double level, double[][] into) {
        Tones.Svf grain = new Tones.Svf().tune(6200, 1.2);
        for (int i = 0; i < 4200 && frame + i < into[0].length; i++) {
            double swell = i < 1400 ? i / 1400.0 : 1 - (i - 1400) / 2800.0;
            double x = level * swell * swell * grain.band(3 * Tones.noise(41, frame + i));
            into[0][frame + i] += x;
            into[1][frame + i] += 0.35 * x;
        }
    }

    /** Four hands, not quite together. */
    private static void clap(int frame, double[][] into) {
        Tones.Svf room = new Tones.Svf().tune(1500, 1.1);
        for (int i = 0; i < 9000 && frame + i < into[0].length; i++) {
            int hand = i / 520;
            double sinceHand = hand < 3 ? i - 520.0 * hand : i - 1560.0;
            double level = DspMath.exp(-sinceHand / (hand < 3 ? 160 : 1400));
            double x = 0.55 * level * room.band(3 * Tones.noise(42, frame + i));
            into[0][frame + i] += x;
            into[1][frame + i] += x;
        }
    }

    private static void tom(int frame, double hertz, double[][] into) {
        double phase = 0;
        for (int i = 0; i < 16_000 && frame + i < into[0].length; i++) {
            phase += hertz * (1 + 0.5 * DspMath.exp(-i / 900.0)) / Song.RATE;
            double attack = i < 60 ? i / 60.0 : 1;
            double x = 0.6 * attack * DspMath.exp(-i / 4200.0) * DspMath.sinPi(2 * phase);
            into[0][frame + i] += 0.4 * x;
            into[1][frame + i] += x;
        }
    }

    private static void crash(int frame, double level, double[][] into) {
        Tones.Svf left = new Tones.Svf().tune(4200, 0.7);
        Tones.Svf right = new Tones.Svf().tune(4700, 0.7);
        double now = level;
        double fall = Tones.decay(2.6);
        for (int i = 0; i < 3 * Song.RATE && frame + i < into[0].length; i++) {
            double attack = i < 200 ? i / 200.0 : 1;
            into[0][frame + i] += attack * now * left.high(Tones.noise(43, frame + i));
            into[1][frame + i] += attack * now * right.high(Tones.noise(44, frame + i));
            now *= fall;
        }
    }
}
