package foldback.mixdown;

import foldback.mix.Bus;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterAddress;
import foldback.mix.Send;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strips of a mix, the cables and keys between them, and the VCAs over them: in which order they run, and which cables are heard. */
final class Console {
    /**
     * A way out of a strip.
     *
     * @param send what taps it; null for the strip's output
     */
    record Cable(
            StripAddress from, StripAddress to, @Nullable Send send) {
        boolean isPreFader() {
            return send != null && send.preFader();
        }
    }

    private final Mix mix;
    private final Automation automation;
    private final Map<StripAddress, List<Cable>> cablesOut = new LinkedHashMap<>();
    private final Map<StripAddress, Set<StripAddress>> drives = new LinkedHashMap<>();
    private final List<PlanRefusal> refusals = new ArrayList<>();
    private final List<StripAddress> order = new ArrayList<>();

    Console(Mix mix, Automation automation) {
        this.mix = mix;
        this.automation = automation;
        for (Track track : mix.tracks()) {
            plug(new StripAddress.OfTrack(track.id()), track.strip(), track.output());
        }
        for (Bus bus : mix.buses()) {
            plug(new StripAddress.OfBus(bus.id()), bus.strip(), bus.output());
        }
        for (Send send : mix.master().sends()) {
            refusals.add(new PlanRefusal.RouteToNowhere(StripAddress.MASTER, new StripAddress.OfBus(send.bus())));
        }
        keys(StripAddress.MASTER, mix.master());
        sort();
    }

    private void plug(StripAddress from, Strip strip, StripAddress output) {
        if (cablesOut.containsKey(from)) {
            refusals.add(new PlanRefusal.StripTwice(from));
            return;
        }
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
        keys(from, strip);
    }

    private void keys(StripAddress strip, Strip of) {
        for (Insert insert : of.inserts()) {
            StripAddress source = insert.sidechain();
            if (source == null) {
                continue;
            }
            if (source.equals(StripAddress.MASTER) || mix.strip(source).isEmpty()) {
                refusals.add(new PlanRefusal.SidechainFromNowhere(strip, insert.id(), source));
            } else {
                drives.computeIfAbsent(source, k -> new LinkedHashSet<>()).add(strip);
            }
        }
    }

    /** What a strip feeds or drives. */
    private Set<StripAddress> behind(StripAddress strip) {
        Set<StripAddress> behind = new LinkedHashSet<>();
        cablesOut.getOrDefault(strip, List.of()).forEach(c -> behind.add(c.to()));
        behind.addAll(drives.getOrDefault(strip, Set.of()));
        return behind;
    }

    /** Depth first from every strip: what a strip feeds or drives is placed behind it. */
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
        behind(strip).forEach(next -> place(next, placed, path));
        path.remove(strip);
        if (placed.add(strip)) {
            order.addFirst(strip);
        }
    }

    private static List<StripAddress> circle(StripAddress start, Set<StripAddress> path) {
        List<StripAddress> circle = new ArrayList<>();
        for (StripAddress strip : path) {
            if (strip.equals(start) || !circle.isEmpty()) {
                circle.add(strip);
            }
        }
        return circle;
    }

    List<PlanRefusal> refusals() {
        return refusals;
    }

    /** Every strip, each before what it feeds or drives; the master is last. Only if nothing was refused. */
    List<StripAddress> order() {
        return order;
    }

    /** Its own mute along the song, and those of its VCAs. */
    List<Curve> mutes(StripAddress address) {
        List<Curve> mutes = new ArrayList<>();
        mutes.add(automation.curve(
                new ParameterAddress.OfStrip(address, StripParameters.MUTE.id()),
                StripParameters.MUTE,
                strip(address).muted() ? 1 : 0));
        for (Vca vca : vcasOf(address)) {
            mutes.add(automation.curve(
                    new ParameterAddress.OfVca(vca.id(), StripParameters.MUTE.id()),
                    StripParameters.MUTE,
                    vca.muted() ? 1 : 0));
        }
        return mutes;
    }

    List<Vca> vcasOf(StripAddress address) {
        return mix.vcas().stream().filter(v -> v.members().contains(address)).toList();
    }

    private boolean isMutedThroughout(StripAddress address) {
        return mutes(address).stream().anyMatch(m -> m.isConstant() && m.at(0) > 0);
    }

    /** The cables whose signal can be heard, in the order of their strips: no mute, and no solo elsewhere, shuts them for good. */
    List<Cable> heard() {
        Set<StripAddress> soloed = soloed();
        Set<StripAddress> carry = new HashSet<>(soloed);
        order.stream().filter(s -> strip(s).soloSafe()).forEach(carry::add);
        Set<StripAddress> carrySolo = downstreamOf(carry);
        Set<StripAddress> leadToSolo = upstreamOf(soloed);
        List<Cable> heard = new ArrayList<>();
        for (StripAddress strip : order) {
            boolean muted = isMutedThroughout(strip);
            boolean keeps = strip(strip).muteKeepsPreSends();
            for (Cable cable : cablesOut.getOrDefault(strip, List.of())) {
                boolean open = soloed.isEmpty() || carrySolo.contains(strip) || leadToSolo.contains(cable.to());
                if (open && (!muted || (keeps && cable.isPreFader()))) {
                    heard.add(cable);
                }
            }
        }
        return heard;
    }

    /** Soloed strips, those with a soloed VCA, and the members of soloed groups: a group's members keep their sends, too. */
    private Set<StripAddress> soloed() {
        Set<StripAddress> soloed = new HashSet<>();
        for (StripAddress strip : order.reversed()) {
            if (strip instanceof StripAddress.Master) {
                continue;
            }
            boolean own = strip(strip).soloed() || vcasOf(strip).stream().anyMatch(Vca::soloed);
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
