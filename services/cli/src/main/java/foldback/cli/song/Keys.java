package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import foldback.dsp.DspMath;

/** An electric piano by frequency modulation (John Chowning, 1973): a body, a tine, and a tremolo between the sides. */
final class Keys implements Player {
    private static final double[] VERSE_BEATS = {0, 1.5, 2.75};
    private static final double[] CHORUS_BEATS = {0, 1, 1.75, 2.5, 3.5};
    private static final double TREMOLO_HERTZ = 4.2;

    @Override
    public String name() {
        return "Keys";
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public double peakDecibels() {
        return -8;
    }

    @Override
    public void play(Song song, double[][] into) {
        for (Bar bar : song.bars()) {
            double[] beats = bar.section().isChorus() ? CHORUS_BEATS : VERSE_BEATS;
            if (bar.section() == Section.BRIDGE || bar.section() == Section.OUTRO) {
                if (bar.section() == Section.BRIDGE || bar.inSection() == 0) {
                    strike(bar, 0, bar.section() == Section.OUTRO ? 7 : 3.9, 0.6, into);
                }
                continue;
            }
            for (int i = 0; i < beats.length; i++) {
                double until = i + 1 < beats.length ? beats[i + 1] : Song.BEATS_PER_BAR;
                double velocity = (bar.section().isChorus() ? 0.85 : 0.6) * (i == 0 ? 1 : 0.8);
                strike(bar, beats[i], 0.9 * (until - beats[i]), velocity, into);
            }
        }
    }

    /** The voices of a chord, strummed a little. */
    private static void strike(Bar bar, double beat, double beats, double velocity, double[][] into) {
        int voice = 0;
        for (int pitch : bar.chord().voices()) {
            long number = bar.index() * 256L + (long) (beat * 16 * 8) + voice;
            int late = voice * 110 + (int) (90 * (1 + Tones.noise(60, number)));
            double touch = velocity * (1 + 0.15 * Tones.noise(61, number));
            play(new Note(Song.frame(bar, beat) + late, Song.beats(beats), pitch, touch), into);
            voice++;
        }
    }

    private static void play(Note note, double[][] into) {
        double hertz = note.hertz();
        double body = 1;
        double tine = 1;
        double bodyDecay = Tones.decay(3.2);
        double tineDecay = Tones.decay(0.5);
        int length = note.frames() + 5000;
        for (int i = 0; i < length && note.frame() + i < into[0].length; i++) {
            double turns = 2 * hertz * i / Song.RATE;
            double modulator = DspMath.sinPi(turns) * (0.25 + 1.1 * note.velocity() * body * body);
            double x = body * DspMath.sinPi(turns + modulator / DspMath.PI);
            if (tine > 0.002) {
                x += 0.25 * note.velocity() * tine * DspMath.sinPi(7 * turns);
            }
            double level = 0.3 * note.velocity() * Tones.gate(i, note.frames(), 60, 5000) * x;
            double sway = 0.3 * DspMath.sinPi(2 * TREMOLO_HERTZ * (note.frame() + i) / Song.RATE);
            into[0][note.frame() + i] += level * (1 + sway);
            into[1][note.frame() + i] += level * (1 - sway);
            body *= bodyDecay;
            tine *= tineDecay;
        }
    }
}
