package foldback.mixdown;

import foldback.mix.Bus;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.Send;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strips of a mix and the cables between them: in which order they run, and which cables are heard. */
final class Console {
    /**
     * A way out of a strip.
     *
     * @param send what taps it; null for the strip's output
     */
    record Cable(
            StripAddress from, StripAddress to, @Nullable Send send) {}

    private final Mix mix;
    private final Map<StripAddress, List<Cable>> cablesOut = new LinkedHashMap<>();
    private final List<PlanRefusal> refusals = new ArrayList<>();
    private final List<StripAddress> order = new ArrayList<>();

    Console(Mix mix) {
        this.mix = mix;
        for (Track track : mix.tracks()) {
            plug(new StripAddress.OfTrack(track.id()), track.strip(), track.output());
        }
        for (Bus bus : mix.buses()) {
            plug(new StripAddress.OfBus(bus.id()), bus.strip(), bus.output());
        }
        for (Send send : mix.master().sends()) {
            refusals.add(new PlanRefusal.RouteToNowhere(StripAddress.MASTER, new StripAddress.OfBus(send.bus())));
        }
        sort();
    }

    private void plug(StripAddress from, Strip strip, StripAddress output) {
        List<Cable> cables = new ArrayList<>();
        cables.add(new Cable(from, output, null));
        strip.sends().forEach(s -> cables.add(new Cable(from, new StripAddress.OfBus(s.bus()), s)));
        for (Cable cable : cables) {
            boolean there = !(cable.to() instanceof StripAddress.OfTrack)
                    && mix.strip(cable.to()).isPresent();
            if (!there) {
                refusals.add(new PlanRefusal.RouteToNowhere(from, cable.to()));
            }
        }
        cablesOut.put(from, cables);
    }

    /** Depth first from every strip: what a strip feeds is placed behind it. */
    private void sort() {
        Set<StripAddress> placed = new HashSet<>();
        for (StripAddress strip : cablesOut.keySet()) {
            place(strip, placed, new LinkedHashSet<>());
        }
        order.add(StripAddress.MASTER);
    }

    private void place(StripAddress strip, Set<StripAddress> placed, Set<StripAddress> path) {
        if (strip instanceof StripAddress.Master || placed.contains(strip)) {
            return;
        }
        if (!path.add(strip)) {
            refusals.add(new PlanRefusal.RoutingCycle(circle(strip, path)));
            return;
        }
        cablesOut.getOrDefault(strip, List.of()).forEach(c -> place(c.to(), placed, path));
        path.remove(strip);
        if (placed.add(strip)) {
            order.addFirst(strip);
        }
    }

    private static List<Id> circle(StripAddress start, Set<StripAddress> path) {
        List<Id> circle = new ArrayList<>();
        for (StripAddress strip : path) {
            if ((strip.equals(start) || !circle.isEmpty()) && strip instanceof StripAddress.OfBus bus) {
                circle.add(bus.bus());
            }
        }
        return circle;
    }

    List<PlanRefusal> refusals() {
        return refusals;
    }

    /** Every strip, each before what it feeds; the master is last. Only if nothing was refused. */
    List<StripAddress> order() {
        return order;
    }

    /** The cables whose signal can be heard, in the order of their strips: no mute, and no solo elsewhere, shuts them. */
    List<Cable> heard() {
        Set<StripAddress> soloed = soloed();
        Set<StripAddress> carrySolo = downstreamOf(soloed);
        Set<StripAddress> leadToSolo = upstreamOf(soloed);
        List<Cable> heard = new ArrayList<>();
        for (StripAddress strip : order) {
            if (strip(strip).muted()) {
                continue;
            }
            for (Cable cable : cablesOut.getOrDefault(strip, List.of())) {
                boolean open = soloed.isEmpty() || carrySolo.contains(strip) || leadToSolo.contains(cable.to());
                if (open && !strip(cable.to()).muted()) {
                    heard.add(cable);
                }
            }
        }
        return heard;
    }

    /** Soloed strips, and the members of soloed groups: a group's members keep their sends, too. */
    private Set<StripAddress> soloed() {
        Set<StripAddress> soloed = new HashSet<>();
        for (StripAddress strip : order.reversed()) {
            boolean own =
                    !(strip instanceof StripAddress.Master) && strip(strip).soloed();
            if (own || (output(strip) instanceof StripAddress.OfBus bus && soloed.contains(bus) && isGroup(bus))) {
                soloed.add(strip);
            }
        }
        return soloed;
    }

    private Set<StripAddress> downstreamOf(Set<StripAddress> strips) {
        Set<StripAddress> reached = new HashSet<>(strips);
        for (StripAddress strip : order) {
            if (reached.contains(strip)) {
                cablesOut.getOrDefault(strip, List.of()).forEach(c -> reached.add(c.to()));
            }
        }
        return reached;
    }

    private Set<StripAddress> upstreamOf(Set<StripAddress> strips) {
        Set<StripAddress> reaching = new HashSet<>(strips);
        for (StripAddress strip : order.reversed()) {
            if (cablesOut.getOrDefault(strip, List.of()).stream().anyMatch(c -> reaching.contains(c.to()))) {
                reaching.add(strip);
            }
        }
        return reaching;
    }

    private @Nullable StripAddress output(StripAddress strip) {
        List<Cable> cables = cablesOut.getOrDefault(strip, List.of());
        return cables.isEmpty() ? null : cables.getFirst().to();
    }

    private boolean isGroup(StripAddress.OfBus bus) {
        return mix.bus(bus.bus()).filter(b -> b.kind() == Bus.Kind.GROUP).isPresent();
    }

    Strip strip(StripAddress address) {
        return mix.strip(address).orElseThrow();
    }
}
