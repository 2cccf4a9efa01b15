package foldback.stem.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a stem is to be.
 *
 * @param workspace that will hold it
 * @param session of that workspace that it is for; null for none
 */
public record Destination(UUID workspace, @Nullable String session) {}
