package foldback.bounce.delivery;

import foldback.audio.MeasuredWav;
import foldback.mix.StripAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there.
 *
 * @param name within the delivery, with its ending; of {@code a-z 0-9 . -}
 * @param strip whose stem it is; null if it is none
 * @param stripName what people call the strip; empty if it is no stem
 * @param peaks its outline, for screens; null of a stem
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param audio of the samples in it, or that its encoder was given
 * @param gainDb by how much it was turned up for its loudness target; 0 without one
 * @param heldByCeiling whether the ceiling kept it from its target
 * @param signalSha256s of every second of the signal as the engine made it; see {@link SignalHashes}
 */
public record DeliveredFile(
        String name,
        Output output,
        @Nullable StripAddress strip,
        String stripName,
        Path file,
        @Nullable Path peaks,
        String sha256,
        long bytes,
        MeasuredWav audio,
        double gainDb,
        boolean heldByCeiling,
        List<String> signalSha256s) {
    public DeliveredFile {
        signalSha256s = List.copyOf(signalSha256s);
    }
}
