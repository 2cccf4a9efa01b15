package foldback.mix;

import foldback.mix.ParameterSpec.Unit;
import java.util.List;

/** What changes the colour of a sound: saturation and modulation. */
final class ColourProcessors {
    /** Neutral while drive is 0 dB and output is, too; but for bit reduction, which is neutral at 24 bits and full rate. */
    static final ProcessorSpec SATURATION = new ProcessorSpec(
            "saturation",
            "Saturation",
            List.of(
                    ParameterSpec.choice(
                            "model", "Model", 0, List.of("tape", "tube", "soft clip", "hard clip", "bit reduction")),
                    ParameterSpec.linear("drive", "Drive", Unit.DECIBELS, 0, 36, 0),
                    ParameterSpec.linear("bias", "Bias", Unit.FRACTION, -1, 1, 0),
                    ParameterSpec.logarithmic("tone", "Tone", Unit.HERTZ, 1000, 20_000, 20_000),
                    ParameterSpec.linear("bits", "Bits", Unit.BITS, 1, 24, 12),
                    ParameterSpec.logarithmic("rate", "Sample rate", Unit.HERTZ, 500, 192_000, 192_000),
                    ParameterSpec.linear("output", "Output", Unit.DECIBELS, -24, 24, 0),
                    ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, 1),
                    ParameterSpec.choice("oversampling", "Oversampling", 2, List.of("2x", "4x", "8x"))));

    static final ProcessorSpec CHORUS = new ProcessorSpec(
            "chorus",
            "Chorus",
            List.of(
                    rate(0.8),
                    NoteLengths.sync(),
                    depth(0.3),
                    ParameterSpec.logarithmic("delay", "Delay", Unit.MILLISECONDS, 1, 50, 12),
                    feedback(0),
                    stereoPhase(90),
                    ParameterSpec.choice("waveform", "Waveform", 0, List.of("sine", "triangle")),
                    mix(0.5)));

    static final ProcessorSpec FLANGER = new ProcessorSpec(
            "flanger",
            "Flanger",
            List.of(
                    rate(0.2),
                    NoteLengths.sync(),
                    depth(0.7),
                    ParameterSpec.logarithmic("delay", "Delay", Unit.MILLISECONDS, 0.2, 15, 3),
                    feedback(0.5),
                    stereoPhase(0),
                    ParameterSpec.choice("waveform", "Waveform", 1, List.of("sine", "triangle")),
                    mix(0.5)));

    static final ProcessorSpec PHASER = new ProcessorSpec(
            "phaser",
            "Phaser",
            List.of(
                    rate(0.4),
                    NoteLengths.sync(),
                    depth(0.5),
                    ParameterSpec.logarithmic("frequency", "Centre", Unit.HERTZ, 100, 8000, 800),
                    feedback(0.3),
                    stereoPhase(0),
                    ParameterSpec.choice("waveform", "Waveform", 0, List.of("sine", "triangle")),
                    mix(0.5),
                    ParameterSpec.choice("stages", "Stages", 0, List.of("4", "6", "8", "12"))));

    /** Neutral at depth 0. */
    static final ProcessorSpec TREMOLO = new ProcessorSpec(
            "tremolo",
            "Tremolo",
            List.of(rate(5), NoteLengths.sync(), depth(0.5), stereoPhase(0), gainWaveform(), mix(1)));

    /** Neutral at depth 0. */
    static final ProcessorSpec AUTO_PAN = new ProcessorSpec(
            "auto-pan",
            "Auto-pan",
            List.of(
                    rate(0.5),
                    NoteLengths.sync(),
                    depth(0.5),
                    ParameterSpec.linear("phase", "Phase", Unit.DEGREES, 0, 360, 0),
                    gainWaveform(),
                    mix(1)));

    static final List<ProcessorSpec> ALL = List.of(SATURATION, CHORUS, FLANGER, PHASER, TREMOLO, AUTO_PAN);

    private ColourProcessors() {}

    private static ParameterSpec rate(double defaultHertz) {
        return ParameterSpec.logarithmic("rate", "Rate", Unit.HERTZ, 0.02, 20, defaultHertz);
    }

    private static ParameterSpec depth(double defaultValue) {
        return ParameterSpec.linear("depth", "Depth", Unit.FRACTION, 0, 1, defaultValue);
    }

    private static ParameterSpec feedback(double defaultValue) {
        return ParameterSpec.linear("feedback", "Feedback", Unit.FRACTION, -0.95, 0.95, defaultValue);
    }

    private static ParameterSpec stereoPhase(double defaultDegrees) {
        return ParameterSpec.linear("phase", "Stereo phase", Unit.DEGREES, 0, 360, defaultDegrees);
    }

    private static ParameterSpec gainWaveform() {
        return ParameterSpec.choice(
                "waveform", "Waveform", 0, List.of("sine", "triangle", "square", "saw up", "saw down"));
    }

    private static ParameterSpec mix(double defaultValue) {
        return ParameterSpec.linear("mix", "Mix", Unit.FRACTION, 0, 1, defaultValue);
    }
}
