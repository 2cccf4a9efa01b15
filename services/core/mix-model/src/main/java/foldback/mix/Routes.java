package foldback.mix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who feeds whom, through outputs, sends and sidechains. */
final class Routes {
    private Routes() {}

    /** Whether a new route from a strip into another would make that other one hear itself. */
    static boolean wouldLoop(Mix mix, StripAddress from, StripAddress into) {
        if (from instanceof StripAddress.Master) {
            return true; // everything ends in the master
        }
        Set<StripAddress> reached = new HashSet<>();
        Deque<StripAddress> open = new ArrayDeque<>();
        open.add(into);
        while (!open.isEmpty()) {
            StripAddress strip = open.remove();
            if (strip.equals(from)) {
                return true;
            }
            if (reached.add(strip)) {
                fedBy(mix, strip).forEach(open::add);
            }
        }
        return false;
    }

    /** A strip that is routed or sends to the bus, if there is one. */
    static Optional<StripAddress> feeding(Mix mix, Id bus) {
        StripAddress target = new StripAddress.OfBus(bus);
        return mix.strips().stream()
                .filter(s -> outputsAndSends(mix, s).anyMatch(target::equals))
                .findFirst();
    }

    private static Stream<StripAddress> fedBy(Mix mix, StripAddress strip) {
        Stream<StripAddress> driven = mix.strips().stream()
                .filter(s -> mix.strip(s).orElseThrow().inserts().stream().anyMatch(i -> strip.equals(i.sidechain())));
        return Stream.concat(outputsAndSends(mix, strip), driven);
    }

    private static Stream<StripAddress> outputsAndSends(Mix mix, StripAddress strip) {
        Stream<StripAddress> sends = mix.strip(strip).stream()
                .flatMap(s -> s.sends().stream())
                .map(send -> new StripAddress.OfBus(send.bus()));
        Optional<StripAddress> output = switch (strip) {
            case StripAddress.OfTrack a -> mix.track(a.track()).map(Track::output);
            case StripAddress.OfBus a -> mix.bus(a.bus()).map(Bus::output);
            case StripAddress.Master a -> Optional.empty();
        };
        return Stream.concat(sends, output.stream());
    }
}
