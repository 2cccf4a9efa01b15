package foldback.audio.ingest;

import foldback.audio.AudioMetadata;
import foldback.audio.Container;
import foldback.audio.Encoding;
import foldback.audio.Levels;
import foldback.audio.Refusal;
import foldback.audio.StemAnalysis;
import foldback.audio.WavFormat;
import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Fix;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Requests and results between the two processes: properties, as the child knows no library that reads anything better. */
final class IngestCodec {
    private IngestCodec() {}

    // ---- requests

    static void write(IngestRequest request, Writer out) throws IOException {
        Properties p = new Properties();
        p.setProperty("file", request.file().toString());
        p.setProperty("fileName", request.fileName());
        p.setProperty("folder", request.folder().toString());
        put(p, "channel", request.channel());
        put(p, "ffmpeg", request.ffmpegFolder());
        IngestRequest.Conversion conversion = request.conversion();
        if (conversion != null) {
            p.setProperty("toRate", Integer.toString(conversion.sampleRateHertz()));
            p.setProperty("toChannels", Integer.toString(conversion.channels()));
        }
        p.store(out, null);
    }

    static IngestRequest readRequest(Reader in) throws IOException {
        Properties p = read(in);
        String channel = p.getProperty("channel");
        String ffmpeg = p.getProperty("ffmpeg");
        return new IngestRequest(
                Path.of(required(p, "file")),
                required(p, "fileName"),
                Path.of(required(p, "folder")),
                channel == null ? null : Integer.valueOf(channel),
                p.getProperty("toRate") == null
                        ? null
                        : new IngestRequest.Conversion(integer(p, "toRate"), integer(p, "toChannels")),
                ffmpeg == null ? null : Path.of(ffmpeg));
    }

    // ---- results

    static void write(IngestResult result, Writer out) throws IOException {
        Properties p = new Properties();
        switch (result) {
            case IngestResult.Refused refused -> {
                p.setProperty("refused", refused.refusal().reason().name());
                p.setProperty("sentence", refused.refusal().sentence());
                put(p, "atByte", refused.refusal().atByte());
            }
            case IngestResult.ManyChannels many -> put(p, "manyChannels", many.channels());
            case IngestResult.Ready ready -> writeReport(ready.report(), p);
        }
        p.store(out, null);
    }

    static IngestResult readResult(Reader in) throws IOException {
        Properties p = read(in);
        String refused = p.getProperty("refused");
        if (refused != null) {
            return new IngestResult.Refused(
                    new Refusal(Refusal.Reason.valueOf(refused), required(p, "sentence"), longOrNull(p, "atByte")));
        }
        if (p.getProperty("manyChannels") != null) {
            return new IngestResult.ManyChannels(integer(p, "manyChannels"));
        }
        return new IngestResult.Ready(readReport(p));
    }

    private static void writeReport(StemReport report, Properties p) {
        StemAnalysis analysis = report.analysis();
        p.setProperty("sha256", analysis.sha256());
        put(p, "bytes", analysis.bytes());
        put(p, "rate", analysis.format().sampleRateHertz());
        put(p, "channels", analysis.format().channels());
        put(p, "encoding", analysis.format().encoding());
        put(p, "frames", analysis.frames());
        put(p, "lufs", analysis.levels().integratedLufs());
        put(p, "dbtp", analysis.levels().truePeakDbtp());
        put(p, "dbfs", analysis.levels().samplePeakDbfs());
        put(p, "container", report.container());
        writeMetadata(report.metadata(), p);
        put(p, "findings", report.findings().size());
        for (int i = 0; i < report.findings().size(); i++) {
            writeFinding(report.findings().get(i), "finding." + i + ".", p);
        }
    }

