package foldback.analysis;

import java.util.ArrayList;
import java.util.List;

/** Tempo, beats and bars of what an {@link OnsetMeter} has heard. */
final class RhythmFinder {
    private static final double SHORTEST_SECONDS = 6;
    private static final int FEWEST_ONSETS = 8;
    private static final double STEADY = 0.04;

    private RhythmFinder() {}

    static Answer<Rhythm> find(OnsetMeter meter, double seconds) {
        if (seconds < SHORTEST_SECONDS) {
            return Answer.notEnough("It is shorter than 6 s.");
        }
        if (seconds > Limits.MOST_RHYTHM_SECONDS) {
            return Answer.notEnough("It is longer than 4 hours.");
        }
        float[] flux = meter.flux();
        int count = OnsetCurve.onsets(flux);
        if (count < FEWEST_ONSETS) {
            return Answer.notEnough("Not enough in it begins.");
        }
        float[] onsets = OnsetCurve.of(flux);
        return TempoFinder.find(onsets).then(tempo -> {
            List<Integer> beats = BeatTracker.beats(onsets, tempo.periodSteps());
            if (beats.size() < FEWEST_ONSETS) {
                return Answer.notEnough("There are not enough beats in it.");
            }
            List<Double> times = new ArrayList<>();
            beats.forEach(beat -> times.add((double) beat / OnsetMeter.PER_SECOND));
            return Answer.known(new Rhythm(
                    new Rhythm.Tempo(
                            tempo.beatsPerMinute(),
                            tempo.confidence(),
                            tempo.alternatives(),
                            steadiness(beats, tempo.periodSteps())),
                    times,
                    DownbeatFinder.find(beats, meter.lowFlux(), meter.harmony()),
                    count / seconds));
        });
    }

    private static double steadiness(List<Integer> beats, double period) {
        int steady = 0;
        for (int i = 1; i < beats.size(); i++) {
            // A beat is known to a hundredth of a second.
            if (Math.abs(beats.get(i) - beats.get(i - 1) - period) <= STEADY * period + 1) {
                steady++;
            }
        }
        return (double) steady / (beats.size() - 1);
    }
}
