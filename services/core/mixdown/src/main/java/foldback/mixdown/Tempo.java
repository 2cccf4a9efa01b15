package foldback.mixdown;

/** The tempo along the song. */
interface Tempo {
    /** Quarter notes a minute at a frame of the song. */
    double beatsPerMinuteAt(long songFrame);

    /** Quarter notes from the beginning of the song; below 0 before it. */
    double beatAt(long songFrame);
}
