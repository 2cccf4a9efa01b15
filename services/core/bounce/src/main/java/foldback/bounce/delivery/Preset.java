package foldback.bounce.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who is handed a mix expects, as a spec and as promises that are checked on what came of it. They are data: {@code presets.json}.
 *
 * @param text for whoever chooses
 * @param sources where each number comes from
 */
public record Preset(
        String id,
        String name,
        String text,
        String purpose,
        String nameTemplate,
        JsonNode spec,
        List<Promise> promises,
        List<Citation> sources) {
    public Preset {
        promises = List.copyOf(promises);
        sources = List.copyOf(sources);
    }

    /** Where a number comes from. */
    public record Citation(String number, String source) {}

    /**
     * A file, as far as anything is promised of it.
     *
     * @param output that it is one of
     * @param loudestSecond the one with the highest sample; null if nobody looked
     * @param heldByCeiling whether its ceiling kept it from the loudness that was asked for
     */
    public record MeasuredFile(
            String name,
            String output,
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp,
            @Nullable Double samplePeakDbfs,
            @Nullable Integer loudestSecond,
            boolean heldByCeiling) {}

    /** What is measured on a file. */
    public enum Measure {
        SAMPLE_PEAK_DBFS("samplePeakDbfs", "dBFS"),
        TRUE_PEAK_DBTP("truePeakDbtp", "dBTP"),
        INTEGRATED_LUFS("integratedLufs", "LUFS");

        private final String member;
        private final String unit;

        Measure(String member, String unit) {
            this.member = member;
            this.unit = unit;
        }

        public static Optional<Measure> of(String member) {
            return List.of(values()).stream()
                    .filter(m -> m.member.equals(member))
                    .findFirst();
        }

        @Nullable
        Double on(MeasuredFile file) {
            return switch (this) {
                case SAMPLE_PEAK_DBFS -> file.samplePeakDbfs();
                case TRUE_PEAK_DBTP -> file.truePeakDbtp();
                case INTEGRATED_LUFS -> file.integratedLufs();
            };
        }
    }

    /**
     * What is promised of every file of an output. Silence keeps only what has no lower bound.
     *
     * @param measure as {@link Measure} is called in JSON
     */
    public record Promise(
            String output,
            String measure,
            @Nullable Double atLeast,
            @Nullable Double atMost,
            String text) {}

    /**
     * A promise that a file does not keep.
     *
     * @param second of the file where it is loudest, which is where to look; null where the whole is meant
     * @param text a sentence with what was measured
     */
    public record Broken(
            String file, String promise, @Nullable Integer second, String text) {}

    /** What the files of a render do not keep of what is promised; nothing if they keep all of it. */
    public List<Broken> broken(List<MeasuredFile> files) {
        return promises.stream()
                .flatMap(promise -> files.stream()
                        .filter(file -> file.output().equals(promise.output()))
                        .flatMap(file -> broken(promise, file).stream()))
                .toList();
    }

    private static Optional<Broken> broken(Promise promise, MeasuredFile file) {
        Measure measure = Measure.of(promise.measure()).orElseThrow();
        Double measured = measure.on(file);
        Double atLeast = promise.atLeast();
        Double atMost = promise.atMost();
        boolean tooLow = atLeast != null && (measured == null || measured < atLeast);
        boolean tooHigh = atMost != null && measured != null && measured > atMost;
        if (!tooLow && !tooHigh) {
            return Optional.empty();
        }
        String is = measured == null ? "silence" : String.format(Locale.ROOT, "%.2f %s", measured, measure.unit);
        Integer second = measure == Measure.INTEGRATED_LUFS ? null : file.loudestSecond();
        String place = second == null ? "" : " in second " + second;
        String why =
                file.heldByCeiling() ? " The ceiling kept it from its loudness: limit the mix, or ask for less." : "";
        return Optional.of(new Broken(file.name(), promise.text(), second, "It is " + is + place + "." + why));
    }
}
