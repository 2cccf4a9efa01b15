package foldback.mix.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.SampleRate;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notes through random arrangement edits. The oracle knows nothing of stems: it sticks a mark on the piece of tape under each note and carries
 * it along, edit by edit, as a pair of scissors would.
 */
class AnchorWalkTest {
    private static final int EDITS = 1000;
    private static final int NOTES = 60;
    private static final int TRACKS = 6;
    private static final long SONG = 2_000_000;
    private static final int LEAST_ALIVE_CHECKS = 2_000;
    private static final int LEAST_ORPHAN_CHECKS = 2_000;

    /** A piece of tape: what the oracle moves about. */
    private static final class Piece {
        final String clip;
        int track;
        long start;
        final long length;
        final long stemFrame;
        final StemHash stem;
        final List<Mark> marks = new ArrayList<>();

        Piece(String clip, int track, long start, long length, long stemFrame, StemHash stem) {
            this.clip = clip;
            this.track = track;
            this.start = start;
            this.length = length;
            this.stemFrame = stemFrame;
            this.stem = stem;
        }

        Clip asClip() {
            return new Clip(new Id(clip), stem, start, stemFrame, length);
        }
    }

    /** On a piece, so many frames after its beginning. */
    private record Mark(int note, long into) {}

    private record Noted(long frame, Anchoring anchoring) {}

    private List<Piece> tape = new ArrayList<>();
    private int names;
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void notes_stay_with_their_audio_through_a_thousand_edits(long seed) {
        System.out.println("anchor walk: seed " + seed);
        random = new Random(seed);
        recordStems();
        Mix before = mix();
        List<Noted> notes = new ArrayList<>();
        for (int note = 0; note < NOTES; note++) {
            notes.add(pin(before, note));
        }
        int alive = 0;
        int orphaned = 0;
        for (int edit = 0; edit < EDITS; edit++) {
            edit();
            Arrangement arrangement = Arrangement.of(mix());
            for (int note = 0; note < NOTES; note++) {
                Noted noted = notes.get(note);
                Place place = arrangement.place(noted.anchoring(), noted.frame(), null);
                Long marked = marked(note);
                if (marked == null) {
                    assertThat(place)
                            .as("seed %d edit %d note %d", seed, edit, note)
                            .isEqualTo(new Place.Orphaned());
                    orphaned++;
                } else {
                    assertThat(place)
                            .as("seed %d edit %d note %d", seed, edit, note)
                            .isInstanceOf(Place.OnAudio.class);
                    assertThat(((Place.OnAudio) place).frame())
                            .as("seed %d edit %d note %d", seed, edit, note)
                            .isEqualTo(marked);
                    alive++;
                }
            }
        }
        System.out.println("anchor walk: seed " + seed + " alive " + alive + " orphaned " + orphaned);
        assertThat(alive).isGreaterThan(LEAST_ALIVE_CHECKS);
        assertThat(orphaned).isGreaterThan(LEAST_ORPHAN_CHECKS);
    }

    /** A take of the whole song on each track, as stems are. */
    private void recordStems() {
        tape = new ArrayList<>();
        names = 0;
        for (int track = 0; track < TRACKS; track++) {
            StemHash stem = new StemHash(Integer.toString(track).repeat(64));
            tape.add(new Piece("c" + names++, track, random.nextLong(50_000), SONG, random.nextLong(9_000), stem));
        }
    }

    private Noted pin(Mix mix, int note) {
        Piece piece = tape.get(random.nextInt(tape.size()));
        long into = random.nextLong(piece.length);
        piece.marks.add(new Mark(note, into));
        long frame = piece.start + into;
        return new Noted(
                frame, Anchors.of(mix, frame, null, List.of(new StripAddress.OfTrack(new Id("t" + piece.track)))));
    }

