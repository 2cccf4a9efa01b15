package foldback.cli.check;

import foldback.analysis.Analysis;
import foldback.analysis.Answer;
import foldback.analysis.Dynamics;
import foldback.analysis.Key;
import foldback.analysis.Rhythm;
import foldback.analysis.Section;
import foldback.analysis.Spectrum;
import foldback.analysis.StereoField;
import foldback.analysis.Trouble;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An analysis for a person: what, where, how much, and what to do. */
final class CheckReport {
    private static final int MOST_PLACES = 6;
    private static final int MOST_SECTIONS = 40;

    private final PrintStream out;

    CheckReport(PrintStream out) {
        this.out = out;
    }

    void write(String name, Analysis analysis, List<Standards.Verdict> verdicts) {
        out.printf(
                Locale.ROOT,
                "%s   %s, %d Hz, %s%n",
                name,
                time(analysis.seconds()),
                analysis.sampleRateHertz(),
                analysis.channels() == 1 ? "mono" : "stereo");
        out.println();
        loudness(analysis.dynamics());
        spectrum(analysis.spectrum());
        stereo(analysis.stereo());
        music(analysis);
        out.println();
        troubles(analysis.troubles());
        out.println();
        out.printf(Locale.ROOT, "Standards%n");
        for (Standards.Verdict verdict : verdicts) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %s%n",
                    verdict.broken().isEmpty() ? "kept    " : "not kept",
                    verdict.standard().name());
            verdict.broken().forEach(each -> out.printf(Locale.ROOT, "            %s%n", each));
        }
    }

    private void loudness(Dynamics levels) {
        out.printf(
                Locale.ROOT,
                "Loudness    %s integrated, range %.1f LU, loudest 3 s %s%s%n",
                level(levels.integratedLufs(), "LUFS"),
                levels.rangeLu(),
                level(levels.highestShortTermLufs(), "LUFS"),
                at(levels.highestShortTermSeconds()));
        out.printf(
                Locale.ROOT,
                "Peaks       %s true peak, %s sample peak%s, crest %s, PLR %s%n",
                level(levels.truePeakDbtp(), "dBTP"),
                level(levels.samplePeakDbfs(), "dBFS"),
                at(levels.samplePeakSeconds()),
                level(levels.crestDb(), "dB"),
                level(levels.peakToLoudnessLu(), "LU"));
        Double pressed = levels.lowestPeakToShortTermLu();
        if (pressed != null) {
            out.printf(
                    Locale.ROOT,
                    "            pressed hardest%s: %.1f LU from peak to loudness%n",
                    at(levels.lowestPeakToShortTermSeconds()),
                    pressed);
        }
    }

    private void spectrum(Answer<Spectrum> answer) {
        switch (answer) {
            case Answer.NotEnough<Spectrum> not ->
                out.printf(Locale.ROOT, "Spectrum    not enough to say: %s%n", not.why());
            case Answer.Known<Spectrum> known -> {
                Spectrum.Tilt tilt = known.value().tilt();
                Double slope = tilt.decibelsPerOctave();
                if (slope == null) {
                    out.printf(Locale.ROOT, "Spectrum    has silent bands between 100 Hz and 4 kHz%n");
                } else {
                    double typical = tilt.typicalDecibelsPerOctave();
                    out.printf(
                            Locale.ROOT,
                            "Spectrum    falls %.1f dB an octave from 100 Hz to 4 kHz; records fall %.0f: it is %s%n",
                            -slope,
                            -typical,
                            Math.abs(slope - typical) < 1 ? "as they are" : slope < typical ? "darker" : "brighter");
                }
            }
        }
    }

    private void stereo(Answer<StereoField> answer) {
        switch (answer) {
            case Answer.NotEnough<StereoField> not ->
                out.printf(Locale.ROOT, "Stereo      not enough to say: %s%n", not.why());
            case Answer.Known<StereoField> known -> {
                StereoField field = known.value();
                out.printf(
                        Locale.ROOT,
                        "Stereo      correlation %.2f (lowest %.2f%s), width %.0f %%, loses %.1f dB on one loudspeaker%n",
                        field.all().correlation(),
                        field.lowestCorrelation(),
                        at(field.lowestCorrelationSeconds()),
                        100 * field.all().width(),
                        field.all().monoLossDb());
            }
        }
    }

    private void music(Analysis analysis) {
        switch (analysis.rhythm()) {
            case Answer.NotEnough<Rhythm> not ->
                out.printf(Locale.ROOT, "Tempo       not enough to say: %s%n", not.why());
            case Answer.Known<Rhythm> known -> {
                Rhythm.Tempo tempo = known.value().tempo();
                String others = tempo.alternatives().stream()
                        .limit(2)
                        .map(a -> String.format(Locale.ROOT, "%.1f (%s)", a.beatsPerMinute(), a.relation()))
                        .collect(Collectors.joining(", "));
                String bars = known.value()
                        .downbeats()
                        .found()
                        .map(d -> String.format(Locale.ROOT, ", %d beats a bar", d.beatsPerBar()))
                        .orElse("");
                out.printf(
                        Locale.ROOT,
                        "Tempo       %.1f BPM%s%s%n",
                        tempo.beatsPerMinute(),
                        bars,
                        others.isEmpty() ? "" : "; it could be counted in " + others);
            }
        }
        switch (analysis.key()) {
            case Answer.NotEnough<Key> not -> out.printf(Locale.ROOT, "Key         not enough to say: %s%n", not.why());
            case Answer.Known<Key> known ->
                out.printf(
                        Locale.ROOT,
                        "Key         %s%s, tuned %+.0f cents%n",
                        known.value().name().text(),
                        known.value().confidence() < 0.3
                                ? " or "
                                        + known.value()
                                                .alternatives()
                                                .getFirst()
                                                .name()
                                                .text()
                                : "",
                        known.value().tuningCents());
        }
        switch (analysis.sections()) {
            case Answer.NotEnough<List<Section>> not ->
                out.printf(Locale.ROOT, "Parts       not enough to say: %s%n", not.why());
            case Answer.Known<List<Section>> known ->
                out.printf(
                        Locale.ROOT,
                        "Parts       %s%n",
                        known.value().stream()
                                .limit(MOST_SECTIONS)
                                .map(s -> s.label() + " " + time(s.startSeconds()))
                                .collect(Collectors.joining("  ")));
        }
    }

    private void troubles(List<Trouble> troubles) {
        if (troubles.isEmpty()) {
            out.printf(Locale.ROOT, "Nothing was found that needs a look.%n");
            return;
        }
        out.printf(Locale.ROOT, "To look at%n");
        for (Trouble trouble : troubles) {
            out.printf(Locale.ROOT, "  %s  %s%n", trouble.severity().name().toLowerCase(Locale.ROOT), trouble.text());
            if (!trouble.places().isEmpty()) {
                String more = trouble.places().size() > MOST_PLACES
                        ? " and " + (trouble.places().size() - MOST_PLACES) + " more"
                        : "";
                out.printf(
                        Locale.ROOT,
                        "           at %s%s%n",
                        trouble.places().stream()
                                .limit(MOST_PLACES)
                                .map(CheckReport::place)
                                .collect(Collectors.joining(", ")),
                        more);
            }
            String advice = trouble.advice();
            if (advice != null) {
                out.printf(Locale.ROOT, "           %s%n", advice);
            }
        }
    }

    private static String place(Trouble.Place place) {
        return place.endSeconds() - place.startSeconds() < 1
                ? time(place.startSeconds())
                : time(place.startSeconds()) + "-" + time(place.endSeconds());
    }

    private static String level(@Nullable Double value, String unit) {
        return value == null ? "silence" : String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    private static String at(@Nullable Double seconds) {
        return seconds == null ? "" : " at " + time(seconds);
    }

    /** As 1:02.3. */
    private static String time(double seconds) {
        long tenths = Math.round(seconds * 10);
        return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }
}
