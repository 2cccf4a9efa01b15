package foldback.review.application;

import foldback.mix.SampleRate;
import foldback.mix.TempoMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Notes as the markers of other programs. Pure: the same markers give the same bytes. */
public enum MarkerFile {
    /** What Reaper's Region/Marker Manager imports. */
    REAPER_CSV("reaper.csv", "text/csv; charset=utf-8") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            StringBuilder out = new StringBuilder("#,Name,Start,End,Length\n");
            for (int i = 0; i < markers.size(); i++) {
                Marker m = markers.get(i);
                Long end = m.endFrame();
                out.append(end == null ? 'M' : 'R').append(i + 1).append(',');
                out.append(quoted(m.name())).append(',').append(clock(m.frame(), rate));
                out.append(',').append(end == null ? "" : clock(end, rate));
                out.append(',').append(end == null ? "" : clock(end - m.frame(), rate));
                out.append('\n');
            }
            return utf8(out);
        }
    },
    /** A Reaper project with nothing in it but markers and regions. */
    REAPER_PROJECT("markers.rpp", "text/plain; charset=utf-8") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            StringBuilder out = new StringBuilder("<REAPER_PROJECT 0.1 \"7.0\" 0\n");
            out.append("  SAMPLERATE ").append(rate.hertz()).append(" 1 0\n");
            for (int i = 0; i < markers.size(); i++) {
                Marker m = markers.get(i);
                Long end = m.endFrame();
                String name = '"' + m.name().replace('"', '\'') + '"';
                out.append("  MARKER ").append(i + 1).append(' ').append(seconds(m.frame(), rate, 9));
                out.append(' ').append(name).append(end == null ? " 0\n" : " 1\n");
                if (end != null) {
                    out.append("  MARKER ").append(i + 1).append(' ').append(seconds(end, rate, 9));
                    out.append(" \"\" 1\n");
                }
            }
            return utf8(out.append(">\n"));
        }
    },
    /** Audacity's label track. */
    AUDACITY("labels.txt", "text/plain; charset=utf-8") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            StringBuilder out = new StringBuilder();
            for (Marker m : markers) {
                long end = m.endFrame() == null ? m.frame() : m.endFrame();
                out.append(seconds(m.frame(), rate, 6)).append('\t');
                out.append(seconds(end, rate, 6)).append('\t').append(m.name()).append('\n');
            }
            return utf8(out);
        }
    },
    /** A standard MIDI file with the song's tempo and a marker for each note, as Pro Tools and others import. */
    MIDI("markers.mid", "audio/midi") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            return MidiMarkers.file(markers, rate, tempo);
        }
    },
    /** A DAWproject with nothing in it but markers. */
    DAWPROJECT("markers.dawproject", "application/zip") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            out.append("<Project version=\"1.0\">\n  <Application name=\"Foldback\" version=\"1\"/>\n  <Structure/>\n");
            out.append("  <Arrangement>\n    <Lanes timeUnit=\"seconds\"/>\n    <Markers timeUnit=\"seconds\">\n");
            for (Marker m : markers) {
                out.append("      <Marker time=\"").append(seconds(m.frame(), rate, 9));
                out.append("\" name=\"").append(escaped(m.name())).append("\"/>\n");
            }
            out.append("    </Markers>\n  </Arrangement>\n</Project>\n");
            return zipped("project.xml", utf8(out), "metadata.xml", utf8("<MetaData/>\n"));
        }
    },
    /** A table for people. */
    CSV("notes.csv", "text/csv; charset=utf-8") {
        @Override
        byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo) {
            StringBuilder out = new StringBuilder("start,end,startFrame,endFrame,note\n");
            for (Marker m : markers) {
                Long end = m.endFrame();
                out.append(clock(m.frame(), rate)).append(',').append(end == null ? "" : clock(end, rate));
                out.append(',').append(m.frame()).append(',').append(end == null ? "" : end);
                out.append(',').append(quoted(m.name())).append('\n');
            }
            return utf8(out);
        }
    };

    private static final int NAME_CHARACTERS = 200;

    private final String fileName;
    private final String mediaType;

    MarkerFile(String fileName, String mediaType) {
        this.fileName = fileName;
        this.mediaType = mediaType;
    }

    /**
     * A note as a marker.
     *
     * @param frame of the timeline
     * @param endFrame the first frame after a range; null for a moment
     * @param name in one line
     */
    public record Marker(long frame, @Nullable Long endFrame, String name) {
        /** A name in one line, without control characters, and no longer than programs bear. */
        public Marker {
            String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            name = line.length() <= NAME_CHARACTERS
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, NAME_CHARACTERS / 2)) + "...";
        }
    }

    public String fileName() {
        return fileName;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * The file.
     *
     * @param markers in the order of the song
     * @param rate what frames are counted in
     * @param tempo of the song, for formats that count beats
     */
    abstract byte[] bytes(List<Marker> markers, SampleRate rate, TempoMap tempo);

    private static String seconds(long frame, SampleRate rate, int decimals) {
        return BigDecimal.valueOf(frame)
                .divide(BigDecimal.valueOf(rate.hertz()), decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Minutes, seconds and milliseconds: {@code 1:32.500}. */
    private static String clock(long frame, SampleRate rate) {
        long millis = Math.round(frame * 1000.0 / rate.hertz());
        return String.format(Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    /** A cell of a table; one that a spreadsheet would take for a formula begins with an apostrophe. */
    private static String quoted(String text) {
        String harmless = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(String one, byte[] first, String other, byte[] second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, one, first);
            entry(zip, other, second);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same markers give the same bytes
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }
}
