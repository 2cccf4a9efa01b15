package foldback.mixdown;

/** One tempo throughout. */
record SteadyTempo(double beatsPerMinute, int sampleRateHertz) implements Tempo {
    @Override
    public double beatsPerMinuteAt(long songFrame) {
        return beatsPerMinute;
    }

    @Override
    public double beatAt(long songFrame) {
        return songFrame * beatsPerMinute / (60.0 * sampleRateHertz);
    }
}
