package foldback.render.application;

import foldback.bounce.delivery.Preset;
import foldback.bounce.delivery.PresetCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The presets that there are. One that could not be delivered keeps the service from starting. */
@ApplicationScoped
public class Presets {
    private final List<Preset> all = PresetCatalogue.load();

    public List<Preset> all() {
        return all;
    }

    public Optional<Preset> find(String id) {
        return all.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
