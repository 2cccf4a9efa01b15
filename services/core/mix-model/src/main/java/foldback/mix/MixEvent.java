package foldback.mix;

/**
 * What happened to a mix. Events are stored for ever: a type is never renamed or given another meaning, only superseded.
 *
 * <p>{@link ParameterMoved} moves anything that has an address: faders, pans, mutes, sends, insert parameters.
 */
public sealed interface MixEvent {
    /** The first event of every session. */
    record SessionStarted(String name, SampleRate sampleRate, int rulesVersion) implements MixEvent {}

    record SessionRenamed(String name) implements MixEvent {}

    /** A track was added after the others, feeding the master. */
    record TrackAdded(Id track, String name, Colour colour) implements MixEvent {}

    record TrackRenamed(Id track, String name) implements MixEvent {}

    record TrackRemoved(Id track) implements MixEvent {}

    record ClipPlaced(Id track, Clip clip) implements MixEvent {}

    record ClipRemoved(Id track, Id clip) implements MixEvent {}

    /** A bus was added after the others, feeding the master. */
    record BusAdded(Id bus, String name, Bus.Kind kind, Colour colour) implements MixEvent {}

    record BusRemoved(Id bus) implements MixEvent {}

    record OutputRouted(StripAddress strip, StripAddress output) implements MixEvent {}

    /** A processor was inserted, every parameter at its default. */
    record InsertAdded(StripAddress strip, Id insert, String processor, int position) implements MixEvent {}

    record InsertRemoved(StripAddress strip, Id insert) implements MixEvent {}

    /** A post-fader send at 0 dB was added after the others. */
    record SendAdded(StripAddress strip, Id send, Id bus) implements MixEvent {}

    record SendRemoved(StripAddress strip, Id send) implements MixEvent {}

    /**
     * A fader, a knob or a switch was moved.
     *
     * @param value in the parameter's unit; switches are 0 or 1, choices an index
     */
    record ParameterMoved(ParameterAddress address, double value) implements MixEvent {}

    /** The version before this change got a name. */
    record RevisionCut(Id revision, String name) implements MixEvent {}
}
