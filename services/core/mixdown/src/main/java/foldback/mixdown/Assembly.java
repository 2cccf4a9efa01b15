package foldback.mixdown;

import foldback.dsp.SavedState;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.LaneKernels;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The strips of a plan, in groups, with the cables between them: all that runs in one render. */
final class Assembly {
    private final List<LaneGroup> groups = new ArrayList<>();
    private final Outbox heard;
    private final List<Outbox> tapped = new ArrayList<>();

    private record Place(int group, int lane) {}

    private record Cable(int fromGroup, StripAddress to) {}

    Assembly(MixdownPlan plan, RenderOptions options) {
        int inFlight = options.crew().chunksInFlight();
        int chunkFrames = options.chunkFrames();
        heard = new Outbox(inFlight, chunkFrames);
        List<List<StripPlan>> grouped = grouped(plan.strips());
        Map<StripAddress, Place> places = new HashMap<>();
        int levels = 1 + plan.strips().stream().mapToInt(StripPlan::rank).max().orElse(0);
        int history = (levels + 1) * inFlight + 1;
        Map<StripAddress, Integer> channelsOut =
                plan.strips().stream().collect(Collectors.toMap(StripPlan::address, StripPlan::channelsOut));
        Map<StripAddress, Map<Integer, StripAddress>> keyedBy = keyedBy(plan.strips());
        LaneKernels kernels = options.kernels();
        FrameKernels frames = kernels == null ? FrameKernels.PLAIN : kernels.frames();
        ChunkClock clock = new ChunkClock(chunkFrames, options.checkpointFrames());
        for (List<StripPlan> group : grouped) {
            List<StripRun> strips = new ArrayList<>();
            List<List<InsertRun>> inserts = new ArrayList<>();
            for (StripPlan strip : group) {
                places.put(strip.address(), new Place(groups.size(), strips.size()));
                strips.add(new StripRun(strip, frames));
                Map<Integer, StripAddress> keys = keyedBy.getOrDefault(strip.address(), Map.of());
                inserts.add(inserts(plan, strip, keys, channelsOut, frames));
            }
            groups.add(new LaneGroup(strips, inserts, kernels, clock, history));
        }
        connect(places, inFlight, chunkFrames);
        for (int i = 0; i < plan.taps().size(); i++) {
            tapped.add(new Outbox(history, chunkFrames)); // nothing keeps the strip from being that far ahead
        }
        tap();
        groups.getLast().strips().getFirst().listenAt(heard);
        groups.forEach(LaneGroup::bundle);
    }

    private static Map<StripAddress, Map<Integer, StripAddress>> keyedBy(List<StripPlan> strips) {
        Map<StripAddress, Map<Integer, StripAddress>> keyedBy = new HashMap<>();
        for (StripPlan strip : strips) {
            for (StripPlan.KeyPlan key : strip.keys()) {
                keyedBy.computeIfAbsent(key.to(), k -> new HashMap<>()).put(key.insert(), strip.address());
            }
        }
        return keyedBy;
    }

    private static List<InsertRun> inserts(
            MixdownPlan plan,
            StripPlan strip,
            Map<Integer, StripAddress> keys,
            Map<StripAddress, Integer> channelsOut,
            FrameKernels frames) {
        List<InsertRun> runs = new ArrayList<>();
        for (int i = 0; i < strip.inserts().size(); i++) {
            StripAddress key = keys.get(i);
            int keyChannels = key == null ? 0 : channelsOut.getOrDefault(key, 0);
            runs.add(new InsertRun(strip.inserts().get(i), plan.sampleRate(), plan.tempo(), keyChannels, frames));
        }
        return runs;
    }

