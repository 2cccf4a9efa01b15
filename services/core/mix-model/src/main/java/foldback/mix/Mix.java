package foldback.mix;

import java.util.List;
import java.util.Optional;

/** Everything that decides how a session sounds, and what its strips are called. */
public record Mix(SampleRate sampleRate, List<Track> tracks, List<Bus> buses, Strip master) {
    public Mix {
        tracks = List.copyOf(tracks);
        buses = List.copyOf(buses);
    }

    public static Mix empty(SampleRate sampleRate) {
        return new Mix(sampleRate, List.of(), List.of(), Strip.FRESH);
    }

    public Optional<Track> track(Id id) {
        return tracks.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    public Optional<Bus> bus(Id id) {
        return buses.stream().filter(b -> b.id().equals(id)).findFirst();
    }

    public Optional<Strip> strip(StripAddress address) {
        return switch (address) {
            case StripAddress.OfTrack a -> track(a.track()).map(Track::strip);
            case StripAddress.OfBus a -> bus(a.bus()).map(Bus::strip);
            case StripAddress.Master a -> Optional.of(master);
        };
    }

    /** Where the last clip ends, in frames: the length of the song before any tail. */
    public long endFrame() {
        return tracks.stream()
                .flatMap(t -> t.clips().stream())
                .mapToLong(Clip::endFrame)
                .max()
                .orElse(0);
    }

    Mix withTracks(List<Track> next) {
        return new Mix(sampleRate, next, buses, master);
    }

    Mix withBuses(List<Bus> next) {
        return new Mix(sampleRate, tracks, next, master);
    }

    /** The mix with another strip at an address that is there. */
    Mix withStrip(StripAddress address, Strip strip) {
        return switch (address) {
            case StripAddress.OfTrack a ->
                withTracks(tracks.stream()
                        .map(t -> t.id().equals(a.track()) ? t.withStrip(strip) : t)
                        .toList());
            case StripAddress.OfBus a ->
                withBuses(buses.stream()
                        .map(b -> b.id().equals(a.bus()) ? b.withStrip(strip) : b)
                        .toList());
            case StripAddress.Master a -> new Mix(sampleRate, tracks, buses, strip);
        };
    }
}
