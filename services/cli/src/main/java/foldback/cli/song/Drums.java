package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import foldback.dsp.DspMath;
import java.util.ArrayList;
import java.util.List;

/** Kick, snare and hats, recorded apart. */
final class Drums {
    private static final int MOST_HUMAN_FRAMES = 140;

    private Drums() {}

    /** A hit, a little early or late, a little louder or softer, as by a hand. */
    private static Note hit(int who, Bar bar, double beat, double velocity) {
        long number = bar.index() * 64L + (long) (beat * 16);
        int human = (int) (MOST_HUMAN_FRAMES * Tones.noise(who, number));
        double touch = 1 + 0.12 * Tones.noise(who + 1, number);
        return new Note(Math.max(0, Song.frame(bar, beat) + human), 0, 0, velocity * touch);
    }

    private static boolean drumsPlay(Bar bar) {
        return bar.section() != Section.OUTRO && !(bar.section() == Section.INTRO && bar.inSection() < 2);
    }

    private static boolean fills(Bar bar) {
        return bar.isLastOfSection() && bar.section() != Section.OUTRO;
    }

    /** A sine that falls from 190 to 47 Hz, and the click of a beater. */
    static final class Kick implements Player {
        @Override
        public String name() {
            return "Kick";
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public double peakDecibels() {
            return -4;
        }

        @Override
        public void play(Song song, double[][] into) {
            song.bars().forEach(bar -> beats(bar).forEach(n -> strike(n, into[0])));
        }

        private static List<Note> beats(Bar bar) {
            List<Note> notes = new ArrayList<>();
            if (bar.section() == Section.OUTRO && bar.inSection() == 0) {
                notes.add(hit(10, bar, 0, 1));
            }
            if (!drumsPlay(bar) || (bar.section() == Section.BRIDGE && bar.inSection() < 2)) {
                return notes;
            }
            notes.add(hit(10, bar, 0, 1));
            notes.add(hit(10, bar, bar.section().isChorus() ? 2 : 2.5, 0.9));
            if (bar.section().isChorus()) {
                notes.add(hit(10, bar, 1.75, 0.6));
                notes.add(hit(10, bar, 3.5, 0.75));
            } else if ((bar.inSection() & 1) == 1) {
                notes.add(hit(10, bar, 1.75, 0.55));
            }
            return notes;
        }

        private static void strike(Note note, double[] out) {
            double phase = 0;
            double sweep = 1;
            double level = note.velocity();
            double click = 0.5 * note.velocity();
            double sweepDecay = Tones.decay(0.11);
            double levelDecay = Tones.decay(0.42);
            double clickDecay = Tones.decay(0.012);
            for (int i = 0; i < Song.RATE / 2 && note.frame() + i < out.length; i++) {
                phase += (47 + 143 * sweep) / Song.RATE;
                double attack = i < 48 ? i / 48.0 : 1;
                out[note.frame() + i] +=
                        attack * level * DspMath.sinPi(2 * phase) + click * Tones.noise(12, note.frame() + i);
                sweep *= sweepDecay;
                level *= levelDecay;
                click *= clickDecay;
            }
        }
    }

    /** Two modes of a skin and the rattle of its wires; ghost notes, and a roll at the end of a section. */
    static final class Snare implements Player {
        @Override
        public String name() {
            return "Snare";
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public double peakDecibels() {
            return -7;
        }

        @Override
        public void play(Song song, double[][] into) {
            song.bars().forEach(bar -> beats(bar).forEach(n -> strike(n, into[0])));
        }

        private static List<Note> beats(Bar bar) {
            List<Note> notes = new ArrayList<>();
            boolean breakdown = bar.section() == Section.BRIDGE && bar.inSection() < 3;
            if (!drumsPlay(bar) || breakdown) {
                return notes;
            }
            notes.add(hit(20, bar, 1, 0.95));
            notes.add(hit(20, bar, 2.25, 0.16));
            if (fills(bar)) {
                for (int i = 0; i < 8; i++) {
                    notes.add(hit(20, bar, 2 + i / 4.0, 0.3 + 0.09 * i));
                }
                return notes;
            }
            notes.add(hit(20, bar, 3, 1));
            if ((bar.inSection() & 1) == 1) {
                notes.add(hit(20, bar, 3.75, 0.2));
            }
            return notes;
        }

        private static void strike(Note note, double[] out) {
            Tones.Svf wires = new Tones.Svf().tune(3400, 0.6);
            Tones.Svf thin = new Tones.Svf().tune(900, 0.7);
            double skin = 0.8 * note.velocity();
            double rattle = 1.1 * note.velocity();
            double skinDecay = Tones.decay(0.16);
            double rattleDecay = Tones.decay(0.12 + 0.16 * note.velocity());
            for (int i = 0; i < Song.RATE / 2 && note.frame() + i < out.length; i++) {
                double t = i / (double) Song.RATE;
                double modes = DspMath.sinPi(2 * 188 * t) + 0.5 * DspMath.sinPi(2 * 331 * t);
                double noise = thin.high(wires.band(2.5 * Tones.noise(21, note.frame() + i)));
                out[note.frame() + i] += skin * modes + rattle * noise;
                skin *= skinDecay;
                rattle *= rattleDecay;
            }
        }
    }

    /** Noise and six inharmonic partials above 6 kHz, bright as a cheap microphone would have them. */
    static final class Hats implements Player {
        private static final double[] PARTIALS = {6123, 7411, 8297, 9613, 11_027, 13_331};

        @Override
        public String name() {
            return "Hats";
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
            song.bars().forEach(bar -> beats(bar).forEach(n -> strike(n, into[0])));
            Recording.colour(into, Recording.HIGH_SHELF, 9000, 5, 0.7071);
        }

        private static List<Note> beats(Bar bar) {
            List<Note> notes = new ArrayList<>();
            if (!drumsPlay(bar) || (bar.section() == Section.BRIDGE && bar.inSection() == 0)) {
                return notes;
            }
            boolean busy = bar.section().isChorus() || bar.section() == Section.BRIDGE;
            for (int i = 0; i < 16; i++) {
                boolean eighth = (i & 1) == 0;
                if (!eighth && !busy) {
                    continue;
                }
                boolean open = i == 14 && (bar.inSection() & 1) == 1;
                double accent = (i & 3) == 0 ? 0.7 : eighth ? 0.95 : 0.4;
                Note n = hit(30, bar, i / 4.0, accent);
                notes.add(new Note(n.frame(), open ? 1 : 0, 0, n.velocity()));
            }
            return notes;
        }

        private static void strike(Note note, double[] out) {
            Tones.Svf high = new Tones.Svf().tune(7000, 0.8);
            double level = note.velocity();
            double levelDecay = Tones.decay(note.frames() == 1 ? 0.42 : 0.05 + 0.05 * note.velocity());
            int length = Song.RATE / (note.frames() == 1 ? 2 : 7);
            for (int i = 0; i < length && note.frame() + i < out.length; i++) {
                double metal = 0;
                for (double hertz : PARTIALS) {
                    metal += DspMath.sinPi(2 * hertz * i / Song.RATE);
                }
                double noise = high.high(Tones.noise(31, note.frame() + i));
                out[note.frame() + i] += level * (noise + 0.12 * metal);
                level *= levelDecay;
            }
        }
    }
}
