package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.mix.Clip;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Plays the clips of one track, reading each stem in long pieces into buffers that clips pass on to each other. */
final class ClipPlayer {
    private static final int PIECE_FRAMES = 4096;

    /** A clip with the reader of its stem. */
    record Part(Clip clip, StemReader stem) {}

    private final List<Part> parts;
    private final List<Playing> playing = new ArrayList<>();
    private final Deque<double[][]> spareMono = new ArrayDeque<>();
    private final Deque<double[][]> spareStereo = new ArrayDeque<>();
    private final SummingPoint sum;
    private int next;

    /** @param channels of the track: as many as the widest of its stems */
    ClipPlayer(List<Part> parts, int channels) {
        this.parts = parts.stream()
                .sorted(Comparator.comparingLong(p -> p.clip().startFrame()))
                .toList();
        sum = new SummingPoint(channels);
    }

    /** A clip that has begun and not ended. */
    private static final class Playing {
        final Part part;
        final double[][] piece;
        long pieceStart;
        int pieceFrames;

        Playing(Part part, double[][] piece) {
            this.part = part;
            this.piece = piece;
            pieceStart = part.clip().startFrame();
        }
    }

    /** Fills a tick that begins at a frame of the song. */
    void play(long frame, double[][] into) {
        sum.clear();
        while (next < parts.size() && parts.get(next).clip().startFrame() < frame + Processor.TICK_FRAMES) {
            playing.add(
                    new Playing(parts.get(next), buffer(parts.get(next).stem().channels())));
            next++;
        }
        for (Playing p : playing) {
            add(p, frame, into.length);
        }
        sum.take(into);
        playing.removeIf(p -> {
            boolean over = p.part.clip().endFrame() <= frame + Processor.TICK_FRAMES;
            if (over) {
                spare(p.piece.length).push(p.piece);
            }
            return over;
        });
    }

    private double[][] buffer(int channels) {
        Deque<double[][]> spare = spare(channels);
        return spare.isEmpty() ? new double[channels][PIECE_FRAMES] : spare.pop();
    }

    private Deque<double[][]> spare(int channels) {
        return channels == 1 ? spareMono : spareStereo;
    }

    private void add(Playing p, long tickStart, int channels) {
        Clip clip = p.part.clip();
        long from = Math.max(clip.startFrame(), tickStart);
        long to = Math.min(clip.endFrame(), tickStart + Processor.TICK_FRAMES);
        int lastChannel = p.part.stem().channels() - 1;
        for (long frame = from; frame < to; frame++) {
            if (frame >= p.pieceStart + p.pieceFrames) {
                load(p, frame);
            }
            int at = (int) (frame - p.pieceStart);
            int i = (int) (frame - tickStart);
            for (int c = 0; c < channels; c++) {
                sum.add(c, i, sum.snapped(p.piece[Math.min(c, lastChannel)][at]));
            }
        }
    }

    private static void load(Playing p, long frame) {
        Clip clip = p.part.clip();
        p.pieceStart = frame;
        p.pieceFrames = (int) Math.min(PIECE_FRAMES, clip.endFrame() - frame);
        p.part.stem().read(clip.stemFrame() + frame - clip.startFrame(), p.piece, p.pieceFrames);
    }

    long clamped() {
        return sum.clamped();
    }
}
