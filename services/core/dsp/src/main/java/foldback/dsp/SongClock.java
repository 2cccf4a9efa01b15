package foldback.dsp;

/** Where a tick lies in the song: as told, or, where nobody tells, as the tempo goes on from what was told last. */
final class SongClock {
    private static final double USUAL_BEATS_PER_MINUTE = 120;
    private static final double SECONDS_PER_MINUTE = 60;

    private int sampleRateHertz = 1;
    private double beatsPerMinute = USUAL_BEATS_PER_MINUTE;
    private double beat;

    void prepare(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        forget();
    }

    void tell(double beatsPerMinute, double beat) {
        this.beatsPerMinute = beatsPerMinute;
        this.beat = beat;
    }

    /** Quarter notes from the beginning of the song to that of the tick. */
    double beat() {
        return beat;
    }

    double beatsPerFrame() {
        return beatsPerMinute / (SECONDS_PER_MINUTE * sampleRateHertz);
    }

    void endTick() {
        beat += Processor.TICK_FRAMES * beatsPerFrame();
    }

    void exchange(ProcessorState state) {
        beatsPerMinute = state.number(beatsPerMinute);
        beat = state.number(beat);
    }

    void forget() {
        beatsPerMinute = USUAL_BEATS_PER_MINUTE;
        beat = 0;
    }
}
