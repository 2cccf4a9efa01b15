package foldback.cli.song;

import java.util.ArrayList;
import java.util.List;

/** "Night Bus": 32 bars of 4/4 at 100 beats a minute in D minor, as the players read it. Pitches are MIDI note numbers. */
final class Song {
    static final int RATE = 48_000;
    static final int FRAMES_PER_BEAT = RATE * 60 / 100;
    static final int BEATS_PER_BAR = 4;
    static final int FRAMES_PER_BAR = BEATS_PER_BAR * FRAMES_PER_BEAT;

    /** How much later than written every second sixteenth falls. */
    private static final int SWING_FRAMES = 1000;

    private static final int RING_OUT_FRAMES = FRAMES_PER_BEAT * 2;

    enum Section {
        INTRO,
        VERSE,
        CHORUS,
        BRIDGE,
        FINAL_CHORUS,
        OUTRO;

        boolean isChorus() {
            return this == CHORUS || this == FINAL_CHORUS;
        }
    }

    /** A chord, voiced so that the voices move by steps. */
    record Chord(int bass, List<Integer> voices) {
        Chord {
            voices = List.copyOf(voices);
        }
    }

    /**
     * One bar.
     *
     * @param inSection its number within its section, from 0
     */
    record Bar(int index, Section section, int inSection, int sectionBars, Chord chord) {
        boolean isLastOfSection() {
            return inSection == sectionBars - 1;
        }
    }

    private static final Chord DM9 = chord(38, 53, 57, 60, 64);
    private static final Chord BB_MAJ9 = chord(34, 53, 57, 60, 62);
    private static final Chord F_OVER_A = chord(33, 53, 55, 57, 60);
    private static final Chord C_ADD9 = chord(36, 52, 55, 60, 62);
    private static final Chord BB = chord(34, 58, 62, 65, 69);
    private static final Chord C = chord(36, 55, 60, 64, 67);
    private static final Chord DM = chord(38, 57, 62, 65, 69);
    private static final Chord F = chord(33, 57, 60, 65, 69);
    private static final Chord GM7 = chord(31, 58, 62, 65, 67);
    private static final Chord A7 = chord(33, 57, 61, 64, 67);
    private static final Chord EB_MAJ7 = chord(39, 58, 62, 63, 67);
    private static final Chord DM_OVER_F = chord(41, 57, 60, 62, 65);

    private static final List<Chord> VERSE_CHORDS = List.of(DM9, BB_MAJ9, F_OVER_A, C_ADD9);
    private static final List<Chord> CHORUS_CHORDS = List.of(BB, C, DM, F, BB, C, GM7, A7);
    private static final List<Chord> BRIDGE_CHORDS = List.of(GM7, DM_OVER_F, EB_MAJ7, A7);
    private static final List<Chord> FINAL_CHORDS = List.of(BB, C, DM, F, GM7, A7);

    private final List<Bar> bars = new ArrayList<>();

    Song() {
        add(Section.INTRO, 4, VERSE_CHORDS);
        add(Section.VERSE, 8, VERSE_CHORDS);
        add(Section.CHORUS, 8, CHORUS_CHORDS);
        add(Section.BRIDGE, 4, BRIDGE_CHORDS);
        add(Section.FINAL_CHORUS, 6, FINAL_CHORDS);
        add(Section.OUTRO, 2, List.of(DM9));
    }

    private static Chord chord(int bass, Integer... voices) {
        return new Chord(bass, List.of(voices));
    }

    private void add(Section section, int count, List<Chord> chords) {
        for (int i = 0; i < count; i++) {
            bars.add(new Bar(bars.size(), section, i, count, chords.get(i % chords.size())));
        }
    }

    List<Bar> bars() {
        return bars;
    }

    int frames() {
        return bars.size() * FRAMES_PER_BAR + RING_OUT_FRAMES;
    }

    /** Where a beat of a bar falls, swung. */
    static int frame(Bar bar, double beat) {
        int sixteenth = (int) (beat * 4 + 0.5);
        int swing = (sixteenth & 1) == 1 ? SWING_FRAMES : 0;
        return bar.index() * FRAMES_PER_BAR + (int) (beat * FRAMES_PER_BEAT) + swing;
    }

    static int beats(double count) {
        return (int) (count * FRAMES_PER_BEAT);
    }
}
