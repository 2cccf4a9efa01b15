package foldback.bounce.delivery;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What there is to deliver by, and to check against: {@code presets.json}. */
public final class PresetCatalogue {
    private static final String DATA = "/foldback/bounce/delivery/presets.json";
    private static final TypeReference<List<Preset>> LIST = new TypeReference<>() {};
    private static final int ANY_RATE = 48_000;

    private PresetCatalogue() {}

    /**
     * All presets, in the order in which they are shown.
     *
     * @throws IllegalStateException if one could not be delivered
     */
    public static List<Preset> load() {
        List<Preset> all = read();
        all.forEach(PresetCatalogue::requireSound);
        return List.copyOf(all);
    }

    private static List<Preset> read() {
        try (InputStream in = PresetCatalogue.class.getResourceAsStream(DATA)) {
            if (in == null) {
                throw new FileNotFoundException(DATA);
            }
            return new ObjectMapper().readValue(in, LIST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSound(Preset preset) {
        if (SpecCodec.read(preset.spec(), ANY_RATE) instanceof SpecCodec.Reading.Refused refused) {
            throw new IllegalStateException("preset " + preset.id() + ": " + refused.reasons());
        }
        if (!NameTemplate.problems(preset.nameTemplate()).isEmpty()) {
            throw new IllegalStateException("preset " + preset.id() + ": " + preset.nameTemplate());
        }
        for (Preset.Promise promise : preset.promises()) {
            if (Preset.Measure.of(promise.measure()).isEmpty()) {
                throw new IllegalStateException("preset " + preset.id() + " measures " + promise.measure());
            }
        }
    }
}