    private void edit() {
        if (tape.isEmpty()) {
            return;
        }
        Piece piece = tape.get(random.nextInt(tape.size()));
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 ->
                piece.start = Math.max(0, piece.start + random.nextLong(-9_999, 10_000));
            case 10, 11, 12, 13, 14, 15 -> insertSilence();
            case 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 -> split(piece);
            case 26, 27, 28, 29 -> trim(piece);
            case 30, 31 -> tape.remove(piece);
            case 32, 33 -> piece.track = random.nextInt(TRACKS);
            case 34 -> renameEverything();
            default -> swap(piece, tape.get(random.nextInt(tape.size())));
        }
    }

    /** Everything from a moment on is played later, as bars are inserted; what plays across the moment is cut in two there. */
    private void insertSilence() {
        long at = random.nextLong(SONG);
        long length = random.nextLong(1, 20_000);
        for (Piece piece : List.copyOf(tape)) {
            if (piece.start < at && at < piece.start + piece.length) {
                cut(piece, at - piece.start);
            }
        }
        tape.stream().filter(p -> p.start >= at).forEach(p -> p.start += length);
    }

    private void split(Piece piece) {
        if (piece.length > 1 && tape.size() < 300) {
            cut(piece, random.nextLong(1, piece.length));
        }
    }

    /** The left part keeps its name or loses it, as programs do either. */
    private void cut(Piece piece, long into) {
        String leftName = random.nextBoolean() ? piece.clip : "c" + names++;
        Piece left = new Piece(leftName, piece.track, piece.start, into, piece.stemFrame, piece.stem);
        Piece right = new Piece(
                "c" + names++,
                piece.track,
                piece.start + into,
                piece.length - into,
                piece.stemFrame + into,
                piece.stem);
        for (Mark mark : piece.marks) {
            if (mark.into() < into) {
                left.marks.add(mark);
            } else {
                right.marks.add(new Mark(mark.note(), mark.into() - into));
            }
        }
        tape.remove(piece);
        tape.add(left);
        tape.add(right);
    }

    private void trim(Piece piece) {
        long head = random.nextLong(1 + piece.length / 8);
        long tail = random.nextLong(1 + piece.length / 8);
        if (head + tail >= piece.length) {
            return;
        }
        Piece rest = new Piece(
                piece.clip,
                piece.track,
                piece.start + head,
                piece.length - head - tail,
                piece.stemFrame + head,
                piece.stem);
        for (Mark mark : piece.marks) {
            if (mark.into() >= head && mark.into() < piece.length - tail) {
                rest.marks.add(new Mark(mark.note(), mark.into() - head));
            }
        }
        tape.remove(piece);
        tape.add(rest);
    }

    /** As going back to a version or coming from another program does. */
    private void renameEverything() {
        List<Piece> renamed = new ArrayList<>();
        for (Piece piece : tape) {
            Piece again = new Piece("c" + names++, piece.track, piece.start, piece.length, piece.stemFrame, piece.stem);
            again.marks.addAll(piece.marks);
            renamed.add(again);
        }
        tape = renamed;
    }

    private static void swap(Piece one, Piece other) {
        long start = one.start;
        one.start = other.start;
        other.start = start;
    }

    private @Nullable Long marked(int note) {
        for (Piece piece : tape) {
            for (Mark mark : piece.marks) {
                if (mark.note() == note) {
                    return piece.start + mark.into();
                }
            }
        }
        return null;
    }

    private Mix mix() {
        List<Track> tracks = new ArrayList<>();
        for (int track = 0; track < TRACKS; track++) {
            int number = track;
            List<Clip> clips = tape.stream()
                    .filter(p -> p.track == number)
                    .map(Piece::asClip)
                    .toList();
            tracks.add(new Track(
                    new Id("t" + track),
                    "Track " + track,
                    new Colour("#FF9F00"),
                    clips,
                    Strip.FRESH,
                    StripAddress.MASTER));
        }
        return new Mix(new SampleRate(48_000), tracks, List.of(), Strip.FRESH);
    }
}
