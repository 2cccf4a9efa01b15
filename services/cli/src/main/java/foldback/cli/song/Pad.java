package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import foldback.dsp.DspMath;

/** Strings of a sort: six saws a voice, detuned to both sides, behind a filter that opens slowly. */
final class Pad implements Player {
    private static final double[] DETUNE_CENTS = {-11, -4, 6};

    @Override
    public String name() {
        return "Pad";
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public double peakDecibels() {
        return -11;
    }

    @Override
    public void play(Song song, double[][] into) {
        for (Bar bar : song.bars()) {
            boolean quiet = bar.section() == Section.VERSE && bar.inSection() < 4;
            if (quiet || (bar.section() == Section.OUTRO && bar.inSection() > 0)) {
                continue;
            }
            double beats = bar.section() == Section.OUTRO ? 7 : 4;
            int voice = 0;
            for (int pitch : bar.chord().voices()) {
                double velocity = bar.section().isChorus() ? 1 : 0.7;
                int who = bar.index() * 8 + voice;
                play(new Note(Song.frame(bar, 0), Song.beats(beats), pitch, velocity), who, into);
                voice++;
            }
        }
    }

    private static void play(Note note, int who, double[][] into) {
        for (int side = 0; side < 2; side++) {
            Tones.Saw[] saws = new Tones.Saw[DETUNE_CENTS.length];
            double[] hertz = new double[saws.length];
            for (int s = 0; s < saws.length; s++) {
                saws[s] = new Tones.Saw(0.5 + 0.499 * Tones.noise(70 + side, who * 4L + s));
                hertz[s] = Tones.hertz(note.pitch() + (side == 0 ? 1 : -1) * DETUNE_CENTS[s] / 100);
            }
            side(note, saws, hertz, into[side]);
        }
    }

    private static void side(Note note, Tones.Saw[] saws, double[] hertz, double[] out) {
        Tones.Svf tone = new Tones.Svf();
        int release = 26_000;
        for (int i = 0; i < note.frames() + release && note.frame() + i < out.length; i++) {
            if ((i & 63) == 0) {
                double slow = DspMath.sinPi((note.frame() + i) / (4.0 * Song.FRAMES_PER_BAR));
                tone.tune(1100 + 700 * note.velocity() + 500 * slow, 0.7);
            }
            double sum = 0;
            for (int s = 0; s < saws.length; s++) {
                sum += saws[s].next(hertz[s]);
            }
            double level = 0.1 * note.velocity() * Tones.gate(i, note.frames(), 22_000, release);
            out[note.frame() + i] += level * tone.low(sum);
        }
    }
}
