package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import java.util.List;

/** A picked guitar (Karplus, Strong, Digital Synthesis of Plucked-String and Drum Timbres, 1983), playing broken chords. */
final class Guitar implements Player {
    private static final int[] VERSE_ORDER = {0, 2, 1, 3, 2, 1, 3, 2};
    private static final int[] CHORUS_ORDER = {3, 2, 1, 2, 3, 1, 2, 0};

    @Override
    public String name() {
        return "Guitar";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public double peakDecibels() {
        return -10;
    }

    @Override
    public void play(Song song, double[][] into) {
        for (Bar bar : song.bars()) {
            boolean rests = bar.section() == Section.INTRO && bar.inSection() < 2;
            if (rests || (bar.section() == Section.OUTRO && bar.inSection() > 0)) {
                continue;
            }
            boolean up = bar.section().isChorus() || bar.section() == Section.BRIDGE;
            int[] order = up ? CHORUS_ORDER : VERSE_ORDER;
            List<Integer> voices = bar.chord().voices();
            for (int i = 0; i < order.length; i++) {
                long number = bar.index() * 16L + i;
                int late = (int) (170 * (1 + Tones.noise(80, number)));
                double velocity = ((i & 3) == 0 ? 0.9 : 0.65) * (1 + 0.2 * Tones.noise(81, number));
                int pitch = voices.get(order[i]) + (up ? 12 : 0);
                pluck(new Note(Song.frame(bar, i / 2.0) + late, Song.beats(1.4), pitch, velocity), into[0]);
            }
        }
    }

    /** A burst of noise runs round a loop of one period, which loses its treble on the way. */
    static void pluck(Note note, double[] out) {
        double period = Song.RATE / note.hertz() - 0.5; // the average of two samples takes half a frame
        int whole = (int) period;
        double rest = period - whole;
        double allpass = (1 - rest) / (1 + rest);
        double[] string = new double[whole];
        Tones.Svf pick = new Tones.Svf().tune(900 + 5000 * note.velocity(), 0.7);
        double offset = 0;
        for (int i = 0; i < whole; i++) {
            string[i] = note.velocity() * pick.low(Tones.noise(82, note.frame() + i));
            offset += string[i] / whole;
        }
        for (int i = 0; i < whole; i++) {
            string[i] -= offset; // a loop keeps what has no pitch longest of all
        }
        double previous = 0;
        double lastIn = 0;
        double lastOut = 0;
        int at = 0;
        int length = note.frames() + 9000;
        for (int i = 0; i < length && note.frame() + i < out.length; i++) {
            double now = string[at];
            double damped = 0.4985 * (now + previous);
            previous = now;
            double tuned = allpass * (damped - lastOut) + lastIn;
            lastIn = damped;
            lastOut = tuned;
            string[at] = tuned;
            at = at + 1 == whole ? 0 : at + 1;
            out[note.frame() + i] += now * Tones.gate(i, note.frames(), 20, 9000);
        }
    }
}
