package foldback.cli.song;

/**
 * A note as it is played.
 *
 * @param frame where it begins
 * @param frames how long it is held
 * @param pitch a MIDI note number: 69 is 440 Hz
 * @param velocity 0 to 1
 */
record Note(int frame, int frames, double pitch, double velocity) {
    double hertz() {
        return Tones.hertz(pitch);
    }
}
