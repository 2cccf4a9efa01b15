package foldback.mixdown.web;

import foldback.dsp.LevelMeter;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import foldback.dsp.Processor;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import foldback.mixdown.LiveMixer;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.PlanRefusal;
import foldback.mixdown.Tap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mix that is played, from where and how often one likes: what stands between the engine and whatever gives it time and stems. Frames are
 * of the song.
 */
final class Playback {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final double WINDOW_SECONDS = 0.3;

    /** An insert that turns down. */
    record Reducer(StripAddress strip, Id insert) {}

    private final StemDesk stems;
    private @Nullable Mix mix;
    private @Nullable LiveMixer mixer;
    private List<StripAddress> strips = List.of();
    private List<Reducer> reducers = List.of();
    private Map<StripAddress, StripMeter> meters = new HashMap<>();
    private int layout;

    /** Of the tick that was rendered last, how many frames were handed out. */
    private int at = TICK;

    /** Of the tick that comes, how many frames are not heard: a place is seldom at the beginning of a tick. */
    private int skip;

    private int ticksBefore;
    private long loopFrom;
    private long loopTo;
    private LiveMixer.@Nullable Memory loopMemory;
    private boolean wholeHistory = true;

    private @Nullable StripMeter masterMeter;
    private @Nullable LoudnessMeter loudness;
    private @Nullable PeakMeter peak;
    private @Nullable LevelMeter level;

    Playback(StemDesk.Samples samples) {
        stems = new StemDesk(samples);
    }

    void stem(String hash, int number, int channels, int sampleRate, long frames) {
        stems.add(new StemHash(hash), number, channels, sampleRate, frames);
    }

    /**
     * Plays another mix from the next tick on.
     *
     * @return why not, if it cannot be played; the one before plays on then
     */
    @Nullable
    String show(String json) {
        return switch (MixReader.read(json, mix)) {
            case MixReader.Reading.Refused refused -> refused.reason();
            case MixReader.Reading.Read read -> compile(read.mix());
        };
    }

    private @Nullable String compile(Mix next) {
        return switch (MixdownPlan.compile(next, stems, taps(next))) {
            case MixdownPlan.Compilation.Refused refused ->
                refused.reasons().stream().map(PlanRefusal::sentence).collect(Collectors.joining(" "));
            case MixdownPlan.Compilation.Compiled compiled -> {
                play(next, compiled.plan());
                yield null;
            }
        };
    }

    private static List<Tap> taps(Mix mix) {
        List<Tap> taps = new ArrayList<>();
        mix.tracks().forEach(t -> taps.add(new Tap(new StripAddress.OfTrack(t.id()), Tap.Point.OUTPUT)));
        mix.buses().forEach(b -> taps.add(new Tap(new StripAddress.OfBus(b.id()), Tap.Point.OUTPUT)));
        return taps;
    }

    private void play(Mix next, MixdownPlan plan) {
        boolean otherRate = mix != null && mix.sampleRate().hertz() != plan.sampleRate();
        if (mixer == null || otherRate) {
            mixer = new LiveMixer(plan);
            resetMeters(plan.sampleRate());
            at = TICK;
        } else {
            mixer.replace(plan);
        }
        mix = next;
        loopMemory = null;
        layOut(next, plan);
    }

    private void layOut(Mix next, MixdownPlan plan) {
        List<StripAddress> tapped = plan.taps().stream().map(Tap::strip).toList();
        List<Reducer> turning = new ArrayList<>();
        tapped.forEach(address -> next.strip(address).ifPresent(strip -> reducers(address, strip.inserts(), turning)));
        reducers(StripAddress.MASTER, next.master().inserts(), turning);
        List<Reducer> shown =
                turning.size() > Layout.MOST_REDUCERS ? turning.subList(0, Layout.MOST_REDUCERS) : turning;
        if (tapped.equals(strips) && shown.equals(reducers)) {
            return;
        }
        Map<StripAddress, StripMeter> kept = new HashMap<>();
        for (StripAddress address : tapped) {
            StripMeter meter = meters.get(address);
            kept.put(address, meter == null ? new StripMeter(plan.sampleRate(), TICK) : meter);
        }
        meters = kept;
        strips = tapped;
        reducers = shown;
        layout++;
    }

    private static void reducers(StripAddress strip, List<Insert> inserts, List<Reducer> into) {
        for (Insert insert : inserts) {
            switch (insert.processor()) {
                case "compressor", "limiter", "gate", "de-esser" -> into.add(new Reducer(strip, insert.id()));
                default -> {}
            }
        }
    }

    private LiveMixer mixer() {
        if (mixer == null) {
            throw new IllegalStateException("no mix was shown");
        }
        return mixer;
    }

    private void resetMeters(int sampleRate) {
        masterMeter = new StripMeter(sampleRate, TICK);
        loudness = new LoudnessMeter(sampleRate, 2);
        peak = new PeakMeter(sampleRate, 2);
        level = new LevelMeter(sampleRate, 2, WINDOW_SECONDS);
    }

    // ---- where

    /** Where the next frame lies that is handed out. */
    long songFrame() {
        return mixer().tickFrame() - TICK + at + skip - mixer().latencyFrames();
    }

    /** The earliest and latest frame of the song that the next tick may read of its clips: the latest is excluded. */
    long nextTickFrom() {
        return mixer().tickFrame() - mixer().latencyFrames();
    }

    int latencyFrames() {
        return mixer().latencyFrames();
    }

    /** Whether everything before this place has been rendered since the beginning of the song or a place of which that was so. */
    boolean hasWholeHistory() {
        return wholeHistory;
    }

