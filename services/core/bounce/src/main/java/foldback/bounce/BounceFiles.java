package foldback.bounce;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the files go, in folders that are there. None has its name before all are whole; files of these names are replaced.
 *
 * @param wav a WAV, or an RF64 if it may be longer than 4 GB
 * @param manifest what was rendered from what, as JSON
 * @param peaks the outline, for screens; null if nobody wants it
 */
public record BounceFiles(Path wav, Path manifest, @Nullable Path peaks) {}
