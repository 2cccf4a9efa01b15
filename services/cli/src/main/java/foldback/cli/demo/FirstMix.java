package foldback.cli.demo;

import foldback.cli.api.FoldbackApi.Stem;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.ParameterAddress;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A first mix as an engineer would set it up: each stem trimmed to one working level by its measured loudness, then balanced,
 * panned, filtered, equalised and compressed by what it is, with two groups, a reverb and a limiter on the master.
 */
final class FirstMix {
    /** The loudness that every stem is trimmed to, so that faders start from the same place. */
    private static final double WORKING_LUFS = -23;

    private static final double LARGEST_TRIM_DB = 24;
    private static final String DRUMS = "bus/drums";
    private static final String MUSIC = "bus/music";
    private static final String ROOM = "bus/room";

    /** A stem on its track. */
    record Placed(Id track, String name, Role role, FolderUpload.Taken taken) {
        Stem stem() {
            return taken.stem();
        }

        String fileName() {
            return taken.fileName();
        }

        boolean uploaded() {
            return taken.uploaded();
        }

        String path() {
            return "track/" + track;
        }
    }

    private FirstMix() {}

    /** The stems in the order of a console: drums, bass, music, voice; each with a track of its own. */
    static List<Placed> place(List<FolderUpload.Taken> stems) {
        Set<String> ids = new HashSet<>();
        return stems.stream()
                .sorted(Comparator.comparingInt((FolderUpload.Taken s) -> order(Role.of(s.fileName())))
                        .thenComparing(FolderUpload.Taken::fileName))
                .map(stem -> {
                    String name = trackName(stem.fileName());
                    return new Placed(freshId(name, ids), name, Role.of(stem.fileName()), stem);
                })
                .toList();
    }

    /** Tracks, clips, and where everything goes. */
    static List<MixEvent> layOut(List<Placed> tracks) {
        List<MixEvent> events = new ArrayList<>();
        bus(events, "drums", "Drums", Bus.Kind.GROUP, Role.KICK.colour);
        bus(events, "music", "Music", Bus.Kind.GROUP, Role.CHORDS.colour);
        bus(events, "room", "Room", Bus.Kind.RETURN, "#BCF1CE");
        for (Placed t : tracks) {
            events.add(new MixEvent.TrackAdded(t.track(), t.name(), new Colour(t.role().colour)));
            events.add(new MixEvent.ClipPlaced(
                    t.track(),
                    new Clip(
                            new Id("c1"),
                            new StemHash(t.stem().hash()),
                            0,
                            0,
                            t.stem().frames())));
            switch (t.role().group) {
                case DRUMS -> events.add(routed(t.path(), DRUMS));
                case MUSIC -> events.add(routed(t.path(), MUSIC));
                case NONE -> {}
            }
        }
        return events;
    }

    /** Gain staging: trim by loudness, then faders and pans. */
    static List<MixEvent> balance(List<Placed> tracks) {
        List<MixEvent> events = new ArrayList<>();
        for (Placed t : tracks) {
            Double lufs = t.stem().integratedLufs();
            double trim = lufs == null ? 0 : tenth(WORKING_LUFS - lufs);
            events.add(moved(t.path() + "/trim", Math.clamp(trim, -LARGEST_TRIM_DB, LARGEST_TRIM_DB)));
            events.add(moved(t.path() + "/fader", t.role().faderDb));
            if (t.role().pan != 0 && t.stem().channels() == 1) {
                events.add(moved(t.path() + "/pan", t.role().pan));
            }
        }
        return events;
    }

    /** Filters, EQ, compressors, reverb, limiter. */
    static List<MixEvent> shape(List<Placed> tracks) {
        List<MixEvent> events = new ArrayList<>();
        for (Placed t : tracks) {
            insert(events, t.path(), "low-cut", "filter", 0);
            events.add(moved(t.path() + "/insert/low-cut/frequency", t.role().lowCutHertz));
            equalise(events, t);
            compress(events, t);
            if (t.role().sendsToRoom()) {
                events.add(new MixEvent.SendAdded(StripAddress.parse(t.path()), new Id("room"), new Id("room")));
                events.add(moved(t.path() + "/send/room/level", t.role().reverbSendDb));
            }
        }
        insert(events, DRUMS, "glue", "compressor", 0);
        set(events, DRUMS + "/insert/glue/", "threshold", -18, "ratio", 2, "attack", 25, "release", 140, "makeup", 1);
        insert(events, ROOM, "reverb", "reverb", 0);
        set(events, ROOM + "/insert/reverb/", "decay", 1.6, "pre-delay", 24, "damping", 5500);
        insert(events, ROOM, "low-cut", "filter", 1);
        events.add(moved(ROOM + "/insert/low-cut/frequency", 220));
        insert(events, "master", "limiter", "limiter", 0);
        events.add(moved("master/insert/limiter/ceiling", -1));
        return events;
    }

