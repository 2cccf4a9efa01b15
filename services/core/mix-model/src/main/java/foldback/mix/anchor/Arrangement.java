package foldback.mix.anchor;

import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clips of a mix by the stems they play: finds where anchored audio is. A clip plays its stem frame for frame, so a place is exact wherever
 * the clip was moved, split or trimmed to.
 */
public final class Arrangement {
    private record Playing(Id track, Clip clip) {}

    /** One place where an anchor's audio is heard. */
    private record Candidate(Id track, Clip clip, long frame) {}

    private final Map<StemHash, List<Playing>> byStem = new HashMap<>();

    private Arrangement(Mix mix) {
        for (Track track : mix.tracks()) {
            for (Clip clip : track.clips()) {
                byStem.computeIfAbsent(clip.stem(), s -> new ArrayList<>()).add(new Playing(track.id(), clip));
            }
        }
    }

    public static Arrangement of(Mix mix) {
        return new Arrangement(mix);
    }

    /**
     * Where something is here.
     *
     * @param frame where it stood when it was anchored
     * @param endFrame the first frame after its range then; null for a moment
     */
    public Place place(Anchoring anchoring, long frame, @Nullable Long endFrame) {
        if (anchoring.start().isEmpty() && anchoring.end().isEmpty()) {
            return new Place.ByTheClock(frame, endFrame);
        }
        List<Candidate> starts = candidates(anchoring.start(), frame);
        Candidate start = agreed(starts, frame);
        if (endFrame == null) {
            return start == null ? new Place.Orphaned() : new Place.OnAudio(start.frame(), null, true, byTrack(starts));
        }
        Candidate end = agreed(candidates(anchoring.end(), endFrame - 1), endFrame - 1);
        return range(starts, start, end, endFrame - frame);
    }

    /** A range by both its ends; by one of them, as far as the clip goes on, where the other was cut. */
    private static Place range(
            List<Candidate> starts, @Nullable Candidate start, @Nullable Candidate end, long lengthFrames) {
        if (start != null && end != null && end.frame() >= start.frame()) {
            return new Place.OnAudio(start.frame(), end.frame() + 1, true, byTrack(starts));
        }
        if (start != null) {
            long left = Math.max(start.clip().endFrame(), start.frame() + 1);
            return new Place.OnAudio(
                    start.frame(), Math.min(start.frame() + lengthFrames, left), false, byTrack(starts));
        }
        if (end != null) {
            long after = end.frame() + 1;
            long left = Math.min(end.clip().startFrame(), end.frame());
            return new Place.OnAudio(Math.max(after - lengthFrames, left), after, false, new TreeMap<>());
        }
        return new Place.Orphaned();
    }

    private List<Candidate> candidates(List<Anchor> anchors, long stood) {
        List<Candidate> found = new ArrayList<>();
        for (Anchor anchor : anchors) {
            Candidate candidate = candidate(anchor, stood);
            if (candidate != null) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Of all places where the audio is heard, the one that was meant: of its clip, or else of its track, or else the nearest. */
    private @Nullable Candidate candidate(Anchor anchor, long stood) {
        Candidate best = null;
        int bestKinship = -1;
        for (Playing playing : byStem.getOrDefault(anchor.stem(), List.of())) {
            Clip clip = playing.clip();
            long into = anchor.stemFrame() - clip.stemFrame();
            if (into < 0 || into >= clip.lengthFrames()) {
                continue;
            }
            long frame = Math.max(0, clip.startFrame() + into + anchor.offsetFrames());
            int kinship = kinship(anchor, playing);
            boolean nearer = best != null && Math.abs(frame - stood) < Math.abs(best.frame() - stood);
            if (kinship > bestKinship || (kinship == bestKinship && nearer)) {
                best = new Candidate(playing.track(), clip, frame);
                bestKinship = kinship;
            }
        }
        return best;
    }

    private static int kinship(Anchor anchor, Playing playing) {
        if (!playing.track().equals(anchor.track())) {
            return 0;
        }
        return playing.clip().id().equals(anchor.clip()) ? 2 : 1;
    }

    /** Where most tracks have it; of places that as many have, the one nearest to where it stood. */
    private static @Nullable Candidate agreed(List<Candidate> candidates, long stood) {
        Map<Long, Integer> votes = new HashMap<>();
        candidates.forEach(c -> votes.merge(c.frame(), 1, Integer::sum));
        Candidate best = null;
        for (Candidate candidate : candidates) {
            if (best == null || isBetter(candidate, best, votes, stood)) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean isBetter(Candidate one, Candidate other, Map<Long, Integer> votes, long stood) {
        int more = votes.getOrDefault(one.frame(), 0) - votes.getOrDefault(other.frame(), 0);
        return more > 0 || (more == 0 && Math.abs(one.frame() - stood) < Math.abs(other.frame() - stood));
    }

    private static SortedMap<Id, Long> byTrack(List<Candidate> candidates) {
        SortedMap<Id, Long> byTrack = new TreeMap<>();
        candidates.forEach(c -> byTrack.putIfAbsent(c.track(), c.frame()));
        return byTrack;
    }
}
