package foldback.mix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who feeds whom, through outputs and sends. */
final class Routes {
    private Routes() {}

    /** Whether a new route from a strip into a bus would make that bus hear itself. */
    static boolean wouldLoop(Mix mix, StripAddress from, Id into) {
        if (from instanceof StripAddress.OfTrack) {
            return false;
        }
        if (!(from instanceof StripAddress.OfBus source)) {
            return true; // every bus ends in the master
        }
        Set<Id> reached = new HashSet<>();
        Deque<Id> open = new ArrayDeque<>();
        open.add(into);
        while (!open.isEmpty()) {
            Id bus = open.remove();
            if (bus.equals(source.bus())) {
                return true;
            }
            if (reached.add(bus)) {
                mix.bus(bus).ifPresent(b -> targets(b.strip(), b.output()).forEach(open::add));
            }
        }
        return false;
    }

    /** A strip that is routed or sends to the bus, if there is one. */
    static Optional<StripAddress> feeding(Mix mix, Id bus) {
        Stream<StripAddress> tracks = mix.tracks().stream()
                .filter(t -> targets(t.strip(), t.output()).anyMatch(bus::equals))
                .map(t -> new StripAddress.OfTrack(t.id()));
        Stream<StripAddress> buses = mix.buses().stream()
                .filter(b -> targets(b.strip(), b.output()).anyMatch(bus::equals))
                .map(b -> new StripAddress.OfBus(b.id()));
        return Stream.concat(tracks, buses).findFirst();
    }

    private static Stream<Id> targets(Strip strip, StripAddress output) {
        Stream<Id> sends = strip.sends().stream().map(Send::bus);
        return output instanceof StripAddress.OfBus route ? Stream.concat(sends, Stream.of(route.bus())) : sends;
    }
}
