package foldback.mix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a mix. Events are stored for ever: a type is never renamed or given another meaning, only superseded.
 *
 * <p>{@link ParameterMoved} moves anything that has an address: faders, pans, mutes, sends, insert parameters. What is <em>placed</em> takes
 * the place of anything with the same id. A position beyond the end is the end.
 */
public sealed interface MixEvent {
    /**
     * The first event of every session.
     *
     * @param workspace whose session it is, for ever
     */
    record SessionStarted(String name, SampleRate sampleRate, int rulesVersion, Id workspace) implements MixEvent {
        /** A session of the workspace that there is where nobody made another. */
        public SessionStarted(String name, SampleRate sampleRate, int rulesVersion) {
            this(name, sampleRate, rulesVersion, SessionState.HOME);
        }
    }

    record SessionRenamed(String name) implements MixEvent {}

    /** The session began as a copy of another; the events that follow in the first changes rebuild it. */
    record SessionBranched(BranchPoint from) implements MixEvent {}

    /** What another session had become was merged into this one, up to a version of it. */
    record BranchMerged(BranchPoint of) implements MixEvent {}

    // ---- tracks and clips

    /** A track was added after the others, feeding the master. */
    record TrackAdded(Id track, String name, Colour colour) implements MixEvent {}

    record TrackRenamed(Id track, String name) implements MixEvent {}

    record TrackRecoloured(Id track, Colour colour) implements MixEvent {}

    record TrackMoved(Id track, int position) implements MixEvent {}

    /** A track went with all that was on it; what it drove by sidechain drives itself, VCAs let it go. */
    record TrackRemoved(Id track) implements MixEvent {}

    record ClipPlaced(Id track, Clip clip) implements MixEvent {}

    /** A clip was moved, trimmed, faded or given another level: this is how it is now. */
    record ClipChanged(Id track, Clip clip) implements MixEvent {}

    record ClipRemoved(Id track, Id clip) implements MixEvent {}

    // ---- buses and VCAs

    /** A bus was added after the others, feeding the master. */
    record BusAdded(Id bus, String name, Bus.Kind kind, Colour colour) implements MixEvent {}

    record BusRenamed(Id bus, String name) implements MixEvent {}

    record BusRecoloured(Id bus, Colour colour) implements MixEvent {}

    /** A group became a return, or a return a group: nothing but solo tells them apart. */
    record BusKindChanged(Id bus, Bus.Kind kind) implements MixEvent {}

    record BusMoved(Id bus, int position) implements MixEvent {}

    record BusRemoved(Id bus) implements MixEvent {}

    record OutputRouted(StripAddress strip, StripAddress output) implements MixEvent {}

    /** A VCA was added after the others, without members. */
    record VcaAdded(Id vca, String name, Colour colour) implements MixEvent {}

    record VcaRenamed(Id vca, String name) implements MixEvent {}

    record VcaRecoloured(Id vca, Colour colour) implements MixEvent {}

    record VcaMoved(Id vca, int position) implements MixEvent {}

    record VcaRemoved(Id vca) implements MixEvent {}

    record VcaAssigned(Id vca, StripAddress strip) implements MixEvent {}

    record VcaUnassigned(Id vca, StripAddress strip) implements MixEvent {}

    // ---- inserts and sends

    /** A processor was inserted, every parameter at its default. */
    record InsertAdded(StripAddress strip, Id insert, String processor, int position) implements MixEvent {}

    record InsertMoved(StripAddress strip, Id insert, int position) implements MixEvent {}

    record InsertRemoved(StripAddress strip, Id insert) implements MixEvent {}

    /**
     * An insert is driven by another strip, or by what it processes again.
     *
     * @param source null for what it processes
     */
    record SidechainRouted(
            StripAddress strip, Id insert, @Nullable StripAddress source) implements MixEvent {}

    /** A post-fader send at 0 dB was added after the others. */
    record SendAdded(StripAddress strip, Id send, Id bus) implements MixEvent {}

    record SendMoved(StripAddress strip, Id send, int position) implements MixEvent {}

    record SendRemoved(StripAddress strip, Id send) implements MixEvent {}

    // ---- parameters

    /**
     * A fader, a knob or a switch was moved.
     *
     * @param value in the parameter's unit; switches are 0 or 1, choices an index
     */
    record ParameterMoved(ParameterAddress address, double value) implements MixEvent {}

    /**
     * Between two frames, both included, a parameter's breakpoints are these and no others. A lane that is new is enabled.
     *
     * @param points by frame, no two on the same
     */
    record AutomationWritten(ParameterAddress address, long fromFrame, long toFrame, List<Breakpoint> points)
            implements MixEvent {
        public AutomationWritten {
            points = List.copyOf(points);
        }
    }

    /** A lane was turned on or off. */
    record AutomationSwitched(ParameterAddress address, boolean enabled) implements MixEvent {}

    /** A lane is gone. */
    record AutomationCleared(ParameterAddress address) implements MixEvent {}

    // ---- the song

    record TempoPlaced(TempoMap.Tempo tempo) implements MixEvent {}

    record TempoRemoved(long frame) implements MixEvent {}

    record MeterPlaced(TempoMap.Meter meter) implements MixEvent {}

    record MeterRemoved(long frame) implements MixEvent {}

    record MarkerPlaced(Marker marker) implements MixEvent {}

    record MarkerRemoved(Id marker) implements MixEvent {}

    record SectionPlaced(Section section) implements MixEvent {}

    record SectionRemoved(Id section) implements MixEvent {}

    record ReferencePlaced(Reference reference) implements MixEvent {}

    record ReferenceRemoved(Id reference) implements MixEvent {}

    /** The version before this change got a name. */
    record RevisionCut(Id revision, String name) implements MixEvent {}

    // ---- people

    record MemberJoined(Member member) implements MixEvent {}

    record MemberRoleChanged(Id member, Role role) implements MixEvent {}

    record MemberLeft(Id member) implements MixEvent {}

    /** Artists may move a parameter, within a range. */
    record SafeFaderGranted(SafeFader fader) implements MixEvent {}

    record SafeFaderWithdrawn(ParameterAddress address) implements MixEvent {}
}
