package foldback.bounce.delivery;

import foldback.audio.naming.Instrument;
import foldback.audio.naming.TrackNames;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tracks by what their names say they are: the instrument ({@code vocal}, {@code backing-vocal}) and its group ({@code vocals}). */
public final class TrackTags {
    private TrackTags() {}

    /** Everything that can be asked for. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (Instrument instrument : Instrument.values()) {
            known.add(tag(instrument));
            known.add(tag(instrument.group()));
        }
        return known;
    }

    /** The tags of each track. */
    static Map<Id, Set<String>> of(Mix mix) {
        Map<Id, Set<String>> tags = new HashMap<>();
        TrackNames.of(mix.tracks().stream().map(Track::name).toList())
                .forEach(named -> tags.put(
                        mix.tracks().get(named.index()).id(),
                        new TreeSet<>(List.of(
                                tag(named.instrument()), tag(named.instrument().group())))));
        return tags;
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
