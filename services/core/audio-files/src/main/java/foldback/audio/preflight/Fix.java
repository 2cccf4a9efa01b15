package foldback.audio.preflight;

/** What can be done about a finding, as whoever has the session says it in events: see docs/API.md. */
public sealed interface Fix {
    /** Play only these frames of the stem, where they are now. */
    record Trim(long stemFrame, long lengthFrames) implements Fix {}

    /** Turn the track's polarity. */
    record FlipPolarity() implements Fix {}

    /** Move the clip: later if positive. */
    record Shift(long frames) implements Fix {}

    /** Make another stem of this rate with so many channels, and play that instead. */
    record Convert(int sampleRateHertz, int channels) implements Fix {}
}