    private static void equalise(List<MixEvent> events, Placed t) {
        insert(events, t.path(), "eq", "eq", 1);
        String eq = t.path() + "/insert/eq/";
        switch (t.role()) {
            case KICK ->
                set(
                        events,
                        eq,
                        "band-2-frequency",
                        62,
                        "band-2-gain",
                        2.5,
                        "band-4-frequency",
                        380,
                        "band-4-gain",
                        -4,
                        "band-6-frequency",
                        3800,
                        "band-6-gain",
                        3);
            case SNARE ->
                set(
                        events,
                        eq,
                        "band-3-frequency",
                        200,
                        "band-3-gain",
                        1.5,
                        "band-6-frequency",
                        4500,
                        "band-6-gain",
                        2.5);
            case HATS -> set(events, eq, "band-8-frequency", 9000, "band-8-gain", -2.5);
            case BASS ->
                set(events, eq, "band-3-frequency", 180, "band-3-gain", -3, "band-5-frequency", 900, "band-5-gain", 2);
            case VOCAL ->
                set(
                        events,
                        eq,
                        "band-3-frequency",
                        260,
                        "band-3-gain",
                        -2.5,
                        "band-6-frequency",
                        3200,
                        "band-6-gain",
                        2,
                        "band-8-frequency",
                        11_000,
                        "band-8-gain",
                        2.5);
            case CHORDS, ARP -> set(events, eq, "band-6-frequency", 3000, "band-6-gain", -2);
            case PAD ->
                set(
                        events,
                        eq,
                        "band-4-frequency",
                        400,
                        "band-4-gain",
                        -2.5,
                        "band-6-frequency",
                        3000,
                        "band-6-gain",
                        -2);
            case LEAD -> set(events, eq, "band-6-frequency", 2400, "band-6-gain", -1.5);
            case DRUMS, OTHER -> set(events, eq, "band-4-frequency", 400, "band-4-gain", -1.5);
        }
    }

    private static void compress(List<MixEvent> events, Placed t) {
        String comp = t.path() + "/insert/comp/";
        switch (t.role()) {
            case VOCAL -> {
                insert(events, t.path(), "comp", "compressor", 2);
                set(events, comp, "threshold", -24, "ratio", 3.5, "attack", 6, "release", 110, "makeup", 3.5);
            }
            case BASS -> {
                insert(events, t.path(), "comp", "compressor", 2);
                set(events, comp, "threshold", -22, "ratio", 4, "attack", 20, "release", 160, "makeup", 3);
            }
            case SNARE -> {
                insert(events, t.path(), "comp", "compressor", 2);
                set(events, comp, "threshold", -16, "ratio", 3, "attack", 15, "release", 120, "makeup", 1.5);
            }
            case KICK, HATS, DRUMS, CHORDS, PAD, LEAD, ARP, OTHER -> {}
        }
    }

    // ---- events, shortly

    static MixEvent moved(String address, double value) {
        return new MixEvent.ParameterMoved(ParameterAddress.parse(address), value);
    }

    private static void set(List<MixEvent> events, String prefix, Object... parametersAndValues) {
        for (int i = 0; i < parametersAndValues.length; i += 2) {
            double value = ((Number) parametersAndValues[i + 1]).doubleValue();
            events.add(moved(prefix + parametersAndValues[i], value));
        }
    }

    private static void insert(List<MixEvent> events, String strip, String id, String processor, int position) {
        events.add(new MixEvent.InsertAdded(StripAddress.parse(strip), new Id(id), processor, position));
    }

    private static void bus(List<MixEvent> events, String id, String name, Bus.Kind kind, String colour) {
        events.add(new MixEvent.BusAdded(new Id(id), name, kind, new Colour(colour)));
    }

    private static MixEvent routed(String strip, String output) {
        return new MixEvent.OutputRouted(StripAddress.parse(strip), StripAddress.parse(output));
    }

    // ---- names

    private static int order(Role role) {
        return switch (role) {
            case KICK -> 0;
            case SNARE -> 1;
            case HATS -> 2;
            case DRUMS -> 3;
            case BASS -> 4;
            case CHORDS -> 5;
            case PAD -> 6;
            case ARP -> 7;
            case LEAD -> 8;
            case OTHER -> 9;
            case VOCAL -> 10;
        };
    }

    /** "03_Lead-Vox (take 2).wav" becomes "Lead Vox (take 2)". */
    static String trackName(String fileName) {
        String name = fileName.replaceAll("(?i)\\.wav$", "")
                .replaceAll("^\\d+[\\s._-]+", "")
                .replaceAll("[_\\p{Cntrl}-]+", " ")
                .strip();
        if (name.isEmpty()) {
            return "Track";
        }
        String shortName =
                name.substring(0, name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), 60)));
        return shortName.substring(0, 1).toUpperCase(Locale.ROOT) + shortName.substring(1);
    }

    private static Id freshId(String name, Set<String> taken) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "track" : plain.substring(0, Math.min(plain.length(), 50));
        String id = stem;
        for (int n = 2; !taken.add(id); n++) {
            id = stem + "-" + n;
        }
        return new Id(id);
    }

    private static double tenth(double value) {
        return Math.rint(value * 10) / 10;
    }
}
