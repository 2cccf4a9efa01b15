package foldback.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What events do to the session itself: its name, its revisions, its people. */
final class SessionRules {
    private SessionRules() {}

    static Step started(SessionState state, MixEvent.SessionStarted e) {
        if (state.started()) {
            return Step.refused(new VoidReason.SessionAlreadyStarted());
        }
        if (e.rulesVersion() != SessionState.RULES_VERSION) {
            return Step.refused(new VoidReason.RulesUnknown(e.rulesVersion()));
        }
        return Step.named(
                e.name(),
                name -> Step.next(state.with(draft -> {
                    draft.started = true;
                    draft.workspace = e.workspace();
                    draft.name = name;
                    draft.mix = Mix.empty(e.sampleRate());
                })));
    }

    static Step renamed(SessionState state, MixEvent.SessionRenamed e) {
        return Step.named(e.name(), name -> Step.next(state.with(draft -> draft.name = name)));
    }

    static Step branched(SessionState state, MixEvent.SessionBranched e) {
        return state.branchedFrom() == null
                ? Step.next(state.with(draft -> draft.branchedFrom = e.from()))
                : Step.alreadyThere("branched-from");
    }

    static Step merged(SessionState state, MixEvent.BranchMerged e) {
        return state.merges().size() < Limits.MERGES
                ? Step.next(state.with(draft -> draft.merges = Lists.appended(state.merges(), e.of())))
                : Step.full("merges", Limits.MERGES);
    }

    static Step revisionCut(SessionState state, MixEvent.RevisionCut e) {
        if (Lists.find(state.revisions(), r -> r.id().equals(e.revision())).isPresent()) {
            return Step.alreadyThere("revision/" + e.revision());
        }
        if (state.revisions().size() >= Limits.REVISIONS) {
            return Step.full("revisions", Limits.REVISIONS);
        }
        return Step.named(e.name(), name -> {
            Revision revision = new Revision(e.revision(), name, state.version());
            return Step.next(state.with(draft -> draft.revisions = Lists.appended(state.revisions(), revision)));
        });
    }

    // ---- members

    static Step memberJoined(SessionState state, MixEvent.MemberJoined e) {
        if (member(state, e.member().id()).isPresent()) {
            return Step.alreadyThere("member/" + e.member().id());
        }
        if (state.members().size() >= Limits.MEMBERS) {
            return Step.full("members", Limits.MEMBERS);
        }
        return Step.named(
                e.member().name(),
                name -> Step.next(state.with(draft -> draft.members = Lists.appended(state.members(), e.member()))));
    }

    static Step memberRoleChanged(SessionState state, MixEvent.MemberRoleChanged e) {
        return member(state, e.member())
                .map(member -> {
                    if (e.role() != Role.OWNER && isLastOwner(state, member)) {
                        return Step.refused(new VoidReason.LastOwner(member.id()));
                    }
                    Member next = new Member(member.id(), member.name(), e.role());
                    return Step.next(state.with(draft ->
                            draft.members = Lists.replaced(state.members(), m -> m.equals(member), m -> next)));
                })
                .orElseGet(() -> Step.gone("member/" + e.member()));
    }

    static Step memberLeft(SessionState state, MixEvent.MemberLeft e) {
        return member(state, e.member())
                .map(member -> isLastOwner(state, member)
                        ? Step.refused(new VoidReason.LastOwner(member.id()))
                        : Step.next(state.with(
                                draft -> draft.members = Lists.without(state.members(), m -> m.equals(member)))))
                .orElseGet(() -> Step.gone("member/" + e.member()));
    }

    private static Optional<Member> member(SessionState state, Id id) {
        return Lists.find(state.members(), m -> m.id().equals(id));
    }

    private static boolean isLastOwner(SessionState state, Member member) {
        return member.role() == Role.OWNER
                && state.members().stream().noneMatch(m -> m.role() == Role.OWNER && !m.equals(member));
    }

    // ---- safe faders

    static Step safeFaderGranted(SessionState state, MixEvent.SafeFaderGranted e) {
        SafeFader fader = e.fader();
        Optional<ParameterSpec> spec = state.mix().parameter(fader.address());
        if (spec.isEmpty()) {
            return Step.gone(fader.address().path());
        }
        if (!spec.get().accepts(fader.minimum()) || !(fader.minimum() < fader.maximum())) {
            return outOfRange(fader, fader.minimum(), spec.get());
        }
        if (!spec.get().accepts(fader.maximum())) {
            return outOfRange(fader, fader.maximum(), spec.get());
        }
        List<SafeFader> others =
                Lists.without(state.safeFaders(), f -> f.address().equals(fader.address()));
        if (others.size() >= Limits.SAFE_FADERS) {
            return Step.full("safe faders", Limits.SAFE_FADERS);
        }
        List<SafeFader> next = new ArrayList<>(others);
        next.add(new SafeFader(fader.address(), Step.stored(fader.minimum()), Step.stored(fader.maximum())));
        next.sort(Comparator.comparing(f -> f.address().path()));
        return Step.next(state.with(draft -> draft.safeFaders = next));
    }

    private static Step outOfRange(SafeFader fader, double value, ParameterSpec spec) {
        return Step.refused(new VoidReason.ValueOutOfRange(
                "safe-fader/" + fader.address().path(), value, spec.minimum(), spec.maximum()));
    }

    static Step safeFaderWithdrawn(SessionState state, MixEvent.SafeFaderWithdrawn e) {
        List<SafeFader> rest =
                Lists.without(state.safeFaders(), f -> f.address().equals(e.address()));
        return rest.size() == state.safeFaders().size()
                ? Step.gone("safe-fader/" + e.address().path())
                : Step.next(state.with(draft -> draft.safeFaders = rest));
    }
}
