package foldback.bounce.delivery;

import foldback.mix.StripAddress;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be made.
 *
 * @param name of the file within its delivery: the output's id, and the strip's path with dots if there is one for each strip
 * @param strip whose file it is; null if it is not a stem
 * @param stripName what people call the strip; empty if it is not a stem
 */
record FileJob(String name, Output output, @Nullable StripAddress strip, String stripName) {
    static FileJob of(Output output) {
        return new FileJob(output.id(), output, null, "");
    }

    static FileJob ofStrip(Output output, StripAddress strip, String stripName) {
        return new FileJob(output.id() + "." + strip.path().replace('/', '.'), output, strip, stripName);
    }
}
