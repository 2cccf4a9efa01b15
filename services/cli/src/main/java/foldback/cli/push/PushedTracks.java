package foldback.cli.push;

import foldback.cli.api.FoldbackApi;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a session has to hear so that it has a track for each stem: names no track twice, and no bus that is there. */
final class PushedTracks {
    private static final int LONGEST_ID = 48;

    private final Set<String> trackIds = new HashSet<>();
    private final Set<String> busIds = new HashSet<>();
    private final Map<String, String> busesByName = new HashMap<>();
    private final boolean grouped;

    /**
     * A track that is to be added.
     *
     * @param stem as it will play, converted if it had to be
     */
    record Track(FoldbackApi.TrackProposal proposal, FoldbackApi.Stem stem, String id) {}

    PushedTracks(FoldbackApi.Mix mix, boolean grouped) {
        mix.tracks().forEach(track -> trackIds.add(track.id()));
        for (FoldbackApi.Bus bus : mix.buses()) {
            busIds.add(bus.id());
            busesByName.put(bus.name(), bus.id());
        }
        this.grouped = grouped;
    }

    Track track(FoldbackApi.TrackProposal proposal, FoldbackApi.Stem stem) {
        return new Track(proposal, stem, fresh(proposal.name(), "track", trackIds));
    }

    List<MixEvent> events(Track track) {
        List<MixEvent> events = new ArrayList<>();
        Id id = new Id(track.id());
        Colour colour = new Colour(track.proposal().colour());
        events.add(new MixEvent.TrackAdded(id, track.proposal().name(), colour));
        events.add(new MixEvent.ClipPlaced(
                id,
                new Clip(
                        new Id("c1"),
                        new StemHash(track.stem().hash()),
                        0,
                        0,
                        track.stem().frames())));
        if (grouped) {
            String group = track.proposal().group();
            if (!busesByName.containsKey(group)) {
                String bus = fresh(group, "group", busIds);
                busesByName.put(group, bus);
                events.addFirst(new MixEvent.BusAdded(new Id(bus), group, Bus.Kind.GROUP, colour));
            }
            events.add(new MixEvent.OutputRouted(
                    StripAddress.track(track.id()), StripAddress.bus(busesByName.get(group))));
        }
        return events;
    }

    private static String fresh(String name, String otherwise, Set<String> taken) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String base = plain.isEmpty() ? otherwise : plain.substring(0, Math.min(plain.length(), LONGEST_ID));
        String id = base;
        for (int n = 2; !taken.add(id); n++) {
            id = base + "-" + n;
        }
        return id;
    }
}
