package foldback.render.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.bounce.delivery.NameTemplate;
import foldback.bounce.delivery.SpecCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The presets that there are. One that could not be delivered keeps the service from starting. */
@ApplicationScoped
public class Presets {
    private static final String DATA = "/foldback/render/presets.json";
    private static final TypeReference<List<Preset>> LIST = new TypeReference<>() {};
    private static final int ANY_RATE = 48_000;

    private final List<Preset> all;

    Presets() {
        all = load();
        all.forEach(Presets::requireSound);
    }

    private static List<Preset> load() {
        try (InputStream in = Presets.class.getResourceAsStream(DATA)) {
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

    public List<Preset> all() {
        return all;
    }

    public Optional<Preset> find(String id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
