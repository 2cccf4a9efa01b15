package foldback.cli.check;

import foldback.analysis.Analysis;
import foldback.analysis.Dynamics;
import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.Output;
import foldback.bounce.delivery.Preset;
import foldback.bounce.delivery.PresetCatalogue;
import foldback.bounce.delivery.Source;
import foldback.bounce.delivery.SpecCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The presets that ask for one file of the mix, as standards that a file keeps or does not: by the same numbers as a delivery. */
final class Standards {
    /** Every spec may be read at it. */
    private static final int ANY_RATE = 48_000;

    /**
     * How a file stands by one of them.
     *
     * @param broken a sentence for each thing that it does not keep, with the second where to look; none if it keeps it
     */
    record Verdict(Preset standard, List<String> broken) {
        Verdict {
            broken = List.copyOf(broken);
        }
    }

    private Standards() {}

    static List<Preset> all() {
        return PresetCatalogue.load().stream()
                .filter(preset ->
                        spec(preset, ANY_RATE).filter(Standards::isOneMix).isPresent())
                .toList();
    }

    static Verdict verdict(Preset standard, Analysis analysis, WavFormat format, String name) {
        Dynamics levels = analysis.dynamics();
        List<String> broken = new ArrayList<>();
        spec(standard, analysis.sampleRateHertz())
                .ifPresent(spec -> broken.addAll(ofFormat(spec.outputs().getFirst(), format)));
        Double peakSeconds = levels.samplePeakSeconds();
        Preset.MeasuredFile file = new Preset.MeasuredFile(
                name,
                standard.promises().isEmpty()
                        ? ""
                        : standard.promises().getFirst().output(),
                levels.integratedLufs(),
                levels.truePeakDbtp(),
                levels.samplePeakDbfs(),
                peakSeconds == null ? null : (Integer) peakSeconds.intValue(),
                false);
        standard.broken(List.of(file)).forEach(each -> broken.add(each.promise() + " " + each.text()));
        return new Verdict(standard, broken);
    }

    private static List<String> ofFormat(Output wanted, WavFormat format) {
        List<String> broken = new ArrayList<>();
        if (wanted.sampleRateHertz() != format.sampleRateHertz()) {
            broken.add("It has to be at " + wanted.sampleRateHertz() + " Hz, and is at " + format.sampleRateHertz()
                    + " Hz: export or convert it.");
        }
        Encoding encoding = wanted.format().encoding();
        if (encoding != format.encoding()) {
            broken.add("Its samples have to be " + words(encoding) + ", and are " + words(format.encoding())
                    + ": export it so" + (encoding == Encoding.PCM_16 ? ", with dither." : "."));
        }
        return broken;
    }

    private static String words(Encoding encoding) {
        return switch (encoding) {
            case PCM_16 -> "16 bit";
            case PCM_24 -> "24 bit";
            case PCM_32 -> "32 bit";
            case FLOAT_32 -> "32-bit floats";
            case FLOAT_64 -> "64-bit floats";
        };
    }

    private static boolean isOneMix(DeliverySpec spec) {
        return spec.outputs().size() == 1 && spec.outputs().getFirst().source() instanceof Source.Mix;
    }

    private static Optional<DeliverySpec> spec(Preset preset, int rate) {
        return switch (SpecCodec.read(preset.spec(), rate)) {
            case SpecCodec.Reading.Accepted accepted -> Optional.of(accepted.spec());
            case SpecCodec.Reading.Refused _ -> Optional.empty();
        };
    }
}
