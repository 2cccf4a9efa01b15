package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.mix.Clip;
import foldback.mix.Id;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays the clips of one track, reading each stem in long pieces into buffers that clips pass on to each other. What it plays only
 * depends on the frame, so it remembers nothing that would have to be saved.
 */
final class ClipPlayer {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int PIECE_FRAMES = 4096;

    /** A clip with the reader of its stem. */
    record Part(Clip clip, StemReader stem) {}

    private final Id track;
    private final Part[] parts;
    private final Voice[] voices;
    private final double[] scratch = new double[TICK];
    private int next;
    private int sounding;
    private long clamped;

    ClipPlayer(Id track, List<Part> parts) {
        this.track = track;
        this.parts = parts.stream()
                .sorted(Comparator.comparingLong(p -> p.clip().startFrame()))
                .toArray(Part[]::new);
        int channels = parts.stream().mapToInt(p -> p.stem().channels()).max().orElse(1);
        voices = new Voice[mostAtOnce(this.parts)];
        for (int i = 0; i < voices.length; i++) {
            voices[i] = new Voice(channels);
        }
    }

    /** How many clips can sound within one tick, wherever the ticks lie. */
    private static int mostAtOnce(Part[] byStart) {
        long[] ends = new long[byStart.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = byStart[i].clip().endFrame();
        }
        Arrays.sort(ends);
        int over = 0;
        int most = 0;
        for (int i = 0; i < byStart.length; i++) {
            while (ends[over] + 2 * TICK < byStart[i].clip().startFrame()) {
                over++;
            }
            most = Math.max(most, i + 1 - over);
        }
        return most;
    }

    /** A clip that has begun and not ended. */
    private static final class Voice {
        final double[][] piece;

        @Nullable
        Part part;

        long pieceStart;
        int pieceFrames;
        boolean loud;

        Voice(int channels) {
            piece = new double[channels][PIECE_FRAMES];
        }
    }

    /** Goes to another place in the song. */
    void rewind() {
        next = 0;
        sounding = 0;
    }

    /**
     * Fills a tick.
     *
     * @param frame of the song at which the tick begins; any, also below 0
     */
    void play(long frame, double[][] into) {
        start(frame);
        for (double[] channel : into) {
            Arrays.fill(channel, 0);
        }
        for (int i = 0; i < sounding; i++) {
            add(voices[i], frame, into);
        }
        if (sounding > 2) {
            for (double[] channel : into) {
                clamped += Summing.clamp(channel, 0, TICK, Summing.LOUDEST_SUM);
            }
        }
        stop(frame);
    }

    private void start(long frame) {
        while (next < parts.length && parts[next].clip().startFrame() < frame + TICK) {
            if (parts[next].clip().endFrame() > frame) {
                Voice voice = voices[sounding];
                voice.part = parts[next];
                voice.pieceFrames = 0;
                sounding++;
            }
            next++;
        }
    }

    private void stop(long frame) {
        int kept = 0;
        for (int i = 0; i < sounding; i++) {
            Voice voice = voices[i];
            if (partOf(voice).clip().endFrame() > frame + TICK) {
                voices[i] = voices[kept];
                voices[kept] = voice;
                kept++;
            }
        }
        sounding = kept;
    }

    private static Part partOf(Voice voice) {
        Part part = voice.part;
        if (part == null) {
            throw new IllegalStateException("a clip sounds that never began");
        }
        return part;
    }

    private void add(Voice voice, long tickStart, double[][] into) {
        Part part = partOf(voice);
        long to = Math.min(part.clip().endFrame(), tickStart + TICK);
        long frame = Math.max(part.clip().startFrame(), tickStart);
        while (frame < to) {
            if (voice.pieceFrames == 0 || frame >= voice.pieceStart + voice.pieceFrames) {
                load(voice, part, frame);
            }
            int count = (int) (Math.min(to, voice.pieceStart + voice.pieceFrames) - frame);
            int lastChannel = part.stem().channels() - 1;
            for (int c = 0; c < into.length; c++) {
                double[] piece = voice.piece[Math.min(c, lastChannel)];
                int from = (int) (frame - voice.pieceStart);
                if (voice.loud) {
                    clamped += c > lastChannel ? 0 : Summing.countBeyond(piece, from, count, Summing.LOUDEST_INPUT);
                    Summing.copyClamped(piece, from, count, Summing.LOUDEST_INPUT, scratch);
                    add(scratch, 0, into[c], (int) (frame - tickStart), count);
                } else {
                    add(piece, from, into[c], (int) (frame - tickStart), count);
                }
            }
            frame += count;
        }
    }

    private static void add(double[] piece, int from, double[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += (piece[from + i] + Summing.GRID) - Summing.GRID;
        }
    }

    /** Reads on, and looks at what was read. */
    private void load(Voice voice, Part part, long frame) {
        Clip clip = part.clip();
        voice.pieceStart = frame;
        voice.pieceFrames = (int) Math.min(PIECE_FRAMES, clip.endFrame() - frame);
        long stemFrame = clip.stemFrame() + frame - clip.startFrame();
        part.stem().read(stemFrame, voice.piece, voice.pieceFrames);
        voice.loud = false;
        for (int c = 0; c < part.stem().channels(); c++) {
            if (!areUsual(voice.piece[c], voice.pieceFrames)) {
                requireNumbers(voice.piece[c], voice.pieceFrames, clip, stemFrame);
                voice.loud = true;
            }
        }
    }

    /** Whether no sample has to be clamped, for all that their sums tell. */
    private boolean areUsual(double[] piece, int frames) {
        Arrays.fill(scratch, 0);
        for (int at = 0; at < frames; at += TICK) {
            Summing.addMagnitudes(piece, at, Math.min(TICK, frames - at), scratch);
        }
        return Summing.allBelow(scratch, Summing.LOUDEST_INPUT);
    }

    private void requireNumbers(double[] piece, int frames, Clip clip, long stemFrame) {
        for (int i = 0; i < frames; i++) {
            if (!(Math.abs(piece[i]) <= Double.MAX_VALUE)) {
                throw new UnusableSampleException(track, clip.stem(), stemFrame + i);
            }
        }
    }

    long clamped() {
        return clamped;
    }

    void exchange(ProcessorState state) {
        clamped = state.whole(clamped);
    }
}
