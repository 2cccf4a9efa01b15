package foldback.mix.anchor;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fixes a moment or a range of a mix to the audio that plays there. */
public final class Anchors {
    /** Of a moment, or of one end of a range; a song with more tracks is held by its first ones. */
    public static final int MOST = 64;

    private Anchors() {}

    /**
     * What holds a moment or a range of a mix.
     *
     * @param frame in frames of the mix's sample rate
     * @param endFrame the first frame after a range; null for a moment
     * @param strips what it concerns; a bus stands for the tracks that feed it, the master and none at all for every track
     */
    public static Anchoring of(Mix mix, long frame, @Nullable Long endFrame, List<StripAddress> strips) {
        List<Track> tracks = concerned(mix, strips);
        return new Anchoring(at(tracks, frame), endFrame == null ? List.of() : at(tracks, endFrame - 1));
    }

    private static List<Anchor> at(List<Track> tracks, long frame) {
        List<Anchor> anchors = new ArrayList<>();
        for (Track track : tracks) {
            for (Clip clip : track.clips()) {
                if (clip.startFrame() <= frame && frame < clip.endFrame() && anchors.size() < MOST) {
                    anchors.add(anchor(track, clip, frame - clip.startFrame(), 0));
                }
            }
        }
        return anchors.isEmpty() ? nearest(tracks, frame) : anchors;
    }

    private static Anchor anchor(Track track, Clip clip, long intoClip, long offset) {
        return new Anchor(track.id(), clip.id(), clip.stem(), clip.stemFrame() + intoClip, offset);
    }

    /** In a pause: the edge of a clip that is nearest, the one before if two are as near. */
    private static List<Anchor> nearest(List<Track> tracks, long frame) {
        Anchor nearest = null;
        for (Track track : tracks) {
            for (Clip clip : track.clips()) {
                long last = clip.lengthFrames() - 1;
                boolean after = frame >= clip.endFrame();
                Anchor edge = after
                        ? anchor(track, clip, last, frame - (clip.startFrame() + last))
                        : anchor(track, clip, 0, frame - clip.startFrame());
                if (nearest == null || isNearer(edge, nearest)) {
                    nearest = edge;
                }
            }
        }
        return nearest == null ? List.of() : List.of(nearest);
    }

    private static boolean isNearer(Anchor one, Anchor other) {
        long distance = Math.abs(one.offsetFrames()) - Math.abs(other.offsetFrames());
        return distance < 0 || (distance == 0 && one.offsetFrames() > other.offsetFrames());
    }

    /** The tracks that strips stand for, in the order of the mix. */
    private static List<Track> concerned(Mix mix, List<StripAddress> strips) {
        if (strips.isEmpty() || strips.contains(StripAddress.MASTER)) {
            return mix.tracks();
        }
        Set<Id> wanted = new HashSet<>();
        for (StripAddress strip : strips) {
            switch (strip) {
                case StripAddress.OfTrack a -> wanted.add(a.track());
                case StripAddress.OfBus a -> {
                    Set<StripAddress> buses = feeding(mix, a);
                    mix.tracks().stream()
                            .filter(t -> feedsAny(t.strip(), t.output(), buses))
                            .forEach(t -> wanted.add(t.id()));
                }
                case StripAddress.Master a -> throw new IllegalStateException("looked for above");
            }
        }
        return mix.tracks().stream().filter(t -> wanted.contains(t.id())).toList();
    }

    /** A bus and all buses that end in it. */
    private static Set<StripAddress> feeding(Mix mix, StripAddress bus) {
        Set<StripAddress> buses = new HashSet<>(Set.of(bus));
        boolean more = true;
        while (more) {
            more = false;
            for (Bus b : mix.buses()) {
                more |= feedsAny(b.strip(), b.output(), buses) && buses.add(new StripAddress.OfBus(b.id()));
            }
        }
        return buses;
    }

    private static boolean feedsAny(Strip strip, StripAddress output, Set<StripAddress> buses) {
        return buses.contains(output)
                || strip.sends().stream().anyMatch(send -> buses.contains(new StripAddress.OfBus(send.bus())));
    }
}
