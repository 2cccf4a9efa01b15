package foldback.session.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import foldback.mix.Effect;
import foldback.mix.codec.StateCodec;
import java.util.List;

/** A fact that differs: its value before and after, null where there is none. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EffectView(String path, JsonNode before, JsonNode after) {
    static EffectView of(Effect effect) {
        return new EffectView(effect.path(), StateCodec.value(effect.before()), StateCodec.value(effect.after()));
    }

    static List<EffectView> of(List<Effect> effects) {
        return effects.stream().map(EffectView::of).toList();
    }
}
