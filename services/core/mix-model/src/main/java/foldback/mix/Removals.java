package foldback.mix;

import java.util.function.Predicate;

/** What goes with a thing that is removed: whatever else named it. */
final class Removals {
    private Removals() {}

    /** Lets go of a strip that is no longer there: its automation, its safe faders, its VCAs, what it drove. */
    static SessionState forget(SessionState state, StripAddress strip) {
        Mix mix = state.mix()
                .withVcas(Lists.replaced(
                        state.mix().vcas(),
                        v -> v.members().contains(strip),
                        v -> v.withMembers(Lists.without(v.members(), strip::equals))));
        for (StripAddress other : mix.strips()) {
            Strip keyed = mix.strip(other).orElseThrow();
            if (keyed.inserts().stream().anyMatch(i -> strip.equals(i.sidechain()))) {
                mix = mix.withStrip(
                        other,
                        keyed.withInserts(Lists.replaced(
                                keyed.inserts(), i -> strip.equals(i.sidechain()), i -> i.withSidechain(null))));
            }
        }
        return forgetParameters(state.withMix(mix), path -> path.startsWith(strip.path() + "/"));
    }

    /** Lets go of the automation and the safe faders of parameters that are no longer there. */
    static SessionState forgetParameters(SessionState state, Predicate<String> gone) {
        Mix mix = state.mix().automation().stream()
                        .anyMatch(l -> gone.test(l.address().path()))
                ? state.mix().withoutLanes(a -> gone.test(a.path()))
                : state.mix();
        return state.with(draft -> {
            draft.mix = mix;
            if (state.safeFaders().stream().anyMatch(f -> gone.test(f.address().path()))) {
                draft.safeFaders = Lists.without(
                        state.safeFaders(), f -> gone.test(f.address().path()));
            }
        });
    }
}
