package foldback.dsp;

/** A processor that can follow the song's tempo. */
public interface TempoProcessor extends Processor {
    /**
     * Tells where the next tick lies in the song. Called before every tick, and before the first configuration.
     *
     * @param beatsPerMinute quarter notes a minute at the beginning of the tick
     * @param beat quarter notes from the beginning of the song to that of the tick; below 0 before the song
     */
    void tempo(double beatsPerMinute, double beat);
}
