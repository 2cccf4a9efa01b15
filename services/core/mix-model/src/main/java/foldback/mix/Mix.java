package foldback.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that decides how a session sounds, and what its strips are called.
 *
 * @param automation in the order of the addresses' paths, one lane for an address
 */
public record Mix(
        SampleRate sampleRate,
        List<Track> tracks,
        List<Bus> buses,
        List<Vca> vcas,
        Strip master,
        List<AutomationLane> automation,
        TempoMap tempo) {
    public Mix {
        tracks = List.copyOf(tracks);
        buses = List.copyOf(buses);
        vcas = List.copyOf(vcas);
        automation = List.copyOf(automation);
    }

    /** A mix in which nothing moves by itself. */
    public Mix(SampleRate sampleRate, List<Track> tracks, List<Bus> buses, Strip master) {
        this(sampleRate, tracks, buses, List.of(), master, List.of(), TempoMap.FRESH);
    }

    public static Mix empty(SampleRate sampleRate) {
        return new Mix(sampleRate, List.of(), List.of(), Strip.FRESH);
    }

    public Optional<Track> track(Id id) {
        return Lists.find(tracks, t -> t.id().equals(id));
    }

    public Optional<Bus> bus(Id id) {
        return Lists.find(buses, b -> b.id().equals(id));
    }

    public Optional<Vca> vca(Id id) {
        return Lists.find(vcas, v -> v.id().equals(id));
    }

    public Optional<AutomationLane> lane(ParameterAddress address) {
        return Lists.find(automation, l -> l.address().equals(address));
    }

    public Optional<Strip> strip(StripAddress address) {
        return switch (address) {
            case StripAddress.OfTrack a -> track(a.track()).map(Track::strip);
            case StripAddress.OfBus a -> bus(a.bus()).map(Bus::strip);
            case StripAddress.Master a -> Optional.of(master);
        };
    }

    /** What a parameter of this mix accepts; empty if nothing has that address. */
    public Optional<ParameterSpec> parameter(ParameterAddress address) {
        List<ParameterSpec> specs = switch (address) {
            case ParameterAddress.OfStrip a ->
                strip(a.strip()).map(s -> StripParameters.STRIP).orElse(List.of());
            case ParameterAddress.OfInsert a ->
                strip(a.strip())
                        .flatMap(s -> Lists.find(s.inserts(), i -> i.id().equals(a.insert())))
                        .map(Mix::parametersOf)
                        .orElse(List.of());
            case ParameterAddress.OfSend a ->
                strip(a.strip())
                        .flatMap(s -> Lists.find(s.sends(), e -> e.id().equals(a.send())))
                        .map(s -> StripParameters.SEND)
                        .orElse(List.of());
            case ParameterAddress.OfVca a ->
                vca(a.vca()).map(v -> StripParameters.VCA).orElse(List.of());
        };
        return Lists.find(specs, spec -> spec.id().equals(address.parameter()));
    }

    private static List<ParameterSpec> parametersOf(Insert insert) {
        List<ParameterSpec> parameters = Processors.find(insert.processor())
                .map(ProcessorSpec::parameters)
                .orElse(List.of());
        return Lists.appended(parameters, StripParameters.BYPASS);
    }

    /** Where the last clip ends, in frames: the length of the song before any tail. */
    public long endFrame() {
        return tracks.stream()
                .flatMap(t -> t.clips().stream())
                .mapToLong(Clip::endFrame)
                .max()
                .orElse(0);
    }

    /** The addresses of all strips: tracks, buses, the master. */
    List<StripAddress> strips() {
        List<StripAddress> strips = new ArrayList<>();
        tracks.forEach(t -> strips.add(new StripAddress.OfTrack(t.id())));
        buses.forEach(b -> strips.add(new StripAddress.OfBus(b.id())));
        strips.add(StripAddress.MASTER);
        return strips;
    }

    Mix withTracks(List<Track> next) {
        return new Mix(sampleRate, next, buses, vcas, master, automation, tempo);
    }

    Mix withBuses(List<Bus> next) {
        return new Mix(sampleRate, tracks, next, vcas, master, automation, tempo);
    }

    Mix withVcas(List<Vca> next) {
        return new Mix(sampleRate, tracks, buses, next, master, automation, tempo);
    }

    Mix withTempo(TempoMap next) {
        return new Mix(sampleRate, tracks, buses, vcas, master, automation, next);
    }

    /** The mix with a lane in the place of any that the address had. */
    Mix withLane(AutomationLane lane) {
        List<AutomationLane> next =
                new ArrayList<>(Lists.without(automation, l -> l.address().equals(lane.address())));
        next.add(lane);
        next.sort(Comparator.comparing(l -> l.address().path()));
        return withAutomation(next);
    }

    Mix withoutLanes(Predicate<ParameterAddress> gone) {
        return withAutomation(Lists.without(automation, l -> gone.test(l.address())));
    }

    private Mix withAutomation(List<AutomationLane> next) {
        return new Mix(sampleRate, tracks, buses, vcas, master, next, tempo);
    }

    /** The mix with another strip at an address that is there. */
    Mix withStrip(StripAddress address, Strip strip) {
        return switch (address) {
            case StripAddress.OfTrack a ->
                withTracks(Lists.replaced(tracks, t -> t.id().equals(a.track()), t -> t.withStrip(strip)));
            case StripAddress.OfBus a ->
                withBuses(Lists.replaced(buses, b -> b.id().equals(a.bus()), b -> b.withStrip(strip)));
            case StripAddress.Master a -> new Mix(sampleRate, tracks, buses, vcas, strip, automation, tempo);
        };
    }
}
