package foldback.review.application;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.SampleRate;
import foldback.mix.TempoMap;
import foldback.review.application.MarkerFile.Marker;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Track;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Files for other programs, read back by readers that are not ours. */
class MarkerFileTest {
    private static final SampleRate RATE = new SampleRate(48_000);
    private static final TempoMap TEMPO = new TempoMap(
            List.of(new TempoMap.Tempo(0, 120), new TempoMap.Tempo(480_000, 90), new TempoMap.Tempo(960_000, 173.5)),
            List.of(new TempoMap.Meter(0, 4, 4)));
    private static final List<Marker> MARKERS = List.of(
            new Marker(0, null, "Ana: from the start"),
            new Marker(48_000, 96_000L, "Ben: \"loud\", <b> & all\nof it"),
            new Marker(4_416_123, null, "Żółć: 声 too loud"));

    @Test
    void a_midi_file_has_its_markers_where_a_sequencer_plays_them() throws Exception {
        byte[] file = MarkerFile.MIDI.bytes(MARKERS, RATE, TEMPO);
        Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(file));
        assertThat(sequence.getResolution()).isEqualTo(MidiMarkers.TICKS_PER_QUARTER);
        List<Double> seconds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Sequencer sequencer = MidiSystem.getSequencer(false)) {
            sequencer.open();
            sequencer.setSequence(sequence);
            for (Track track : sequence.getTracks()) {
                for (int i = 0; i < track.size(); i++) {
                    MidiEvent event = track.get(i);
                    if (event.getMessage() instanceof MetaMessage meta && meta.getType() == 0x06) {
                        sequencer.setTickPosition(event.getTick());
                        seconds.add(sequencer.getMicrosecondPosition() / 1e6);
                        names.add(new String(meta.getData(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertThat(names)
                .containsExactlyElementsOf(MARKERS.stream().map(Marker::name).toList());
        for (int i = 0; i < MARKERS.size(); i++) {
            double tickSeconds = 60 / (90.0 * MidiMarkers.TICKS_PER_QUARTER);
            assertThat(seconds.get(i)).isCloseTo(MARKERS.get(i).frame() / 48_000.0, within(tickSeconds));
        }
    }

    private static Offset<Double> within(double seconds) {
        return Offset.offset(seconds);
    }

    @Test
    void a_dawproject_is_a_zip_with_xml_that_has_every_marker() throws Exception {
        byte[] file = MarkerFile.DAWPROJECT.bytes(MARKERS, RATE, TEMPO);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            assertThat(zip.getNextEntry()).isNotNull().extracting("name").isEqualTo("project.xml");
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(zip.readAllBytes()));
            var markers = document.getElementsByTagName("Marker");
            assertThat(markers.getLength()).isEqualTo(3);
            Element last = (Element) markers.item(2);
            assertThat(Double.parseDouble(last.getAttribute("time"))).isCloseTo(92.0025625, within(1e-9));
            assertThat(((Element) markers.item(1)).getAttribute("name")).isEqualTo("Ben: \"loud\", <b> & all of it");
        }
        assertThat(MarkerFile.DAWPROJECT.bytes(MARKERS, RATE, TEMPO)).isEqualTo(file);
    }

    @Test
    void labels_and_tables_are_lines_of_text() {
        assertThat(text(MarkerFile.AUDACITY)).isEqualTo("""
                0.000000\t0.000000\tAna: from the start
                1.000000\t2.000000\tBen: "loud", <b> & all of it
                92.002563\t92.002563\tŻółć: 声 too loud
                """);
        assertThat(text(MarkerFile.REAPER_CSV)).isEqualTo("""
                #,Name,Start,End,Length
                M1,"Ana: from the start",0:00.000,,
                R2,"Ben: ""loud"", <b> & all of it",0:01.000,0:02.000,0:01.000
                M3,"Żółć: 声 too loud",1:32.003,,
                """);
        assertThat(text(MarkerFile.REAPER_PROJECT))
                .contains("  MARKER 1 0.000000000 \"Ana: from the start\" 0\n")
                .contains("  MARKER 2 1.000000000 \"Ben: 'loud', <b> & all of it\" 1\n  MARKER 2 2.000000000 \"\" 1\n");
    }

    @Test
    void no_cell_is_a_formula() {
        String table = new String(
                MarkerFile.CSV.bytes(List.of(new Marker(0, null, "=cmd|' /C calc'!A0")), RATE, TEMPO),
                StandardCharsets.UTF_8);
        assertThat(table).contains("\"'=cmd").doesNotContain("\"=cmd");
    }

    @Test
    void a_name_is_one_line_and_no_longer_than_programs_bear() {
        assertThat(new Marker(0, null, "a\r\n\tb\u0000c").name()).isEqualTo("a b c");
        assertThat(new Marker(0, null, "🌙".repeat(4000)).name())
                .hasSizeLessThan(210)
                .endsWith("🌙...");
    }

    private static String text(MarkerFile file) {
        return new String(file.bytes(MARKERS, RATE, TEMPO), StandardCharsets.UTF_8);
    }
}