    /**
     * Goes to a place.
     *
     * @param history how many frames before it, and before the latency, are rendered first, so that reverbs and compressors know what came
     *     before; {@link #preroll} renders them, or else {@link #render}
     */
    void seek(long frame, int history) {
        long engine = frame + mixer().latencyFrames();
        long tick = engine / TICK * TICK;
        long begin = Math.max(0, frame - history) / TICK * TICK;
        mixer().begin(begin);
        ticksBefore = (int) ((tick - begin) / TICK);
        wholeHistory = begin == 0;
        at = TICK;
        skip = (int) (engine - tick);
        if (mix != null) {
            resetMeters(mix.sampleRate().hertz());
        }
    }

    /**
     * Renders some of what comes before the place that was sought.
     *
     * @return how many ticks are left
     */
    int preroll(int ticks) {
        for (int i = 0; i < ticks && ticksBefore > 0; i++) {
            mixer().tick();
            ticksBefore--;
        }
        return ticksBefore;
    }

    /** From one frame to another, over and over; none where the second is not behind the first. */
    void loop(long from, long to) {
        loopFrom = from;
        loopTo = to;
        loopMemory = null;
    }

    private boolean loops() {
        return loopTo > loopFrom;
    }

    private long loopTick() {
        return (loopFrom + mixer().latencyFrames()) / TICK * TICK;
    }

    private void jumpBack() {
        LiveMixer playing = mixer();
        long engine = loopFrom + playing.latencyFrames();
        LiveMixer.Memory memory = loopMemory;
        boolean restored = memory != null && memory.tickFrame() == loopTick() && playing.restore(memory);
        if (!restored) {
            playing.jump(loopTick());
            wholeHistory = false;
        }
        at = TICK;
        skip = (int) (engine - loopTick());
    }

    // ---- what is heard

    /**
     * Renders the next frames.
     *
     * @param into left and right, filled from index 0
     * @param listener a strip whose frames are wanted besides; null for none
     * @param listened gets them, both sides
     */
    void render(double[][] into, int frames, @Nullable StripAddress listener, double[][] listened) {
        LiveMixer playing = mixer();
        preroll(ticksBefore);
        int tap = listener == null ? -1 : strips.indexOf(listener);
        int done = 0;
        while (done < frames) {
            long song = songFrame();
            if (loops() && song >= loopTo && song < loopTo + TICK) {
                jumpBack();
                song = loopFrom;
            }
            if (at == TICK) {
                nextTick(playing);
            }
            int most = Math.min(TICK - at, frames - done);
            int count = loops() && song < loopTo ? (int) Math.min(most, loopTo - song) : most;
            copy(playing.heard(), into, done, count);
            if (tap >= 0 && tap < playing.tapCount()) {
                copy(playing.tapped(tap), listened, done, count);
            } else {
                copy(playing.heard(), listened, done, count);
            }
            at += count;
            done += count;
        }
        measure(into, frames);
    }

    private void nextTick(LiveMixer playing) {
        if (loops() && loopMemory == null && playing.tickFrame() == loopTick()) {
            loopMemory = playing.save();
        }
        playing.tick();
        at = skip;
        skip = 0;
        int taps = Math.min(strips.size(), playing.tapCount());
        for (int i = 0; i < taps; i++) {
            StripMeter meter = meters.get(strips.get(i));
            if (meter != null) {
                meter.add(playing.tapped(i), 0, TICK);
            }
        }
    }

    private void copy(double[][] from, double[][] into, int to, int count) {
        System.arraycopy(from[0], at, into[0], to, count);
        System.arraycopy(from[1], at, into[1], to, count);
    }

    private void measure(double[][] block, int frames) {
        if (masterMeter != null && loudness != null && peak != null && level != null) {
            masterMeter.add(block, 0, frames);
            loudness.add(block, 0, frames);
            peak.add(block, 0, frames);
            level.add(block, 0, frames);
        }
    }

    // ---- what is measured

    /** Counts up whenever {@link #layoutText} says something else. */
    int layout() {
        return layout;
    }

    /** What the numbers of {@link #measures} belong to: strips, a line each, an empty line, inserts that turn down. */
    String layoutText() {
        String of = strips.stream().map(StripAddress::path).collect(Collectors.joining("\n"));
        String turning =
                reducers.stream().map(r -> r.strip().path() + " " + r.insert()).collect(Collectors.joining("\n"));
        return of + "\n\n" + turning;
    }

    /** Hands over what is measured now, in the order of {@link Layout}. */
    void measures(Layout.Numbers into) {
        if (masterMeter == null || loudness == null || peak == null || level == null) {
            return;
        }
        into.put(layout);
        into.put((double) songFrame());
        into.put(masterMeter.peak(0));
        into.put(masterMeter.peak(1));
        into.put(masterMeter.meanSquare(0));
        into.put(masterMeter.meanSquare(1));
        into.put(peak.truePeak());
        into.put(loudness.momentaryLufs());
        into.put(loudness.shortTermLufs());
        into.put(loudness.integratedLufs());
        into.put(level.correlation());
        into.put((double) mixer().clampedSamples());
        for (StripAddress address : strips) {
            StripMeter meter = meters.get(address);
            into.put(meter == null ? 0 : meter.peak(0));
            into.put(meter == null ? 0 : meter.peak(1));
            into.put(meter == null ? 0 : meter.meanSquare(0));
            into.put(meter == null ? 0 : meter.meanSquare(1));
        }
        for (Reducer reducer : reducers) {
            into.put(mixer().reductionDecibels(reducer.strip(), reducer.insert()));
        }
    }
}
