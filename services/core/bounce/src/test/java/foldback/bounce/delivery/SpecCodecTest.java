package foldback.bounce.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Encoding;
import foldback.dsp.Dither;
import foldback.mix.codec.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecCodecTest {
    private static final int RATE = 48_000;
    private static final String MIX = """
            {"id":"mix","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-24"}}""";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SpecCodec.Reading read(String text) {
        return SpecCodec.read(json(text), RATE);
    }

    private static DeliverySpec accepted(String text) {
        return switch (read(text)) {
            case SpecCodec.Reading.Accepted accepted -> accepted.spec();
            case SpecCodec.Reading.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static List<String> refused(String text) {
        return switch (read(text)) {
            case SpecCodec.Reading.Accepted accepted -> throw new AssertionError(accepted.spec());
            case SpecCodec.Reading.Refused refused -> refused.reasons();
        };
    }

    private static String canonical(String text) {
        return new String(CanonicalJson.bytes(SpecCodec.json(accepted(text))), StandardCharsets.UTF_8);
    }

    @Test
    void what_a_spec_leaves_open_is_filled_in() {
        Output output = accepted("{\"outputs\":[" + MIX + "]}").outputs().getFirst();
        assertThat(output.sampleRateHertz()).isEqualTo(RATE);
        assertThat(output.dither()).isEqualTo(Dither.TRIANGULAR);
        assertThat(output.loudness()).isNull();
        assertThat(output.format()).isEqualTo(new FileFormat.Plain(FileFormat.Container.WAV, Encoding.PCM_24));
    }

    @Test
    void a_rate_that_a_format_does_not_have_becomes_one_that_it_has() {
        String opus = """
                {"outputs":[{"id":"o","source":{"type":"mix"},"format":{"type":"opus","kilobitsPerSecond":128}},
                 {"id":"m","source":{"type":"mix"},"format":{"type":"mp3","kilobitsPerSecond":320}}]}""";
        DeliverySpec spec = ((SpecCodec.Reading.Accepted) SpecCodec.read(json(opus), 88_200)).spec();
        assertThat(spec.outputs()).extracting(Output::sampleRateHertz).containsExactly(48_000, 44_100);
    }

    @Test
    void equal_specs_are_equal_bytes_however_they_are_written() {
        String spelledOut = """
                {"markers":[],"artwork":null,"tags":{},"range":{"from":0},"outputs":[{"loudness":null,"dither":"triangular",
                 "sampleRate":48000,"format":{"encoding":"pcm-24","type":"wav"},"source":{"type":"mix"},"id":"mix"}]}""";
        assertThat(canonical(spelledOut)).isEqualTo(canonical("{\"outputs\":[" + MIX + "]}"));
    }

    @Test
    void what_is_written_is_read_again() {
        String full = """
                {"outputs":[
                  {"id":"cd","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-16"},"sampleRate":44100,"dither":"shaped",
                   "loudness":{"lufs":-14,"ceilingDbtp":-1.5}},
                  {"id":"stems","source":{"type":"stems","each":"tracks","signal":"dry","strips":["track/b","track/a"]},
                   "format":{"type":"flac","encoding":"pcm-24"}},
                  {"id":"karaoke","source":{"type":"without","tracks":["lead"],"tags":["vocals","bass"]},
                   "format":{"type":"aac","kilobitsPerSecond":256}},
                  {"id":"acappella","source":{"type":"only","tags":["vocals"]},"format":{"type":"aiff","encoding":"float-32"}}],
                 "range":{"from":100,"to":4800},"tags":{"title":"Night \\"Bus\\"","artist":"Ä","isrc":"QZ-ABC-26-00001"},
                 "artwork":"%s","markers":[{"frame":9,"name":"b"},{"frame":1,"name":"a"}]}""".formatted("ab".repeat(32));
        DeliverySpec spec = accepted(full);
        assertThat(spec.tags().isrc()).isEqualTo("QZABC2600001");
        assertThat(spec.markers()).extracting(m -> m.name()).containsExactly("a", "b");
        assertThat(((Source.Stems) spec.outputs().get(1).source()).strips())
                .extracting(s -> s.path())
                .containsExactly("track/a", "track/b");
        assertThat(accepted(SpecCodec.json(spec).toString())).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"outputs":[]}                                                                        | outputs: 1 to 32
            {"outputs":[%M],"surprise":1}                                                         | "surprise" is unknown
            {"outputs":[%M,%M]}                                                                   | another output is called mix
            {"outputs":[%M],"range":{"from":10,"to":10}}                                          | range: from 0 on
            {"outputs":[%M],"range":{"from":1.5}}                                                 | range: from and to
            {"outputs":[%M],"tags":{"isrc":"nonsense"}}                                           | tags.isrc
            {"outputs":[%M],"tags":{"title":""}}                                                  | tags.title
            {"outputs":[%M],"artwork":"x"}                                                        | spec.artwork
            {"outputs":[%M],"markers":[{"frame":-1,"name":"x"}]}                                  | markers
            {"outputs":[{"id":"A","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-16"}}]}    | outputs[0].id
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-20"}}]}    | outputs[0].format.encoding
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"flac","encoding":"float-32"}}]} | FLAC has pcm-16 or pcm-24
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"mp3","kilobitsPerSecond":321}}]} | outputs[0].format.kilobitsPerSecond
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"mp3","kilobitsPerSecond":320,"encoding":"pcm-16"}}]} | mp3 has a bit rate
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"opus","kilobitsPerSecond":128},"sampleRate":44100}]} | cannot have 44100
            {"outputs":[{"id":"a","source":{"type":"mix"},"format":{"type":"wav","encoding":"float-32"},"dither":"shaped"}]} | dither is for 16 and 24 bits
            {"outputs":[{"id":"a","source":{"type":"stems","each":"buses","signal":"dry"},"format":{"type":"wav","encoding":"pcm-24"}}]} | a bus has no clips
            {"outputs":[{"id":"a","source":{"type":"stems","each":"tracks","strips":["master"]},"format":{"type":"wav","encoding":"pcm-24"}}]} | "master" is none
            {"outputs":[{"id":"a","source":{"type":"stems","each":"tracks"},"loudness":{"lufs":-14,"ceilingDbtp":-1},"format":{"type":"wav","encoding":"pcm-24"}}]} | stems keep their levels
            {"outputs":[{"id":"a","source":{"type":"without"},"format":{"type":"wav","encoding":"pcm-24"}}]} | tracks or tags are needed
            {"outputs":[{"id":"a","source":{"type":"only","tags":["kazoo"]},"format":{"type":"wav","encoding":"pcm-24"}}]} | "kazoo" is none
            {"outputs":[{"id":"a","source":{"type":"mix"},"loudness":{"lufs":-4,"ceilingDbtp":-1},"format":{"type":"wav","encoding":"pcm-24"}}]} | outputs[0].loudness
            {"outputs":[{"id":"a","source":{"type":"mix"},"loudness":{"lufs":-14},"format":{"type":"wav","encoding":"pcm-24"}}]} | outputs[0].loudness
            {"outputs":[{"id":"a","source":{"type":"mix"},"sampleRate":22050,"format":{"type":"wav","encoding":"pcm-24"}}]} | outputs[0].sampleRate
            [1]                                                                                   | spec: an object
            """)
    void a_spec_that_cannot_be_made_is_refused_with_the_place(String text, String told) {
        assertThat(refused(text.replace("%M", MIX)))
                .anySatisfy(reason -> assertThat(reason).contains(told))
                .allSatisfy(reason -> assertThat(reason).endsWith("."));
    }
}
