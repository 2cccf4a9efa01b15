package foldback.mix;

import java.util.List;
import java.util.function.Consumer;

/**
 * A channel of the console, in the order of its signal: trim, polarity, delay, inserts, pre-fader sends, fader, post-fader sends, pan
 * and width.
 *
 * @param delayFrames by which it is heard later than it was played, to align microphones
 * @param faderDb {@link ParameterSpec#SILENCE_DB} and below is silence
 * @param pan -1 is left, 1 is right; of a mono strip, or of a stereo one in {@link PanMode#BALANCE}
 * @param panLeft where the left channel of a stereo strip goes in {@link PanMode#DUAL}
 * @param panRight where its right channel goes
 * @param width of a stereo strip: 0 is mono, 1 as it came, 2 has twice as much side
 * @param muteKeepsPreSends whether a mute leaves the pre-fader sends on
 * @param soloSafe whether it is heard whoever else is soloed
 */
public record Strip(
        double trimDb,
        boolean polarityInverted,
        int delayFrames,
        List<Insert> inserts,
        List<Send> sends,
        double faderDb,
        double pan,
        PanLaw panLaw,
        PanMode panMode,
        double panLeft,
        double panRight,
        double width,
        boolean muted,
        boolean muteKeepsPreSends,
        boolean soloed,
        boolean soloSafe) {

    /** A strip as it comes: nothing on it, fader at 0 dB. */
    public static final Strip FRESH = new Strip(
            0,
            false,
            0,
            List.of(),
            List.of(),
            0,
            0,
            PanLaw.MINUS_3_DB,
            PanMode.BALANCE,
            -1,
            1,
            1,
            false,
            false,
            false,
            false);

    public Strip {
        inserts = List.copyOf(inserts);
        sends = List.copyOf(sends);
    }

    /** The value of one of {@link StripParameters#STRIP}, as events carry it. */
    public double parameter(String id) {
        return switch (id) {
            case "trim" -> trimDb;
            case "polarity" -> onOff(polarityInverted);
            case "delay" -> delayFrames;
            case "fader" -> faderDb;
            case "pan" -> pan;
            case "pan-law" -> panLaw.choice();
            case "pan-mode" -> panMode.choice();
            case "pan-left" -> panLeft;
            case "pan-right" -> panRight;
            case "width" -> width;
            case "mute" -> onOff(muted);
            case "mute-keeps-pre-sends" -> onOff(muteKeepsPreSends);
            case "solo" -> onOff(soloed);
            case "solo-safe" -> onOff(soloSafe);
            default -> throw new IllegalArgumentException("a strip has no parameter " + id);
        };
    }

    /** The strip with one of {@link StripParameters#STRIP} at a value that it accepts. */
    public Strip withParameter(String id, double value) {
        return with(draft -> {
            switch (id) {
                case "trim" -> draft.trimDb = value;
                case "polarity" -> draft.polarityInverted = value != 0;
                case "delay" -> draft.delayFrames = (int) value;
                case "fader" -> draft.faderDb = value;
                case "pan" -> draft.pan = value;
                case "pan-law" -> draft.panLaw = PanLaw.ofChoice(value);
                case "pan-mode" -> draft.panMode = PanMode.ofChoice(value);
                case "pan-left" -> draft.panLeft = value;
                case "pan-right" -> draft.panRight = value;
                case "width" -> draft.width = value;
                case "mute" -> draft.muted = value != 0;
                case "mute-keeps-pre-sends" -> draft.muteKeepsPreSends = value != 0;
                case "solo" -> draft.soloed = value != 0;
                case "solo-safe" -> draft.soloSafe = value != 0;
                default -> throw new IllegalArgumentException("a strip has no parameter " + id);
            }
        });
    }

    public Strip withInserts(List<Insert> next) {
        return with(draft -> draft.inserts = next);
    }

    public Strip withSends(List<Send> next) {
        return with(draft -> draft.sends = next);
    }

    private Strip with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.strip();
    }

    private static double onOff(boolean on) {
        return on ? 1 : 0;
    }

    private static final class Draft {
        private double trimDb;
        private boolean polarityInverted;
        private int delayFrames;
        private List<Insert> inserts;
        private List<Send> sends;
        private double faderDb;
        private double pan;
        private PanLaw panLaw;
        private PanMode panMode;
        private double panLeft;
        private double panRight;
        private double width;
        private boolean muted;
        private boolean muteKeepsPreSends;
        private boolean soloed;
        private boolean soloSafe;

        private Draft(Strip s) {
            trimDb = s.trimDb;
            polarityInverted = s.polarityInverted;
            delayFrames = s.delayFrames;
            inserts = s.inserts;
            sends = s.sends;
            faderDb = s.faderDb;
            pan = s.pan;
            panLaw = s.panLaw;
            panMode = s.panMode;
            panLeft = s.panLeft;
            panRight = s.panRight;
            width = s.width;
            muted = s.muted;
            muteKeepsPreSends = s.muteKeepsPreSends;
            soloed = s.soloed;
            soloSafe = s.soloSafe;
        }

        private Strip strip() {
            return new Strip(
                    trimDb,
                    polarityInverted,
                    delayFrames,
                    inserts,
                    sends,
                    faderDb,
                    pan,
                    panLaw,
                    panMode,
                    panLeft,
                    panRight,
                    width,
                    muted,
                    muteKeepsPreSends,
                    soloed,
                    soloSafe);
        }
    }
}
