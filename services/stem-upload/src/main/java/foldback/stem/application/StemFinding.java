package foldback.stem.application;

import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Fix;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a stem that whoever mixes it should know, as it is stored and answered.
 *
 * @param kind a stable word, as {@code silence-at-start}
 * @param severity {@code notice} or {@code warning}
 * @param place the frames of the stem it is about; null if it is about all of them
 * @param text one sentence
 * @param fix what one press can do about it; null if nothing can
 */
public record StemFinding(
        String kind,
        String severity,
        @Nullable Place place,
        String text,
        @Nullable StemFix fix) {
    /** From the first frame to before the last. */
    public record Place(long startFrame, long endFrame) {}

    /**
     * A fix; which members it has depends on its type.
     *
     * @param type {@code trim} with stemFrame and lengthFrames, {@code flip-polarity}, {@code shift} with frames, {@code convert} with sampleRate and
     *     channels
     */
    public record StemFix(
            String type,
            @Nullable Long stemFrame,
            @Nullable Long lengthFrames,
            @Nullable Long frames,
            @Nullable Integer sampleRate,
            @Nullable Integer channels) {}

    /** The same, with a fix that converts to a session's rate at once. */
    StemFinding converting(int sampleRate) {
        return fix == null || !fix.type().equals("convert")
                ? this
                : new StemFinding(
                        kind,
                        severity,
                        place,
                        text,
                        new StemFix("convert", null, null, null, sampleRate, fix.channels()));
    }

    static List<StemFinding> of(List<Finding> findings) {
        return findings.stream().map(StemFinding::of).toList();
    }

    private static StemFinding of(Finding finding) {
        Finding.Place place = finding.place();
        return new StemFinding(
                finding.kind().slug(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                place == null ? null : new Place(place.startFrame(), place.endFrame()),
                finding.text(),
                fix(finding.fix()));
    }

    private static @Nullable StemFix fix(@Nullable Fix fix) {
        return switch (fix) {
            case null -> null;
            case Fix.Trim trim -> new StemFix("trim", trim.stemFrame(), trim.lengthFrames(), null, null, null);
            case Fix.FlipPolarity flip -> new StemFix("flip-polarity", null, null, null, null, null);
            case Fix.Shift shift -> new StemFix("shift", null, null, shift.frames(), null, null);
            case Fix.Convert convert ->
                new StemFix("convert", null, null, null, convert.sampleRateHertz(), convert.channels());
        };
    }
}
