package foldback.simulator;

import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Marker;
import foldback.mix.Member;
import foldback.mix.Mix;
import foldback.mix.MixEvent;
import foldback.mix.ParameterAddress;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Reference;
import foldback.mix.Role;
import foldback.mix.SafeFader;
import foldback.mix.Section;
import foldback.mix.Send;
import foldback.mix.SessionState;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import foldback.mix.TempoMap;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Events as people would cause them who look at a session: mostly ones that apply, some whose target has just gone, and now and then nonsense.
 * Few names for many things, so that people get in each other's way.
 */
public final class RandomEvents {
    private static final int NAMES = 6;
    private static final long SONG_FRAMES = 48_000 * 60;
    private static final List<String> COLOURS = List.of("#FF9F00", "#3FD5FF", "#17A768", "#ED58B3");

    private final SplittableRandom random;

    public RandomEvents(SplittableRandom random) {
        this.random = random;
    }

    /** What every session begins with. */
    public static MixEvent started() {
        return new MixEvent.SessionStarted(
                "Night Bus", new foldback.mix.SampleRate(48_000), SessionState.RULES_VERSION);
    }

    /** One to four events that somebody does in one go. */
    public List<MixEvent> change(SessionState seen) {
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        List<MixEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(seen));
        }
        return events;
    }

    /** One event. */
    public MixEvent event(SessionState seen) {
        return switch (random.nextInt(24)) {
            case 0 -> new MixEvent.TrackAdded(id("t"), "Track", colour());
            case 1 ->
                new MixEvent.BusAdded(
                        id("b"), "Bus", random.nextBoolean() ? Bus.Kind.GROUP : Bus.Kind.RETURN, colour());
            case 2 -> tracksAndBuses();
            case 3, 4 -> clips(seen.mix());
            case 5 ->
                new MixEvent.OutputRouted(
                        strip(seen.mix()),
                        random.nextInt(3) == 0 ? StripAddress.MASTER : new StripAddress.OfBus(id("b")));
            case 6, 7 ->
                new MixEvent.InsertAdded(strip(seen.mix()), id("i"), processor().id(), random.nextInt(3));
            case 8 -> inserts(seen.mix());
            case 9 -> new MixEvent.SendAdded(strip(seen.mix()), id("s"), id("b"));
            case 10 -> sends(seen.mix());
            case 11 -> vcas(seen.mix());
            case 12, 13 -> automation(seen.mix());
            case 14 -> tempo();
            case 15 -> song();
            case 16 -> people(seen.mix());
            case 17 -> nonsense();
            default -> parameter(seen.mix());
        };
    }

    private MixEvent tracksAndBuses() {
        return switch (random.nextInt(9)) {
            case 8 -> new MixEvent.BusKindChanged(id("b"), Bus.Kind.GROUP);
            case 0 -> new MixEvent.TrackRemoved(id("t"));
            case 1 -> new MixEvent.TrackMoved(id("t"), random.nextInt(NAMES));
            case 2 -> new MixEvent.TrackRenamed(id("t"), name());
            case 3 -> new MixEvent.TrackRecoloured(id("t"), colour());
            case 4 -> new MixEvent.BusRemoved(id("b"));
            case 5 -> new MixEvent.BusMoved(id("b"), random.nextInt(NAMES));
            case 6 -> new MixEvent.BusRenamed(id("b"), name());
            default -> new MixEvent.BusRecoloured(id("b"), colour());
        };
    }

    private MixEvent clips(Mix mix) {
        Id track = id("t");
        List<Clip> clips = mix.track(track).map(t -> t.clips()).orElse(List.of());
        if (clips.isEmpty() || random.nextInt(3) == 0) {
            return new MixEvent.ClipPlaced(track, clip(id("c")));
        }
        Id clip = clips.get(random.nextInt(clips.size())).id();
        return random.nextInt(3) == 0
                ? new MixEvent.ClipRemoved(track, clip)
                : new MixEvent.ClipChanged(track, clip(clip));
    }

    private Clip clip(Id id) {
        long length = 1000 + random.nextLong(SONG_FRAMES);
        return new Clip(
                id,
                new StemHash("0123456789abcdef".repeat(4)),
                random.nextLong(SONG_FRAMES),
                random.nextLong(1000),
                length,
                random.nextInt(-12, 6),
                new Fade(random.nextLong(500), Fade.Shape.LINEAR),
                new Fade(random.nextLong(500), Fade.Shape.EQUAL_POWER));
    }

    private MixEvent inserts(Mix mix) {
        StripAddress strip = strip(mix);
        Id insert = id("i");
        return switch (random.nextInt(4)) {
            case 0 -> new MixEvent.InsertRemoved(strip, insert);
            case 1 -> new MixEvent.InsertMoved(strip, insert, random.nextInt(4));
            case 2 -> new MixEvent.SidechainRouted(strip, insert, null);
            default -> new MixEvent.SidechainRouted(strip, insert, strip(mix));
        };
    }

    private MixEvent sends(Mix mix) {
        StripAddress strip = strip(mix);
        return random.nextBoolean()
                ? new MixEvent.SendRemoved(strip, id("s"))
                : new MixEvent.SendMoved(strip, id("s"), random.nextInt(3));
    }

    private MixEvent vcas(Mix mix) {
        Id vca = id("v");
        return switch (random.nextInt(7)) {
            case 0, 1 -> new MixEvent.VcaAdded(vca, "VCA", colour());
            case 2, 3 -> new MixEvent.VcaAssigned(vca, strip(mix));
            case 4 -> new MixEvent.VcaUnassigned(vca, strip(mix));
            case 5 -> new MixEvent.VcaMoved(vca, random.nextInt(3));
            default -> new MixEvent.VcaRemoved(vca);
        };
    }

    private MixEvent parameter(Mix mix) {
        ParameterAddress address = address(mix);
        return new MixEvent.ParameterMoved(address, value(mix, address));
    }

    private double value(Mix mix, ParameterAddress address) {
        ParameterSpec spec = mix.parameter(address).orElse(StripParameters.FADER);
        if (random.nextInt(8) == 0) {
            return spec.defaultValue();
        }
        double value = spec.minimum() + random.nextDouble() * (spec.maximum() - spec.minimum());
        return spec.isDiscrete() ? Math.rint(value) : value;
    }

    private MixEvent automation(Mix mix) {
        List<AutomationLane> lanes = mix.automation();
        if (!lanes.isEmpty() && random.nextInt(3) == 0) {
            ParameterAddress address = lanes.get(random.nextInt(lanes.size())).address();
            return random.nextBoolean()
                    ? new MixEvent.AutomationCleared(address)
                    : new MixEvent.AutomationSwitched(address, random.nextBoolean());
        }
        ParameterAddress address = address(mix);
        List<Breakpoint> points = new ArrayList<>();
        long from = random.nextLong(SONG_FRAMES);
        long frame = from;
        for (int i = random.nextInt(4); i >= 0; i--) {
            points.add(new Breakpoint(frame, value(mix, address), curve()));
            frame += 1 + random.nextLong(10_000);
        }
        return new MixEvent.AutomationWritten(address, from, frame, points);
    }

    private Breakpoint.Curve curve() {
        return random.nextBoolean() ? Breakpoint.Curve.LINEAR : Breakpoint.Curve.HOLD;
    }

    private MixEvent tempo() {
        long frame = random.nextInt(4) * 48_000L;
        return switch (random.nextInt(4)) {
            case 0 -> new MixEvent.TempoPlaced(new TempoMap.Tempo(frame, 60 + random.nextInt(120)));
            case 1 -> new MixEvent.TempoRemoved(frame);
            case 2 -> new MixEvent.MeterPlaced(new TempoMap.Meter(frame, 2 + random.nextInt(5), 4));
            default -> new MixEvent.MeterRemoved(frame);
        };
    }

    private MixEvent song() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new MixEvent.MarkerPlaced(new Marker(id("m"), name(), colour(), random.nextLong(SONG_FRAMES)));
            case 2 -> new MixEvent.MarkerRemoved(id("m"));
            case 3 ->
                new MixEvent.SectionPlaced(new Section(
                        id("x"), name(), colour(), random.nextLong(1000), 1000 + random.nextLong(SONG_FRAMES)));
            case 4 -> new MixEvent.SectionRemoved(id("x"));
            case 5 ->
                new MixEvent.ReferencePlaced(
                        new Reference(id("r"), name(), new StemHash("ab".repeat(32)), 0, random.nextInt(-6, 6)));
            case 6 -> new MixEvent.ReferenceRemoved(id("r"));
            case 7 -> new MixEvent.SessionRenamed(name());
            default -> new MixEvent.RevisionCut(id("mix"), name());
        };
    }

    private MixEvent people(Mix mix) {
        return switch (random.nextInt(5)) {
            case 0 -> new MixEvent.MemberJoined(new Member(id("p"), name(), role()));
            case 1 -> new MixEvent.MemberRoleChanged(id("p"), role());
            case 2 -> new MixEvent.MemberLeft(id("p"));
            case 3 -> new MixEvent.SafeFaderWithdrawn(address(mix));
            default ->
                new MixEvent.SafeFaderGranted(
                        new SafeFader(new ParameterAddress.OfStrip(strip(mix), "fader"), -12, random.nextInt(4)));
        };
    }

    private Role role() {
        return List.of(Role.OWNER, Role.ENGINEER, Role.ARTIST, Role.VIEWER).get(random.nextInt(4));
    }

    private MixEvent nonsense() {
        return switch (random.nextInt(4)) {
            case 0 ->
                new MixEvent.ParameterMoved(new ParameterAddress.OfStrip(StripAddress.MASTER, "fader"), Double.NaN);
            case 1 -> new MixEvent.InsertAdded(StripAddress.MASTER, id("i"), "flux-capacitor", 0);
            case 2 -> new MixEvent.TrackAdded(id("t"), " ", colour());
            default -> new MixEvent.TrackMoved(id("t"), -1);
        };
    }

    private ParameterAddress address(Mix mix) {
        if (!mix.vcas().isEmpty() && random.nextInt(8) == 0) {
            Vca vca = mix.vcas().get(random.nextInt(mix.vcas().size()));
            return new ParameterAddress.OfVca(vca.id(), StripParameters.FADER.id());
        }
        StripAddress strip = strip(mix);
        Strip on = mix.strip(strip).orElse(Strip.FRESH);
        int kind = random.nextInt(3);
        if (kind == 0 && !on.inserts().isEmpty()) {
            Insert insert = on.inserts().get(random.nextInt(on.inserts().size()));
            List<ParameterSpec> specs =
                    Processors.find(insert.processor()).orElseThrow().parameters();
            return new ParameterAddress.OfInsert(
                    strip,
                    insert.id(),
                    random.nextInt(6) == 0
                            ? "bypass"
                            : specs.get(random.nextInt(specs.size())).id());
        }
        if (kind == 1 && !on.sends().isEmpty()) {
            Send send = on.sends().get(random.nextInt(on.sends().size()));
            return new ParameterAddress.OfSend(strip, send.id(), random.nextInt(4) == 0 ? "pre-fader" : "level");
        }
        List<ParameterSpec> specs = StripParameters.STRIP;
        return new ParameterAddress.OfStrip(
                strip, specs.get(random.nextInt(specs.size())).id());
    }

    private StripAddress strip(Mix mix) {
        return switch (random.nextInt(6)) {
            case 0 -> StripAddress.MASTER;
            case 1, 2 ->
                mix.buses().isEmpty()
                        ? new StripAddress.OfBus(id("b"))
                        : new StripAddress.OfBus(mix.buses()
                                .get(random.nextInt(mix.buses().size()))
                                .id());
            default ->
                mix.tracks().isEmpty()
                        ? new StripAddress.OfTrack(id("t"))
                        : new StripAddress.OfTrack(mix.tracks()
                                .get(random.nextInt(mix.tracks().size()))
                                .id());
        };
    }

    private ProcessorSpec processor() {
        return Processors.ALL.get(random.nextInt(Processors.ALL.size()));
    }

    private Id id(String kind) {
        return new Id(kind + random.nextInt(NAMES));
    }

    private String name() {
        return "Name " + random.nextInt(100);
    }

    private Colour colour() {
        return new Colour(COLOURS.get(random.nextInt(COLOURS.size())));
    }
}
