package foldback.mix;

import java.util.List;
import java.util.Map;

/**
 * The fold: what a session is after one more change. Total (every change has an outcome) and pure (the same log gives the
 * same sessions on every machine, for ever). The rules have a version, {@link SessionState#RULES_VERSION}, that a session
 * keeps from its first event on.
 */
public final class Fold {
    /**
     * The session after the change, and what came of the change.
     *
     * @param effects what differs from before, by path; empty unless it applied
     */
    public record Folded(SessionState state, Outcome outcome, List<Effect> effects) {
        public Folded {
            effects = List.copyOf(effects);
        }
    }

    private Fold() {}

    public static Folded fold(SessionState before, Change change) {
        if (change.sequence() <= before.lastSequence(change.client())) {
            return new Folded(before, new Outcome.Resent(), List.of());
        }
        return switch (applyAll(before, change)) {
            case Step.Next next -> applied(before, next.state(), change);
            case Step.Refused refused ->
                new Folded(
                        before.counting(change.client(), change.sequence()),
                        new Outcome.Voided(refused.reason()),
                        List.of());
        };
    }

    private static Folded applied(SessionState before, SessionState after, Change change) {
        List<Effect> effects = Facts.between(before, after);
        Writes writes = before.writes().after(effects, new Writes.Write(before.version() + 1, change.author()));
        SessionState written = effects.isEmpty() ? after : after.with(draft -> draft.writes = writes);
        return new Folded(written.counting(change.client(), change.sequence()), new Outcome.Applied(), effects);
    }

    private static Step applyAll(SessionState before, Change change) {
        Long expected = change.expectedVersion();
        if (expected != null && expected != before.version()) {
            return Step.refused(new VoidReason.Overtaken(expected, before.version()));
        }
        for (Map.Entry<String, Long> guard : change.guards().entrySet()) {
            long written = before.writes().versionOf(guard.getKey());
            if (written != guard.getValue()) {
                return Step.refused(new VoidReason.WrittenSince(guard.getKey(), guard.getValue(), written));
            }
        }
        SessionState state = before;
        for (MixEvent event : change.events()) {
            switch (apply(state, event)) {
                case Step.Next next -> state = next.state();
                case Step.Refused refused -> {
                    return refused;
                }
            }
        }
        return Step.next(state);
    }

    private static Step apply(SessionState state, MixEvent event) {
        if (!state.started() && !(event instanceof MixEvent.SessionStarted)) {
            return Step.refused(new VoidReason.SessionNotStarted());
        }
        return switch (event) {
            case MixEvent.SessionStarted e -> SessionRules.started(state, e);
            case MixEvent.SessionRenamed e -> SessionRules.renamed(state, e);
            case MixEvent.SessionBranched e -> SessionRules.branched(state, e);
            case MixEvent.BranchMerged e -> SessionRules.merged(state, e);
            case MixEvent.RevisionCut e -> SessionRules.revisionCut(state, e);
            case MixEvent.MemberJoined e -> SessionRules.memberJoined(state, e);
            case MixEvent.MemberRoleChanged e -> SessionRules.memberRoleChanged(state, e);
            case MixEvent.MemberLeft e -> SessionRules.memberLeft(state, e);
            case MixEvent.SafeFaderGranted e -> SessionRules.safeFaderGranted(state, e);
            case MixEvent.SafeFaderWithdrawn e -> SessionRules.safeFaderWithdrawn(state, e);

            case MixEvent.TrackAdded e -> TrackRules.added(state, e);
            case MixEvent.TrackRenamed e -> TrackRules.renamed(state, e);
            case MixEvent.TrackRecoloured e -> TrackRules.recoloured(state, e);
            case MixEvent.TrackMoved e -> TrackRules.moved(state, e);
            case MixEvent.TrackRemoved e -> TrackRules.removed(state, e);
            case MixEvent.ClipPlaced e -> TrackRules.clipPlaced(state, e);
            case MixEvent.ClipChanged e -> TrackRules.clipChanged(state, e);
            case MixEvent.ClipRemoved e -> TrackRules.clipRemoved(state, e);

            case MixEvent.BusAdded e -> BusRules.added(state, e);
            case MixEvent.BusRenamed e -> BusRules.renamed(state, e);
            case MixEvent.BusRecoloured e -> BusRules.recoloured(state, e);
            case MixEvent.BusKindChanged e -> BusRules.kindChanged(state, e);
            case MixEvent.BusMoved e -> BusRules.moved(state, e);
            case MixEvent.BusRemoved e -> BusRules.removed(state, e);
            case MixEvent.OutputRouted e -> BusRules.outputRouted(state, e);
            case MixEvent.VcaAdded e -> VcaRules.added(state, e);
            case MixEvent.VcaRenamed e -> VcaRules.renamed(state, e);
            case MixEvent.VcaRecoloured e -> VcaRules.recoloured(state, e);
            case MixEvent.VcaMoved e -> VcaRules.moved(state, e);
            case MixEvent.VcaRemoved e -> VcaRules.removed(state, e);
            case MixEvent.VcaAssigned e -> VcaRules.assigned(state, e);
            case MixEvent.VcaUnassigned e -> VcaRules.unassigned(state, e);

            case MixEvent.InsertAdded e -> StripRules.insertAdded(state, e);
            case MixEvent.InsertMoved e -> StripRules.insertMoved(state, e);
            case MixEvent.InsertRemoved e -> StripRules.insertRemoved(state, e);
            case MixEvent.SidechainRouted e -> StripRules.sidechainRouted(state, e);
            case MixEvent.SendAdded e -> StripRules.sendAdded(state, e);
            case MixEvent.SendMoved e -> StripRules.sendMoved(state, e);
            case MixEvent.SendRemoved e -> StripRules.sendRemoved(state, e);

            case MixEvent.ParameterMoved e -> ParameterRules.moved(state, e);
            case MixEvent.AutomationWritten e -> ParameterRules.automationWritten(state, e);
            case MixEvent.AutomationSwitched e -> ParameterRules.automationSwitched(state, e);
            case MixEvent.AutomationCleared e -> ParameterRules.automationCleared(state, e);

            case MixEvent.TempoPlaced e -> SongRules.tempoPlaced(state, e);
            case MixEvent.TempoRemoved e -> SongRules.tempoRemoved(state, e);
            case MixEvent.MeterPlaced e -> SongRules.meterPlaced(state, e);
            case MixEvent.MeterRemoved e -> SongRules.meterRemoved(state, e);
            case MixEvent.MarkerPlaced e -> SongRules.markerPlaced(state, e);
            case MixEvent.MarkerRemoved e -> SongRules.markerRemoved(state, e);
            case MixEvent.SectionPlaced e -> SongRules.sectionPlaced(state, e);
            case MixEvent.SectionRemoved e -> SongRules.sectionRemoved(state, e);
            case MixEvent.ReferencePlaced e -> SongRules.referencePlaced(state, e);
            case MixEvent.ReferenceRemoved e -> SongRules.referenceRemoved(state, e);
        };
    }
}
