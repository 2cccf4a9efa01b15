package foldback.mix;

import foldback.mix.ParameterSpec.Taper;
import foldback.mix.ParameterSpec.Unit;
import java.util.List;

/** The parameters that every strip, every insert, every send and every VCA has, whatever sits on it. */
public final class StripParameters {
    /** 100 ms at 192 kHz. */
    private static final int LONGEST_DELAY_FRAMES = 19_200;

    public static final ParameterSpec TRIM = ParameterSpec.linear("trim", "Trim", Unit.DECIBELS, -24, 24, 0);
    public static final ParameterSpec POLARITY = ParameterSpec.onOff("polarity", "Polarity");
    public static final ParameterSpec DELAY = new ParameterSpec(
            "delay", "Delay", Unit.FRAMES, 0, LONGEST_DELAY_FRAMES, 0, Taper.LINEAR, false, List.of());
    public static final ParameterSpec FADER = ParameterSpec.level("fader", "Fader");
    public static final ParameterSpec PAN = ParameterSpec.linear("pan", "Pan", Unit.PAN, -1, 1, 0);
    public static final ParameterSpec PAN_LAW =
            ParameterSpec.choice("pan-law", "Pan law", 1, List.of("0 dB", "-3 dB", "-4.5 dB", "-6 dB"));
    public static final ParameterSpec PAN_MODE =
            ParameterSpec.choice("pan-mode", "Pan mode", 0, List.of("balance", "dual"));
    public static final ParameterSpec PAN_LEFT = ParameterSpec.linear("pan-left", "Pan left", Unit.PAN, -1, 1, -1);
    public static final ParameterSpec PAN_RIGHT = ParameterSpec.linear("pan-right", "Pan right", Unit.PAN, -1, 1, 1);
    public static final ParameterSpec WIDTH = ParameterSpec.linear("width", "Width", Unit.FRACTION, 0, 2, 1);
    public static final ParameterSpec MUTE = ParameterSpec.onOff("mute", "Mute");
    public static final ParameterSpec MUTE_KEEPS_PRE_SENDS =
            ParameterSpec.setting("mute-keeps-pre-sends", "Mute keeps pre-fader sends");
    public static final ParameterSpec SOLO = ParameterSpec.setting("solo", "Solo");
    public static final ParameterSpec SOLO_SAFE = ParameterSpec.setting("solo-safe", "Solo safe");

    public static final ParameterSpec BYPASS = ParameterSpec.onOff("bypass", "Bypass");

    public static final ParameterSpec SEND_LEVEL = ParameterSpec.level("level", "Level");
    public static final ParameterSpec SEND_PRE_FADER = ParameterSpec.setting("pre-fader", "Pre-fader");

    /** Of a strip, in the order of the signal. */
    public static final List<ParameterSpec> STRIP = List.of(
            TRIM,
            POLARITY,
            DELAY,
            FADER,
            PAN,
            PAN_LAW,
            PAN_MODE,
            PAN_LEFT,
            PAN_RIGHT,
            WIDTH,
            MUTE,
            MUTE_KEEPS_PRE_SENDS,
            SOLO,
            SOLO_SAFE);

    /** Of a send. */
    public static final List<ParameterSpec> SEND = List.of(SEND_LEVEL, SEND_PRE_FADER);

    /** Of a VCA. */
    public static final List<ParameterSpec> VCA = List.of(FADER, MUTE, SOLO);

    private StripParameters() {}
}
