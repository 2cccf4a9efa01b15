package foldback.cli.song;

import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import java.util.ArrayList;
import java.util.List;

/** What is sung, and the answer that the lead plays to it. A phrase is written as beat, beats, pitch; each row is a bar. */
final class Melody {
    private static final double[][] VERSE = {
        {0.5, 0.5, 69, 1, 0.5, 69, 1.5, 0.5, 67, 2, 1, 65, 3, 0.5, 64, 3.5, 0.5, 65},
        {0.5, 1.5, 62, 2.5, 0.5, 65, 3, 0.5, 67, 3.5, 0.5, 69},
        {0, 1, 72, 1, 0.5, 69, 1.5, 1, 67, 3, 0.5, 65, 3.5, 0.5, 67},
        {0, 1.5, 67, 1.5, 0.5, 64, 2, 1.5, 62},
        {0.5, 0.5, 69, 1, 0.5, 69, 1.5, 0.5, 72, 2, 1, 69, 3, 0.5, 67, 3.5, 0.5, 65},
        {0.5, 1.5, 65, 2.5, 0.5, 62, 3, 0.5, 65, 3.5, 0.5, 67},
        {0, 1.5, 69, 1.5, 0.5, 67, 2, 1, 69, 3, 1, 72},
        {0, 2, 74, 2.5, 0.5, 72, 3, 1, 70},
    };
    private static final double[][] CHORUS = {
        {0, 1, 74, 1, 0.5, 72, 1.5, 1, 69, 2.5, 0.5, 65, 3, 1, 67},
        {0, 1, 67, 1.5, 0.5, 72, 2, 0.75, 72, 2.75, 0.25, 74, 3, 1, 72},
        {0, 1.5, 69, 1.5, 0.5, 65, 2, 1, 69, 3, 1, 72},
        {0, 2, 69, 2.5, 0.5, 67, 3, 0.5, 65, 3.5, 0.5, 67},
        {0, 1, 74, 1, 0.5, 72, 1.5, 1, 69, 2.5, 0.5, 70, 3, 1, 72},
        {0, 1, 67, 1, 1, 72, 2, 1.5, 76, 3.5, 0.5, 74},
        {0, 1.5, 74, 1.5, 0.5, 70, 2, 1, 69, 3, 1, 67},
        {0, 1, 69, 1, 1, 73, 2, 2, 76},
    };
    private static final double[][] FINAL = {CHORUS[0], CHORUS[1], CHORUS[2], CHORUS[3], CHORUS[6], CHORUS[7]};
    private static final double[][] BRIDGE = {
        {0, 3, 70, 3, 1, 72}, {0, 3.5, 69}, {0, 2, 67, 2, 2, 70}, {0, 2, 74, 2, 1.75, 73},
    };
    private static final double[][] END = {{0, 6, 74}};

    private static final double[][] LEAD_BRIDGE = {
        {0.5, 0.5, 74, 1, 0.5, 77, 1.5, 1.5, 79, 3.5, 0.5, 77},
        {0, 1, 77, 1, 0.5, 76, 1.5, 2, 74},
        {0.5, 0.5, 75, 1, 0.5, 79, 1.5, 1.5, 82, 3.5, 0.5, 81},
        {0, 1, 81, 1, 1, 79, 2, 1.75, 85},
    };
    private static final double[][] LEAD_CHORUS = {
        {}, {3, 0.5, 79, 3.5, 0.5, 76}, {}, {2, 0.5, 81, 2.5, 0.5, 79, 3, 0.75, 77}
    };

    private Melody() {}

    static List<Note> sung(Song song) {
        List<Note> notes = new ArrayList<>();
        for (Bar bar : song.bars()) {
            double[][] phrase = switch (bar.section()) {
                case INTRO -> new double[0][];
                case VERSE -> VERSE;
                case CHORUS -> CHORUS;
                case BRIDGE -> BRIDGE;
                case FINAL_CHORUS -> FINAL;
                case OUTRO -> END;
            };
            double effort = bar.section().isChorus() ? 1 : bar.section() == Section.VERSE ? 0.5 : 0.35;
            add(bar, phrase, effort, 90, notes);
        }
        return notes;
    }

    static List<Note> led(Song song) {
        List<Note> notes = new ArrayList<>();
        for (Bar bar : song.bars()) {
            if (bar.section() == Section.BRIDGE) {
                add(bar, LEAD_BRIDGE, 0.9, 95, notes);
            } else if (bar.section().isChorus()) {
                add(bar, new double[][] {LEAD_CHORUS[bar.inSection() % LEAD_CHORUS.length]}, 0.7, 95, notes);
            }
        }
        return notes;
    }

    private static void add(Bar bar, double[][] phrase, double effort, int who, List<Note> notes) {
        if (phrase.length == 0 || (bar.section() == Section.OUTRO && bar.inSection() > 0)) {
            return;
        }
        double[] row = phrase[bar.inSection() % phrase.length];
        for (int i = 0; i < row.length; i += 3) {
            long number = bar.index() * 32L + i;
            int late = (int) (220 * (1 + Tones.noise(who, number)));
            double velocity = effort * (1 + 0.3 * Tones.noise(who + 1, number));
            notes.add(new Note(Song.frame(bar, row[i]) + late, Song.beats(0.93 * row[i + 1]), row[i + 2], velocity));
        }
    }
}
