package foldback.cli.song;

import foldback.dsp.DspMath;
import java.util.List;

/** A monophonic synthesiser: two saws, a slide from note to note, a vibrato that comes late. */
final class Lead implements Player {
    private static final double SLIDE = 0.9985;

    @Override
    public String name() {
        return "Lead";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public double peakDecibels() {
        return -6;
    }

    @Override
    public void play(Song song, double[][] into) {
        List<Note> notes = Melody.led(song);
        Tones.Saw first = new Tones.Saw(0.1);
        Tones.Saw second = new Tones.Saw(0.6);
        Tones.Svf tone = new Tones.Svf();
        double pitch = notes.getFirst().pitch();
        for (Note note : notes) {
            int length = note.frames() + 3000;
            double hertz = 0;
            for (int i = 0; i < length && note.frame() + i < into[0].length; i++) {
                pitch = note.pitch() + SLIDE * (pitch - note.pitch());
                if ((i & 31) == 0) {
                    double depth = i < 14_000 ? 0 : 0.22;
                    hertz = Tones.hertz(pitch + depth * DspMath.sinPi(2 * 5.3 * i / Song.RATE));
                    double open = 1 - i / (double) length;
                    tone.tune(900 + 4200 * note.velocity() * open, 1.3);
                }
                double x = tone.low(0.6 * first.next(hertz) + 0.5 * second.next(hertz * 1.004));
                into[0][note.frame() + i] += note.velocity() * x * Tones.gate(i, note.frames(), 300, 3000);
            }
        }
    }
}
