package foldback.mixdown;

import foldback.mix.SampleRate;
import foldback.mix.TempoMap;
import java.util.List;

/** The tempo along the song, to be asked every tick: a {@link TempoMap} with its beats counted beforehand. */
final class Tempo {
    private static final double SECONDS_PER_MINUTE = 60;

    private final long[] frames;
    private final double[] beatsPerMinute;
    private final double[] beats;
    private final double framesPerMinute;

    Tempo(TempoMap map, SampleRate rate) {
        List<TempoMap.Tempo> tempos = map.tempos();
        frames = tempos.stream().mapToLong(TempoMap.Tempo::frame).toArray();
        beatsPerMinute =
                tempos.stream().mapToDouble(TempoMap.Tempo::beatsPerMinute).toArray();
        beats = new double[frames.length];
        framesPerMinute = SECONDS_PER_MINUTE * rate.hertz();
        for (int i = 1; i < beats.length; i++) {
            beats[i] = beats[i - 1] + (frames[i] - frames[i - 1]) * beatsPerMinute[i - 1] / framesPerMinute;
        }
    }

    /** Quarter notes a minute at a frame of the song. */
    double beatsPerMinuteAt(long songFrame) {
        return beatsPerMinute[Breakpoints.lastAtOrBefore(frames, songFrame)];
    }

    /** Quarter notes from the beginning of the song; below 0 before it. */
    double beatAt(long songFrame) {
        int i = Breakpoints.lastAtOrBefore(frames, songFrame);
        return beats[i] + (songFrame - frames[i]) * beatsPerMinute[i] / framesPerMinute;
    }
}
