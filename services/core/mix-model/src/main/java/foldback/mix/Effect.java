package foldback.mix;

import org.jspecify.annotations.Nullable;

/**
 * What a change did to one fact of the session. Whoever applies a change's effects to the facts before it has the facts after it,
 * without knowing a rule.
 *
 * @param path of the fact, see {@link Facts}
 * @param before null if there was no such fact
 * @param after null if there is none any more
 */
public record Effect(
        String path, @Nullable Object before, @Nullable Object after) {}
