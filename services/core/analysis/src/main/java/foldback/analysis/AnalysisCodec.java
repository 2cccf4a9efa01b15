package foldback.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.mix.codec.CanonicalJson;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How an analysis is written; docs/API.md has its form. Levels are rounded to hundredths, times to milliseconds; what there is not enough to say of is {@code
 * {"notEnough": why}}.
 */
public final class AnalysisCodec {
    public static final String FORMAT = "foldback-analysis/1";

    private static final double HUNDREDTHS = 100;
    private static final double THOUSANDTHS = 1000;

    private AnalysisCodec() {}

    /** The analysis as canonical JSON. */
    public static byte[] bytes(Analysis analysis) {
        return CanonicalJson.bytes(node(analysis));
    }

    public static ObjectNode node(Analysis analysis) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("version", Analysis.VERSION);
        node.put("sampleRate", analysis.sampleRateHertz());
        node.put("channels", analysis.channels());
        node.put("frames", analysis.frames());
        write(analysis.dynamics(), node.putObject("loudness"));
        answer(node, "spectrum", analysis.spectrum(), AnalysisCodec::write);
        answer(node, "stereo", analysis.stereo(), AnalysisCodec::write);
        answer(node, "rhythm", analysis.rhythm(), AnalysisCodec::write);
        answer(node, "structure", analysis.sections(), AnalysisCodec::write);
        answer(node, "key", analysis.key(), AnalysisCodec::write);
        ArrayNode findings = node.putArray("findings");
        analysis.troubles().forEach(each -> write(each, findings.addObject()));
        return node;
    }

    private static <T> void answer(ObjectNode node, String name, Answer<T> answer, BiConsumer<T, ObjectNode> write) {
        ObjectNode into = node.putObject(name);
        switch (answer) {
            case Answer.Known<T> known -> write.accept(known.value(), into);
            case Answer.NotEnough<T> not -> into.put("notEnough", not.why());
        }
    }

    private static void write(Dynamics dynamics, ObjectNode node) {
        node.put("integratedLufs", hundredths(dynamics.integratedLufs()));
        node.put("rangeLu", hundredths(dynamics.rangeLu()));
        node.put("highestMomentaryLufs", hundredths(dynamics.highestMomentaryLufs()));
        node.put("highestMomentarySeconds", thousandths(dynamics.highestMomentarySeconds()));
        node.put("highestShortTermLufs", hundredths(dynamics.highestShortTermLufs()));
        node.put("highestShortTermSeconds", thousandths(dynamics.highestShortTermSeconds()));
        node.put("truePeakDbtp", hundredths(dynamics.truePeakDbtp()));
        node.put("samplePeakDbfs", hundredths(dynamics.samplePeakDbfs()));
        node.put("samplePeakSeconds", thousandths(dynamics.samplePeakSeconds()));
        node.put("rmsDbfs", hundredths(dynamics.rmsDbfs()));
        node.put("crestDb", hundredths(dynamics.crestDb()));
        node.put("peakToLoudnessLu", hundredths(dynamics.peakToLoudnessLu()));
        node.put("lowestPeakToShortTermLu", hundredths(dynamics.lowestPeakToShortTermLu()));
        node.put("lowestPeakToShortTermSeconds", thousandths(dynamics.lowestPeakToShortTermSeconds()));
        write(dynamics.momentaryLufs(), node.putObject("momentaryLufs"));
        write(dynamics.shortTermLufs(), node.putObject("shortTermLufs"));
    }

    private static void write(Curve curve, ObjectNode node) {
        node.put("stepSeconds", curve.stepSeconds());
        numbers(curve.values(), node.putArray("values"));
    }

    private static void numbers(List<@Nullable Double> values, ArrayNode into) {
        values.forEach(value -> into.add(hundredths(value)));
    }

    private static void times(List<Double> seconds, ArrayNode into) {
        seconds.forEach(each -> into.add(hundredths(each)));
    }

    private static void write(Spectrum spectrum, ObjectNode node) {
        bands(spectrum.thirds(), "levelDbfs", node.putArray("thirds"));
        bands(spectrum.fine(), "densityDbfsPerHertz", node.putArray("fine"));
        ObjectNode tilt = node.putObject("tilt");
        tilt.put("decibelsPerOctave", hundredths(spectrum.tilt().decibelsPerOctave()));
        tilt.put("typicalDecibelsPerOctave", spectrum.tilt().typicalDecibelsPerOctave());
        tilt.put("residualDb", hundredths(spectrum.tilt().residualDb()));
        ObjectNode over = node.putObject("overTime");
        over.put("stepSeconds", spectrum.over().stepSeconds());
        ArrayNode rows = over.putArray("thirdsDbfs");
        for (List<@Nullable Double> row : spectrum.over().rows()) {
            ArrayNode into = rows.addArray();
            row.forEach(level -> into.add(level == null ? null : (Double) (Math.round(level * 10) / 10.0)));
        }
    }

    private static void bands(List<Spectrum.Band> bands, String level, ArrayNode into) {
        for (Spectrum.Band band : bands) {
            ObjectNode each = into.addObject();
            each.put("hertz", hundredths(band.hertz()));
            each.put(level, hundredths(band.level()));
        }
    }

    private static void write(StereoField field, ObjectNode node) {
        write(field.all(), node);
        node.put("balance", thousandths(field.balance()));
        node.put("lowestCorrelation", thousandths(field.lowestCorrelation()));
        node.put("lowestCorrelationSeconds", thousandths(field.lowestCorrelationSeconds()));
        ArrayNode octaves = node.putArray("octaves");
        for (StereoField.OfBand band : field.bands()) {
            ObjectNode each = octaves.addObject();
            each.put("hertz", hundredths(band.hertz()));
            write(band, each);
        }
        write(field.correlation(), node.putObject("correlationOverTime"));
    }

    private static void write(StereoField.OfBand band, ObjectNode node) {
        node.put("correlation", thousandths(band.correlation()));
        node.put("width", thousandths(band.width()));
        node.put("monoLossDb", hundredths(band.monoLossDb()));
    }

    private static void write(Rhythm rhythm, ObjectNode node) {
        Rhythm.Tempo tempo = rhythm.tempo();
        node.put("beatsPerMinute", hundredths(tempo.beatsPerMinute()));
        node.put("confidence", hundredths(tempo.confidence()));
        node.put("steadiness", hundredths(tempo.steadiness()));
        ArrayNode alternatives = node.putArray("alternatives");
        for (Rhythm.Alternative other : tempo.alternatives()) {
            ObjectNode each = alternatives.addObject();
            each.put("beatsPerMinute", hundredths(other.beatsPerMinute()));
            each.put("relation", other.relation());
            each.put("score", hundredths(other.score()));
        }
        node.put("onsetsPerSecond", hundredths(rhythm.onsetsPerSecond()));
        times(rhythm.beatSeconds(), node.putArray("beatSeconds"));
        answer(node, "bars", rhythm.downbeats(), (downbeats, bars) -> {
            bars.put("beatsPerBar", downbeats.beatsPerBar());
            bars.put("confidence", hundredths(downbeats.confidence()));
            times(downbeats.seconds(), bars.putArray("downbeatSeconds"));
        });
    }

    private static void write(List<Section> sections, ObjectNode node) {
        ArrayNode into = node.putArray("sections");
        for (Section section : sections) {
            ObjectNode each = into.addObject();
            each.put("startSeconds", thousandths(section.startSeconds()));
            each.put("endSeconds", thousandths(section.endSeconds()));
            each.put("label", section.label());
            each.put("lufs", hundredths(section.lufs()));
            each.put("contrast", hundredths(section.contrast()));
        }
    }

    private static void write(Key key, ObjectNode node) {
        node.put("name", key.name().text());
        node.put("tonic", key.name().tonic());
        node.put("mode", key.name().minor() ? "minor" : "major");
        node.put("confidence", hundredths(key.confidence()));
        node.put("fit", hundredths(key.fit()));
        node.put("tuningCents", hundredths(key.tuningCents()));
        ArrayNode alternatives = node.putArray("alternatives");
        for (Key.Alternative other : key.alternatives()) {
            ObjectNode each = alternatives.addObject();
            each.put("name", other.name().text());
            each.put("fit", hundredths(other.fit()));
        }
        ArrayNode classes = node.putArray("pitchClasses");
        key.pitchClasses().forEach(each -> classes.add(thousandths(each)));
    }

    private static void write(Trouble trouble, ObjectNode node) {
        node.put("kind", trouble.kind());
        node.put("severity", trouble.severity().name().toLowerCase(Locale.ROOT));
        node.put("amount", hundredths(trouble.amount()));
        node.put("unit", trouble.unit());
        node.put("text", trouble.text());
        node.put("advice", trouble.advice());
        ArrayNode places = node.putArray("places");
        for (Trouble.Place place : trouble.places()) {
            ObjectNode each = places.addObject();
            each.put("startSeconds", thousandths(place.startSeconds()));
            each.put("endSeconds", thousandths(place.endSeconds()));
            each.put("amount", hundredths(place.amount()));
        }
    }

    private static @Nullable Double hundredths(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * HUNDREDTHS) / HUNDREDTHS);
    }

    private static @Nullable Double thousandths(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * THOUSANDTHS) / THOUSANDTHS);
    }
}
