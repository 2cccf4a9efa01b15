package foldback.dsp;

import org.jspecify.annotations.Nullable;

/** A processor that is, with some of its settings, nothing but second-order sections in series. */
public interface BiquadProcessor extends LinearProcessor {
    /**
     * The sections that are all that this processor does in the next tick, to the same signal in every channel; null if it does
     * something else. Whoever runs them instead leaves their states as {@link BiquadCascade#flush} does.
     */
    @Nullable
    BiquadCascade cascade();
}