    private static StemReport readReport(Properties p) throws IOException {
        WavFormat format =
                new WavFormat(integer(p, "rate"), integer(p, "channels"), Encoding.valueOf(required(p, "encoding")));
        Levels levels = new Levels(doubleOrNull(p, "lufs"), doubleOrNull(p, "dbtp"), doubleOrNull(p, "dbfs"));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < integer(p, "findings"); i++) {
            findings.add(readFinding("finding." + i + ".", p));
        }
        return new StemReport(
                new StemAnalysis(required(p, "sha256"), whole(p, "bytes"), format, whole(p, "frames"), levels),
                Container.valueOf(required(p, "container")),
                readMetadata(p),
                findings);
    }

    private static void writeMetadata(AudioMetadata metadata, Properties p) {
        AudioMetadata.Broadcast broadcast = metadata.broadcast();
        if (broadcast != null) {
            p.setProperty("bext.description", broadcast.description());
            p.setProperty("bext.originator", broadcast.originator());
            p.setProperty("bext.reference", broadcast.originatorReference());
            p.setProperty("bext.date", broadcast.originationDate());
            p.setProperty("bext.time", broadcast.originationTime());
            put(p, "bext.timeReference", broadcast.timeReferenceFrames());
        }
        put(p, "ixml", metadata.ixml());
        put(p, "markers", metadata.markers().size());
        for (int i = 0; i < metadata.markers().size(); i++) {
            put(p, "marker." + i + ".frame", metadata.markers().get(i).frame());
            p.setProperty("marker." + i + ".name", metadata.markers().get(i).name());
        }
    }

    private static AudioMetadata readMetadata(Properties p) throws IOException {
        AudioMetadata.Broadcast broadcast = p.getProperty("bext.timeReference") == null
                ? null
                : new AudioMetadata.Broadcast(
                        required(p, "bext.description"),
                        required(p, "bext.originator"),
                        required(p, "bext.reference"),
                        required(p, "bext.date"),
                        required(p, "bext.time"),
                        whole(p, "bext.timeReference"));
        List<AudioMetadata.Marker> markers = new ArrayList<>();
        for (int i = 0; i < integer(p, "markers"); i++) {
            markers.add(
                    new AudioMetadata.Marker(whole(p, "marker." + i + ".frame"), required(p, "marker." + i + ".name")));
        }
        return new AudioMetadata(broadcast, p.getProperty("ixml"), markers);
    }

    private static void writeFinding(Finding finding, String key, Properties p) {
        put(p, key + "kind", finding.kind());
        put(p, key + "severity", finding.severity());
        p.setProperty(key + "text", finding.text());
        Finding.Place place = finding.place();
        if (place != null) {
            put(p, key + "start", place.startFrame());
            put(p, key + "end", place.endFrame());
        }
        switch (finding.fix()) {
            case null -> {}
            case Fix.Trim trim -> {
                put(p, key + "trim", trim.stemFrame());
                put(p, key + "length", trim.lengthFrames());
            }
            case Fix.FlipPolarity flip -> p.setProperty(key + "flip", "");
            case Fix.Shift shift -> put(p, key + "shift", shift.frames());
            case Fix.Convert convert -> {
                put(p, key + "toRate", convert.sampleRateHertz());
                put(p, key + "toChannels", convert.channels());
            }
        }
    }

    private static Finding readFinding(String key, Properties p) throws IOException {
        return new Finding(
                Finding.Kind.valueOf(required(p, key + "kind")),
                Finding.Severity.valueOf(required(p, key + "severity")),
                p.getProperty(key + "start") == null
                        ? null
                        : new Finding.Place(whole(p, key + "start"), whole(p, key + "end")),
                required(p, key + "text"),
                readFix(key, p));
    }

    private static @Nullable Fix readFix(String key, Properties p) throws IOException {
        if (p.getProperty(key + "trim") != null) {
            return new Fix.Trim(whole(p, key + "trim"), whole(p, key + "length"));
        }
        if (p.getProperty(key + "flip") != null) {
            return new Fix.FlipPolarity();
        }
        if (p.getProperty(key + "shift") != null) {
            return new Fix.Shift(whole(p, key + "shift"));
        }
        return p.getProperty(key + "toRate") == null
                ? null
                : new Fix.Convert(integer(p, key + "toRate"), integer(p, key + "toChannels"));
    }

    // ---- values

    private static Properties read(Reader in) throws IOException {
        Properties p = new Properties();
        p.load(in);
        return p;
    }

    private static void put(Properties p, String key, @Nullable Object value) {
        if (value != null) {
            p.setProperty(key, value.toString());
        }
    }

    private static String required(Properties p, String key) throws IOException {
        String value = p.getProperty(key);
        if (value == null) {
            throw new IOException("there is no " + key + " between the processes");
        }
        return value;
    }

    private static int integer(Properties p, String key) throws IOException {
        return Integer.parseInt(required(p, key));
    }

    private static long whole(Properties p, String key) throws IOException {
        return Long.parseLong(required(p, key));
    }

    private static @Nullable Long longOrNull(Properties p, String key) {
        String value = p.getProperty(key);
        return value == null ? null : Long.valueOf(value);
    }

    private static @Nullable Double doubleOrNull(Properties p, String key) {
        String value = p.getProperty(key);
        return value == null ? null : Double.valueOf(value);
    }
}
