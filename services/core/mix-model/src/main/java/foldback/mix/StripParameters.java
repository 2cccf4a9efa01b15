package foldback.mix;

import java.util.List;

/** The parameters that every strip, every insert and every send has, whatever sits on it. */
public final class StripParameters {
    public static final ParameterSpec TRIM =
            ParameterSpec.linear("trim", "Trim", ParameterSpec.Unit.DECIBELS, -24, 24, 0);
    public static final ParameterSpec POLARITY = ParameterSpec.onOff("polarity", "Polarity");
    public static final ParameterSpec PAN = ParameterSpec.linear("pan", "Pan", ParameterSpec.Unit.PAN, -1, 1, 0);
    public static final ParameterSpec FADER = ParameterSpec.level("fader", "Fader");
    public static final ParameterSpec MUTE = ParameterSpec.onOff("mute", "Mute");
    public static final ParameterSpec SOLO = ParameterSpec.onOff("solo", "Solo");

    public static final ParameterSpec BYPASS = ParameterSpec.onOff("bypass", "Bypass");

    public static final ParameterSpec SEND_LEVEL = ParameterSpec.level("level", "Level");
    public static final ParameterSpec SEND_PRE_FADER = ParameterSpec.onOff("pre-fader", "Pre-fader");

    /** Of a strip, in the order of the signal. */
    public static final List<ParameterSpec> STRIP = List.of(TRIM, POLARITY, FADER, PAN, MUTE, SOLO);

    /** Of a send. */
    public static final List<ParameterSpec> SEND = List.of(SEND_LEVEL, SEND_PRE_FADER);

    private StripParameters() {}
}
