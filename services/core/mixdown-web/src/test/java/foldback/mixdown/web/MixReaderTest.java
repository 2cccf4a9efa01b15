package foldback.mixdown.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import foldback.mix.Mix;
import foldback.mixdown.GoldenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents become the mixes that they are; whatever is not understood is refused. */
final class MixReaderTest {
    private static final long SEED = 20_261_122;

    @Test
    void every_golden_document_is_read_as_the_mix_that_it_was_written_of() throws IOException {
        List<?> golden =
                (List<?>) JsonText.read(Files.readString(Path.of("../bounce/src/test/resources/golden-mixes.json")));
        assertThat(golden).hasSizeGreaterThanOrEqualTo(30);
        for (Object each : golden) {
            Map<?, ?> entry = (Map<?, ?>) each;
            Object mix = entry.get("mix");
            assertThat(read(json(Objects.requireNonNull(mix)), null))
                    .as("%s", entry.get("name"))
                    .isEqualTo(GoldenRun.mix(String.valueOf(entry.get("name"))));
        }
    }

    @Test
    void parts_that_stayed_are_those_of_the_mix_before() {
        Mix before = read(document("{}"), null);
        String same = """
                {"sampleRate":48000,"tracks":[{"same":"a"}],"buses":[],"master":{"same":true},"vcas":{"same":true},
                 "automation":{"same":true},"tempo":{"same":true}}""";
        assertThat(read(same, before)).isEqualTo(before);
        assertThat(MixReader.read(same, null)).isInstanceOf(MixReader.Reading.Refused.class);
    }

    @Test
    void a_member_that_nobody_knows_is_refused_with_its_place() {
        assertThat(MixReader.read(document("{\"sparkle\":1}"), null))
                .isEqualTo(new MixReader.Reading.Refused(
                        "mix.tracks[0].strip has a member that is not known here: sparkle"));
    }

    @Test
    void a_missing_member_is_refused_with_its_place() {
        assertThat(MixReader.read("{\"sampleRate\":48000}", null))
                .isEqualTo(new MixReader.Reading.Refused("mix has no tracks"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "nul",
                "\"\\x\"",
                "1 2",
                "01",
                "1.",
                "-",
                "1e",
                "+1",
                "{\"a\" 1}"
            })
    void what_is_no_json_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.read(text));
    }

    @Test
    void texts_are_read_with_their_escapes() {
        assertThat(JsonText.read(" \"a\\\"\\\\\\/\\n\\u00e9é\" ")).isEqualTo("a\"\\/\né\u00e9");
    }

    @Test
    void numbers_are_read_as_by_the_jvm() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            double usual = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 6);
            requireAsByTheJvm(Double.toString(usual));
            requireAsByTheJvm(Float.toString((float) usual));
            if (Math.abs(number) > 1e-250 && Math.abs(number) < 1e250) {
                requireAsByTheJvm(Double.toString(number));
            }
        }
        for (String text :
                List.of("0", "-0", "1e22", "1e23", "9007199254740993", "0.1", "123456789012345678", "4.35e-7")) {
            requireAsByTheJvm(text);
        }
    }

    private static void requireAsByTheJvm(String text) {
        if (Double.doubleToRawLongBits(Decimal.parse(text)) != Double.doubleToRawLongBits(Double.parseDouble(text))) {
            throw new AssertionError(text + " was read as " + Decimal.parse(text) + " (seed " + SEED + ")");
        }
    }

    // ---- documents

    private static Mix read(String json, @Nullable Mix before) {
        return switch (MixReader.read(json, before)) {
            case MixReader.Reading.Read read -> read.mix();
            case MixReader.Reading.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    private static String document(String more) {
        String strip = """
                {"trimDb":0,"polarityInverted":false,"inserts":[],"sends":[],"faderDb":-3.5,"pan":0,"muted":false,
                 "soloed":false""";
        String extra = more.equals("{}") ? "" : "," + more.substring(1, more.length() - 1);
        return "{\"sampleRate\":48000,\"tracks\":[{\"id\":\"a\",\"name\":\"A\",\"colour\":\"#3FD5FF\",\"clips\":[],"
                + "\"output\":\"master\",\"strip\":" + strip + extra + "}}],\"buses\":[],\"master\":" + strip + "}}";
    }

    /** What was read, as JSON again. */
    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":" + json(e.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(MixReaderTest::json).collect(Collectors.joining(",", "[", "]"));
            case String text -> "\"" + text + "\"";
            case Double number -> Double.toString(number);
            default -> value instanceof JsonText.Nothing ? "null" : value.toString();
        };
    }
}
