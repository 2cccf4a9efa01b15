package foldback.cli.song;

/** A musician with an instrument: reads the song, and plays it into a stem. */
interface Player {
    /** The stem's name, as it stands on a strip. */
    String name();

    /** 1 or 2. */
    int channels();

    /** The highest peak of the recording, in dBFS. */
    double peakDecibels();

    /**
     * Plays the whole song.
     *
     * @param into silence, one array for each channel
     */
    void play(Song song, double[][] into);
}
