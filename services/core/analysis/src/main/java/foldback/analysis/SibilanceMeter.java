package foldback.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for an s that is too sharp: 30 to 300 ms in which there is twice as much power between 5 and 9.5 kHz as between 300 Hz and 4 kHz. As
 * in {@link foldback.dsp.DeEsser}, sibilants are told by the balance of two bands, whatever the level.
 */
final class SibilanceMeter {
    private static final double VOICE_FROM_HERTZ = 300;
    private static final double VOICE_TO_HERTZ = 4000;
    private static final double SHARP_FROM_HERTZ = 5000;
    private static final double SHARP_TO_HERTZ = 9500;
    private static final double SHARPER = 2;
    private static final double SHORTEST_SECONDS = 0.03;
    private static final double LONGEST_SECONDS = 0.3;
    private static final double STEP_SECONDS = 1.0 / OnsetMeter.PER_SECOND;
    private static final int MOST_BURSTS = 50_000;

    private final int voiceFrom;
    private final int voiceTo;
    private final int sharpFrom;
    private final int sharpTo;
    private final double binHertz;
    private final List<Burst> bursts = new ArrayList<>();
    private double begun = -1;
    private double mostPower;
    private double excess;
    private double centre;
    private double centreWeight;

    /**
     * A sharp moment.
     *
     * @param levelDbfs between 5 and 9.5 kHz, the highest of it
     * @param excessDb the most that it is above the voice
     * @param hertz its centre of gravity
     */
    record Burst(double startSeconds, double endSeconds, double levelDbfs, double excessDb, double hertz) {}

    SibilanceMeter(double binHertz) {
        this.binHertz = binHertz;
        voiceFrom = (int) (VOICE_FROM_HERTZ / binHertz);
        voiceTo = (int) (VOICE_TO_HERTZ / binHertz);
        sharpFrom = (int) (SHARP_FROM_HERTZ / binHertz);
        sharpTo = (int) (SHARP_TO_HERTZ / binHertz);
    }

    void take(double[] power, double seconds) {
        if (sharpTo >= power.length) {
            return; // the rate is too low to have any
        }
        double voice = 0;
        for (int k = voiceFrom; k < voiceTo; k++) {
            voice += power[k];
        }
        double sharp = 0;
        double moment = 0;
        for (int k = sharpFrom; k < sharpTo; k++) {
            sharp += power[k];
            moment += k * power[k];
        }
        boolean is = sharp > SHARPER * voice && Decibels.ofPower(sharp) > Limits.SILENT_DBFS;
        if (is) {
            if (begun < 0) {
                begun = seconds;
                mostPower = 0;
                excess = 0;
                centre = 0;
                centreWeight = 0;
            }
            mostPower = Math.max(mostPower, sharp);
            excess = Math.max(excess, sharp / (voice + 1e-12));
            centre += moment * binHertz;
            centreWeight += sharp;
        } else if (begun >= 0) {
            end(seconds);
        }
    }

    private void end(double seconds) {
        double length = seconds - begun;
        if (length >= SHORTEST_SECONDS - STEP_SECONDS / 2 && length <= LONGEST_SECONDS && bursts.size() < MOST_BURSTS) {
            bursts.add(new Burst(
                    begun, seconds, Decibels.ofPower(mostPower), Decibels.ofPower(excess), centre / centreWeight));
        }
        begun = -1;
    }

    List<Burst> bursts() {
        return bursts;
    }
}
