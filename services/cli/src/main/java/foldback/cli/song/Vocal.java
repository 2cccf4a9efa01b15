package foldback.cli.song;

import foldback.dsp.DspMath;
import java.util.List;

/**
 * A voice: a glottal saw and a little breath through four formants that move from vowel to vowel. Recorded as voices are before
 * anybody mixes them: peaks all over, a hard resonance at 3.1 kHz, and the lorries outside.
 *
 * <p>Formants of an alto: the Csound manual, appendix D, Formant Values; the upper ones 6 to 14 dB up, for a brighter singer.
 */
final class Vocal implements Player {
    private static final int FORMANTS = 4;
    private static final int S_FRAMES = 3800;

    /** Frequencies, then levels in decibels, then widths, of a, e, o, i and u. */
    private static final double[][][] VOWELS = {
        {{800, 1150, 2800, 3500}, {0, -3, -12, -18}, {80, 90, 120, 130}},
        {{400, 1600, 2700, 3300}, {0, -12, -14, -18}, {60, 80, 120, 150}},
        {{450, 800, 2830, 3500}, {0, -7, -13, -18}, {70, 80, 100, 130}},
        {{350, 1700, 2700, 3700}, {0, -12, -14, -18}, {50, 100, 120, 150}},
        {{325, 700, 2530, 3500}, {0, -8, -18, -24}, {50, 60, 170, 180}},
    };

    private final double[] hertz = VOWELS[0][0].clone();
    private final double[] gain = new double[FORMANTS];
    private final double[] width = VOWELS[0][2].clone();

    @Override
    public String name() {
        return "Vocal";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public double peakDecibels() {
        return -3;
    }

    @Override
    public void play(Song song, double[][] into) {
        List<Note> notes = Melody.sung(song);
        Tones.Saw glottis = new Tones.Saw(0);
        Tones.Svf dark = new Tones.Svf().tune(4200, 0.6);
        Tones.Svf[] formants = new Tones.Svf[FORMANTS];
        for (int f = 0; f < FORMANTS; f++) {
            formants[f] = new Tones.Svf();
        }
        double pitch = notes.getFirst().pitch();
        int vowel = 0;
        for (int n = 0; n < notes.size(); n++) {
            Note note = notes.get(n);
            vowel = (vowel + 1 + (int) (1.5 + 1.49 * Tones.noise(100, n))) % VOWELS.length;
            pitch = sing(note, n, VOWELS[vowel], pitch, glottis, dark, formants, into[0]);
        }
        Recording.colour(into, Recording.HIGH_SHELF, 2200, 6, 0.7071);
        Recording.colour(into, Recording.BELL, 3100, 5, 3);
        Recording.level(into, 0);
        rumble(into[0]);
    }

    private double sing(
            Note note,
            int number,
            double[][] vowel,
            double from,
            Tones.Saw glottis,
            Tones.Svf dark,
            Tones.Svf[] formants,
            double[] out) {
        double pitch = from;
        double now = 0;
        int length = note.frames() + 2600;
        boolean hum = Tones.noise(101, number) > 0.2; // begins with an m, lips closed
        boolean hiss = Tones.noise(101, number) < -0.25; // begins with an s
        Tones.Svf teeth = new Tones.Svf().tune(6300, 0.9);
        for (int i = 0; i < length && note.frame() + i < out.length; i++) {
            pitch = note.pitch() + 0.9988 * (pitch - note.pitch());
            if ((i & 31) == 0) {
                double depth = i < 12_000 ? 0 : i < 24_000 ? 0.28 * (i - 12_000) / 12_000 : 0.28;
                double drift = 0.06 * Tones.noise(102, (note.frame() + i) / 2400);
                now = Tones.hertz(pitch + drift + depth * DspMath.sinPi(2 * 5.6 * i / Song.RATE));
                shape(vowel, formants);
            }
            double breath = 0.05 * Tones.noise(103, note.frame() + i);
            double source = dark.low(glottis.next(now)) + breath;
            double x = 0;
            for (int f = 0; f < FORMANTS; f++) {
                x += gain[f] * formants[f].band(source);
            }
            if (hiss && i < S_FRAMES) {
                x += 0.13 * DspMath.sinPi(i / (double) S_FRAMES) * teeth.high(Tones.noise(105, note.frame() + i));
            }
            double lips = hum && i < 3400 ? 0.25 + 0.75 * i / 3400 : 1;
            double swell = 0.75 + 0.25 * DspMath.sinPi(i / (double) length);
            out[note.frame() + i] += note.velocity() * lips * swell * Tones.gate(i, note.frames(), 900, 2600) * x;
        }
        return pitch;
    }

    /** Moves the mouth a little further towards a vowel. */
    private void shape(double[][] vowel, Tones.Svf[] formants) {
        for (int f = 0; f < FORMANTS; f++) {
            hertz[f] += 0.03 * (vowel[0][f] - hertz[f]);
            gain[f] += 0.03 * (DspMath.decibelsToLinear(vowel[1][f]) - gain[f]);
            width[f] += 0.03 * (vowel[2][f] - width[f]);
            formants[f].tune(hertz[f], hertz[f] / (1.6 * width[f]));
        }
    }

    private static void rumble(double[] out) {
        Tones.Svf deep = new Tones.Svf().tune(38, 1.2);
        Tones.Svf deeper = new Tones.Svf().tune(60, 0.7);
        for (int i = 0; i < out.length; i++) {
            double lorries = 0.6 + 0.4 * DspMath.sinPi(i / (3.7 * Song.RATE));
            out[i] += 1.1 * lorries * deeper.low(deep.band(Tones.noise(104, i)));
        }
    }
}
