package foldback.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What events do to VCAs. */
final class VcaRules {
    private VcaRules() {}

    static Step added(SessionState state, MixEvent.VcaAdded e) {
        Mix mix = state.mix();
        if (mix.vca(e.vca()).isPresent()) {
            return Step.alreadyThere("vca/" + e.vca());
        }
        if (mix.vcas().size() >= Limits.VCAS) {
            return Step.full("VCAs", Limits.VCAS);
        }
        return Step.named(e.name(), name -> {
            Vca vca = new Vca(e.vca(), name, e.colour(), 0, false, false, List.of());
            return Step.next(state.withMix(mix.withVcas(Lists.appended(mix.vcas(), vca))));
        });
    }

    static Step renamed(SessionState state, MixEvent.VcaRenamed e) {
        return Step.named(e.name(), name -> changed(state, e.vca(), vca -> vca.withLabel(name, vca.colour())));
    }

    static Step recoloured(SessionState state, MixEvent.VcaRecoloured e) {
        return changed(state, e.vca(), vca -> vca.withLabel(vca.name(), e.colour()));
    }

    static Step moved(SessionState state, MixEvent.VcaMoved e) {
        Mix mix = state.mix();
        return Step.positioned(
                "vca/" + e.vca(),
                e.position(),
                position -> with(
                        state,
                        e.vca(),
                        vca -> Step.next(state.withMix(mix.withVcas(Lists.moved(mix.vcas(), vca, position))))));
    }

    static Step removed(SessionState state, MixEvent.VcaRemoved e) {
        Mix mix = state.mix();
        return with(state, e.vca(), vca -> {
            Mix rest = mix.withVcas(Lists.without(mix.vcas(), v -> v.id().equals(e.vca())));
            return Step.next(
                    Removals.forgetParameters(state.withMix(rest), path -> path.startsWith("vca/" + e.vca() + "/")));
        });
    }

    static Step assigned(SessionState state, MixEvent.VcaAssigned e) {
        return with(state, e.vca(), vca -> {
            if (state.mix().strip(e.strip()).isEmpty() || e.strip() instanceof StripAddress.Master) {
                return Step.gone(e.strip().path());
            }
            if (vca.members().contains(e.strip())) {
                return Step.alreadyThere(memberPath(e.vca(), e.strip()));
            }
            List<StripAddress> members = new ArrayList<>(vca.members());
            members.add(e.strip());
            members.sort(Comparator.comparing(StripAddress::path));
            return changed(state, e.vca(), v -> v.withMembers(members));
        });
    }

    static Step unassigned(SessionState state, MixEvent.VcaUnassigned e) {
        return with(
                state,
                e.vca(),
                vca -> vca.members().contains(e.strip())
                        ? changed(state, e.vca(), v -> v.withMembers(Lists.without(v.members(), e.strip()::equals)))
                        : Step.gone(memberPath(e.vca(), e.strip())));
    }

    private static String memberPath(Id vca, StripAddress strip) {
        return "vca/" + vca + "/member/" + strip.path();
    }

    private static Step with(SessionState state, Id id, Function<Vca, Step> then) {
        return state.mix().vca(id).map(then).orElseGet(() -> Step.gone("vca/" + id));
    }

    private static Step changed(SessionState state, Id id, Function<Vca, Vca> change) {
        return with(state, id, vca -> {
            Vca next = change.apply(vca);
            return Step.next(state.withMix(
                    state.mix().withVcas(Lists.replaced(state.mix().vcas(), v -> v.id().equals(id), v -> next))));
        });
    }
}
