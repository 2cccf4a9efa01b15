package foldback.mix;

import java.util.List;

/**
 * A strip that plays clips.
 *
 * @param output the bus or the master that it feeds
 */
public record Track(Id id, String name, Colour colour, List<Clip> clips, Strip strip, StripAddress output) {
    public Track {
        clips = List.copyOf(clips);
    }

    Track withName(String next) {
        return new Track(id, next, colour, clips, strip, output);
    }

    Track withColour(Colour next) {
        return new Track(id, name, next, clips, strip, output);
    }

    Track withClips(List<Clip> next) {
        return new Track(id, name, colour, next, strip, output);
    }

    Track withStrip(Strip next) {
        return new Track(id, name, colour, clips, next, output);
    }

    Track withOutput(StripAddress next) {
        return new Track(id, name, colour, clips, strip, next);
    }
}
