package foldback.render.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody took files of a render away.
 *
 * @param file its name; null for all of them in a ZIP
 * @param by what they were called
 */
public record Download(
        UUID id,
        String render,
        @Nullable String file,
        String by,
        @Nullable UUID account,
        Instant at) {}
