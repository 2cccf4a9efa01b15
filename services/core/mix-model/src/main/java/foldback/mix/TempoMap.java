package foldback.mix;

import java.util.List;

/**
 * The tempo and the metre over the song. Both begin at frame 0.
 *
 * @param tempos by frame; never empty
 * @param meters by frame; never empty
 */
public record TempoMap(List<Tempo> tempos, List<Meter> meters) {
    /** 120 quarter notes a minute, four to the bar. */
    public static final TempoMap FRESH = new TempoMap(List.of(new Tempo(0, 120)), List.of(new Meter(0, 4, 4)));

    public static final ParameterSpec BEATS_PER_MINUTE =
            ParameterSpec.linear("tempo", "Tempo", ParameterSpec.Unit.BEATS_PER_MINUTE, 20, 400, 120);

    private static final double SECONDS_PER_MINUTE = 60;

    /** From a frame on, so many quarter notes a minute. */
    public record Tempo(long frame, double beatsPerMinute) {}

    /** From a frame on, which begins a bar, so many beats to the bar, each of them a whole note's fraction. */
    public record Meter(long frame, int beats, int beatUnit) {}

    public TempoMap {
        tempos = List.copyOf(tempos);
        meters = List.copyOf(meters);
    }

    /** Quarter notes a minute at a frame; before the song as at its beginning. */
    public double beatsPerMinuteAt(long frame) {
        double now = tempos.getFirst().beatsPerMinute();
        for (Tempo tempo : tempos) {
            if (tempo.frame() <= frame) {
                now = tempo.beatsPerMinute();
            }
        }
        return now;
    }

    /** Quarter notes from the beginning of the song to a frame; below 0 before it. */
    public double beatAt(long frame, SampleRate rate) {
        double beats = 0;
        for (int i = 0; i < tempos.size(); i++) {
            Tempo tempo = tempos.get(i);
            boolean last = i + 1 == tempos.size() || tempos.get(i + 1).frame() > frame;
            long until = last ? frame : tempos.get(i + 1).frame();
            beats += (until - tempo.frame()) * tempo.beatsPerMinute() / (SECONDS_PER_MINUTE * rate.hertz());
            if (last) {
                break;
            }
        }
        return beats;
    }
}
