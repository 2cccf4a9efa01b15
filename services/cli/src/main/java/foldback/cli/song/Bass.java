package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.dsp.DspMath;
import java.util.ArrayList;
import java.util.List;

/** A finger bass: a filtered saw over a sine, recorded in a room that booms at 95 Hz. */
final class Bass implements Player {
    private static final double[] CHORUS_BEATS = {0, 0.5, 1, 1.75, 2, 2.5, 3, 3.5};
    private static final int[] CHORUS_STEPS = {0, 0, 12, 0, 0, 12, 7, 12};

    @Override
    public String name() {
        return "Bass";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public double peakDecibels() {
        return -3.5;
    }

    @Override
    public void play(Song song, double[][] into) {
        song.bars().forEach(bar -> line(bar).forEach(n -> pluck(n, into[0])));
        Recording.colour(into, Recording.BELL, 95, 7, 1.4);
    }

    private static List<Note> line(Bar bar) {
        List<Note> notes = new ArrayList<>();
        int root = bar.chord().bass();
        switch (bar.section()) {
            case INTRO -> {
                if (bar.inSection() >= 2) {
                    notes.add(note(bar, 0, 3.5, root, 0.7));
                }
            }
            case VERSE -> {
                notes.add(note(bar, 0, 1.25, root, 0.9));
                notes.add(note(bar, 1.5, 0.5, root, 0.6));
                notes.add(note(bar, 2.5, 0.75, root + 7, 0.75));
                notes.add(note(bar, 3.5, 0.4, root + (bar.isLastOfSection() ? 2 : 12), 0.7));
            }
            case CHORUS, FINAL_CHORUS -> {
                for (int i = 0; i < CHORUS_BEATS.length; i++) {
                    double velocity = (i & 1) == 0 ? 1 : 0.75;
                    notes.add(note(bar, CHORUS_BEATS[i], 0.4, root + CHORUS_STEPS[i], velocity));
                }
            }
            case BRIDGE -> notes.add(note(bar, 0, 3.75, root, 0.8));
            case OUTRO -> {
                if (bar.inSection() == 0) {
                    notes.add(note(bar, 0, 6, root, 0.85));
                }
            }
        }
        return notes;
    }

    private static Note note(Bar bar, double beat, double beats, int pitch, double velocity) {
        int human = (int) (160 * (1 + Tones.noise(50, bar.index() * 64L + (long) (beat * 16))));
        return new Note(Song.frame(bar, beat) + human, Song.beats(beats), pitch, velocity);
    }

    private static void pluck(Note note, double[] out) {
        Tones.Saw saw = new Tones.Saw(0.5);
        Tones.Svf tone = new Tones.Svf();
        double hertz = note.hertz();
        double brightness = 1;
        double dull = Tones.decay(0.9);
        int length = note.frames() + 2400;
        for (int i = 0; i < length && note.frame() + i < out.length; i++) {
            if ((i & 31) == 0) {
                tone.tune(180 + (500 + 900 * note.velocity()) * brightness, 0.9);
            }
            brightness *= dull;
            double level = note.velocity() * (0.55 + 0.45 * brightness) * Tones.gate(i, note.frames(), 140, 2400);
            double sub = DspMath.sinPi(2 * hertz * i / Song.RATE);
            out[note.frame() + i] += level * (0.5 * sub + 0.7 * tone.low(saw.next(hertz)));
        }
    }
}