    /** Strips of one level and width, by eights: those with alike inserts beside each other, of these those that feed the same strip. */
    private static List<List<StripPlan>> grouped(List<StripPlan> strips) {
        Map<String, List<StripPlan>> alike = new LinkedHashMap<>();
        strips.stream()
                .sorted(Comparator.comparingInt(StripPlan::rank))
                .forEach(s -> alike.computeIfAbsent(
                                s.rank() + " " + s.channels() + " " + s.channelsOut(), k -> new ArrayList<>())
                        .add(s));
        List<List<StripPlan>> groups = new ArrayList<>();
        for (List<StripPlan> some : alike.values()) {
            List<StripPlan> byChain = some.stream()
                    .sorted(Comparator.comparing(Assembly::signature)
                            .thenComparing(Assembly::firstTarget)
                            .thenComparing(s -> s.address().path()))
                    .toList();
            for (int from = 0; from < byChain.size(); from += LaneKernel.LANES) {
                groups.add(byChain.subList(from, Math.min(from + LaneKernel.LANES, byChain.size())));
            }
        }
        return groups;
    }

    private static String firstTarget(StripPlan strip) {
        return strip.routes().isEmpty() ? "" : strip.routes().getFirst().to().path();
    }

    private static String signature(StripPlan strip) {
        return strip.inserts().stream()
                .map(i -> i.isOut() ? "-" : i.processor())
                .collect(Collectors.joining(" "));
    }

    private void connect(Map<StripAddress, Place> places, int inFlight, int chunkFrames) {
        Map<Cable, Outbox> sums = new HashMap<>();
        for (int from = 0; from < groups.size(); from++) {
            LaneGroup group = groups.get(from);
            for (StripRun strip : group.strips()) {
                for (StripPlan.RoutePlan route : strip.plan().routes()) {
                    Place to = place(places, route.to());
                    Outbox sum = sums.get(new Cable(from, route.to()));
                    if (sum == null) {
                        sum = new Outbox(inFlight, chunkFrames);
                        sums.put(new Cable(from, route.to()), sum);
                        group.addSum(sum);
                        groups.get(to.group()).strips().get(to.lane()).addInput(sum);
                        groups.get(to.group()).addFeeder(from);
                    }
                    strip.addRoute(route, sum);
                }
                for (StripPlan.KeyPlan key : strip.plan().keys()) {
                    Place to = place(places, key.to());
                    Outbox outbox = new Outbox(inFlight, chunkFrames);
                    strip.addKey(key, outbox);
                    groups.get(to.group())
                            .insertsOf(to.lane())
                            .get(key.insert())
                            .driveFrom(outbox);
                    groups.get(to.group()).addFeeder(from);
                }
            }
        }
    }

    private void tap() {
        for (LaneGroup group : groups) {
            for (StripRun strip : group.strips()) {
                for (StripPlan.TapPlan tap : strip.plan().taps()) {
                    Outbox outbox = tapped.get(tap.number());
                    switch (tap.point()) {
                        case OUTPUT -> {
                            group.addSum(outbox);
                            strip.addRoute(
                                    new StripPlan.RoutePlan(
                                            "tap",
                                            StripAddress.MASTER,
                                            strip.plan().out(),
                                            tap.delayFrames()),
                                    outbox);
                        }
                        case INSERTS ->
                            strip.addKey(new StripPlan.KeyPlan(strip.plan().address(), 0, tap.delayFrames()), outbox);
                    }
                }
            }
        }
    }

    private static Place place(Map<StripAddress, Place> places, StripAddress address) {
        Place place = places.get(address);
        if (place == null) {
            throw new IllegalStateException(address.path() + " is fed, but not run");
        }
        return place;
    }

    /** In an order in which they can run; the last one is the master's. */
    List<LaneGroup> groups() {
        return groups;
    }

    /** What the master made of a chunk. */
    double[][] heard(long chunk) {
        return heard.chunk(chunk);
    }

    /** What a tap got of a chunk. */
    double[][] tapped(int tap, long chunk) {
        return tapped.get(tap).chunk(chunk);
    }

    void begin(long tickFrame, @Nullable Checkpoint checkpoint) {
        for (int i = 0; i < groups.size(); i++) {
            SavedState state = checkpoint == null ? null : checkpoint.states().get(i);
            groups.get(i).begin(tickFrame, state);
        }
    }

    long clampedAfter(long chunk) {
        long all = 0;
        for (int i = 0; i < groups.size(); i++) {
            all += groups.get(i).clampedAfter(chunk);
        }
        return all;
    }

    List<SavedState> savedAfter(long chunk) {
        return groups.stream().map(g -> g.savedAfter(chunk)).toList();
    }
}
