package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.Packing;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /**
     * A clip with the reader of its stem.
     *
     * @param gain of the clip, linear
     */
    record Part(Clip clip, StemReader stem, double gain) {
        Part(Clip clip, StemReader stem) {
            this(clip, stem, DspMath.decibelsToLinear(clip.gainDb()));
        }

        /** Whether it is heard as the stem has it, all along. */
        private boolean isPlain() {
            return gain == 1 && clip.fadeIn().frames() == 0 && clip.fadeOut().frames() == 0;
        }

        private long fadeInEnd() {
            return clip.startFrame() + clip.fadeIn().frames();
        }

        private long fadeOutStart() {
            return clip.endFrame() - clip.fadeOut().frames();
        }

        boolean isFading(long frame) {
            return frame < fadeInEnd() || frame >= fadeOutStart();
        }

        /** Where after a frame a fade begins or ends, or the clip does. */
        long nextFadeAfter(long frame) {
            return frame < fadeInEnd() ? fadeInEnd() : frame < fadeOutStart() ? fadeOutStart() : clip.endFrame();
        }

        /** The first frame of a fade in, and the last of a fade out, are silent. */
        double fadeAt(long frame) {
            if (frame < fadeInEnd()) {
                double t = (double) (frame - clip.startFrame()) / clip.fadeIn().frames();
                return gainOf(clip.fadeIn().shape(), t);
            }
            if (frame >= fadeOutStart()) {
                double t =
                        (double) (clip.endFrame() - 1 - frame) / clip.fadeOut().frames();
                return gainOf(clip.fadeOut().shape(), t);
            }
            return 1;
        }

        private static double gainOf(Fade.Shape shape, double t) {
            return switch (shape) {
                case LINEAR -> t;
                case EQUAL_POWER -> DspMath.sinPi(t / 2);
                case S_CURVE -> t * t * (3 - 2 * t);
            };
        }
    }

    private final Id track;
    private final Part[] parts;
    private final Voice[] voices;
    private final FrameKernels frames;
    private final double[] scratch = new double[TICK];
    private int next;
    private int sounding;
    private long clamped;

    ClipPlayer(Id track, List<Part> parts, FrameKernels frames) {
        this.frames = frames;
        this.track = track;
        this.parts = parts.stream()
                .sorted(Comparator.comparingLong(p -> p.clip().startFrame()))
                .toArray(Part[]::new);
        int channels = parts.stream().mapToInt(p -> p.stem().channels()).max().orElse(1);
        voices = new Voice[mostAtOnce(this.parts)];
        boolean packed = parts.stream().anyMatch(p -> p.stem().packing() != null);
        for (int i = 0; i < voices.length; i++) {
            voices[i] = new Voice(channels, packed);
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

        /** Whether the piece is on the grid of sums. */
        boolean snapped;

        /** A piece as it is packed in the file, which is another one. */
        final ByteBuffer bytes;

        long bytesStart;
        int bytesFrames;

        Voice(int channels, boolean packed) {
            piece = new double[channels][PIECE_FRAMES];
            int room = packed ? (PIECE_FRAMES + 1) * Packing.MOST_BYTES : 0;
            bytes = ByteBuffer.allocateDirect(room).order(ByteOrder.LITTLE_ENDIAN);
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
            fillAround(channel, frame);
        }
        for (int i = 0; i < sounding; i++) {
            add(voices[i], frame, into, i == 0);
        }
        if (sounding > 2) {
            for (double[] channel : into) {
                clamped += Summing.clamp(channel, 0, TICK, Summing.LOUDEST_SUM);
            }
        }
        stop(frame);
    }

    /**
     * Lends a tick as it was read, if nothing sounds in it, or one clip is all that does and leaves it as it is.
     *
     * @return whether the tick has it now; if not, it is to be {@link #play}ed
     */
    boolean lend(long frame, LaneTick tick, int lane) {
        start(frame);
        if (sounding == 0) {
            tick.silence(lane);
            return true;
        }
        if (sounding != 1) {
            return false;
        }
        Voice voice = voices[0];
        Part part = partOf(voice);
        boolean throughout = part.clip().startFrame() <= frame && part.clip().endFrame() >= frame + TICK;
        if (!throughout || !part.isPlain()) {
            return false;
        }
        Packing packing = part.stem().packing();
        if (packing != null && packing.channels() == tick.channels()) {
            lendPacked(voice, part, packing, frame, tick, lane);
            stop(frame);
            return true;
        }
        if (voice.pieceFrames == 0 || frame >= voice.pieceStart + voice.pieceFrames) {
            load(voice, part, frame);
        }
        int from = (int) (frame - voice.pieceStart);
        if (voice.loud || from + TICK > voice.pieceFrames) {
            return false;
        }
        double[][] piece = voice.piece;
        tick.lend(lane, piece[0], piece[part.stem().channels() - 1], from);
        stop(frame);
        return true;
    }

    /** Integers are on the grid of sums, and never loud. */
    private static void lendPacked(Voice voice, Part part, Packing packing, long frame, LaneTick tick, int lane) {
        Clip clip = part.clip();
        if (frame < voice.bytesStart || frame + TICK > voice.bytesStart + voice.bytesFrames) {
            voice.bytesStart = frame;
            voice.bytesFrames = (int) Math.min(PIECE_FRAMES, clip.endFrame() - frame);
            part.stem().readPacked(clip.stemFrame() + frame - clip.startFrame(), voice.bytes, voice.bytesFrames);
            voice.bytes.clear();
        }
        int at = (int) (frame - voice.bytesStart) * packing.frameBytes();
        tick.lendPacked(lane, packing, voice.bytes, at);
    }

    private void start(long frame) {
        while (next < parts.length && parts[next].clip().startFrame() < frame + TICK) {
            if (parts[next].clip().endFrame() > frame) {
                Voice voice = voices[sounding];
                voice.part = parts[next];
                voice.pieceFrames = 0;
                voice.bytesFrames = 0;
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

    /** Silences the part of a tick that the first clip does not write. */
    private void fillAround(double[] channel, long tickStart) {
        if (sounding == 0) {
            Arrays.fill(channel, 0);
            return;
        }
        Clip first = partOf(voices[0]).clip();
        long from = Math.max(first.startFrame() - tickStart, 0);
        long to = Math.min(first.endFrame() - tickStart, TICK);
        Arrays.fill(channel, 0, (int) from, 0);
        Arrays.fill(channel, (int) to, TICK, 0);
    }

    /** @param first whether nothing was written before */
    private void add(Voice voice, long tickStart, double[][] into, boolean first) {
        Part part = partOf(voice);
        Clip clip = part.clip();
        long to = Math.min(clip.endFrame(), tickStart + TICK);
        long frame = Math.max(clip.startFrame(), tickStart);
        while (frame < to) {
            if (voice.pieceFrames == 0 || frame >= voice.pieceStart + voice.pieceFrames) {
                load(voice, part, frame);
            }
            long end = Math.min(Math.min(to, voice.pieceStart + voice.pieceFrames), part.nextFadeAfter(frame));
            int count = (int) (end - frame);
            int lastChannel = part.stem().channels() - 1;
            boolean asIs = !voice.loud && part.gain() == 1 && !part.isFading(frame);
            for (int c = 0; c < into.length; c++) {
                double[] piece = voice.piece[Math.min(c, lastChannel)];
                int from = (int) (frame - voice.pieceStart);
                if (asIs) {
                    put(piece, from, into[c], (int) (frame - tickStart), count, first, voice.snapped);
                } else {
                    int beyond = shape(part, piece, from, frame, count);
                    clamped += c > lastChannel ? 0 : beyond;
                    put(scratch, 0, into[c], (int) (frame - tickStart), count, first, false);
                }
            }
            frame = end;
        }
    }

    private void put(double[] piece, int from, double[] into, int at, int count, boolean first, boolean snapped) {
        if (first && snapped) {
            System.arraycopy(piece, from, into, at, count);
        } else if (first) {
            frames.snap(piece, from, into, at, count);
        } else {
            frames.addSnapped(piece, from, into, at, count);
        }
    }

    /** Fills the scratch with frames that the clip changes; returns how many of them had to be clamped. */
    private int shape(Part part, double[] piece, int from, long frame, int count) {
        System.arraycopy(piece, from, scratch, 0, count);
        int beyond = Summing.clamp(scratch, 0, count, Summing.LOUDEST_INPUT);
        for (int i = 0; i < count; i++) {
            scratch[i] *= part.gain() * part.fadeAt(frame + i);
        }
        return beyond + (part.gain() > 1 ? Summing.clamp(scratch, 0, count, Summing.LOUDEST_INPUT) : 0);
    }

    /** Reads on, and looks at what was read. */
    private void load(Voice voice, Part part, long frame) {
        Clip clip = part.clip();
        voice.pieceStart = frame;
        voice.pieceFrames = (int) Math.min(PIECE_FRAMES, clip.endFrame() - frame);
        long stemFrame = clip.stemFrame() + frame - clip.startFrame();
        part.stem().read(stemFrame, voice.piece, voice.pieceFrames);
        voice.loud = false;
        voice.snapped = part.isPlain();
        for (int c = 0; c < part.stem().channels(); c++) {
            boolean usual = voice.snapped
                    ? frames.snapBelow(voice.piece[c], voice.pieceFrames, Summing.LOUDEST_INPUT)
                    : frames.allBelow(voice.piece[c], 0, voice.pieceFrames, Summing.LOUDEST_INPUT);
            if (!usual) {
                requireNumbers(voice.piece[c], voice.pieceFrames, clip, stemFrame);
                voice.loud = true;
            }
        }
    }

    private void requireNumbers(double[] piece, int count, Clip clip, long stemFrame) {
        for (int i = 0; i < count; i++) {
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
