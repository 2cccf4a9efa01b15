/**
 * Vector twins of the hot processors, for eight strips at once and to the same bits. Needs {@code --add-modules
 * jdk.incubator.vector} when it runs; without it, nothing but {@link foldback.dsp.simd.VectorKernels#available} may be called.
 *
 * <p>What keeps the bits: the operations of the scalar processors in their order, no fused multiply-add, no reduction over lanes. What keeps
 * it fast: kernels are written out by hand, with at most some 30 vector operations in a loop (beyond that, or with helper methods, the
 * compiler stops inlining and allocates every vector), and compare and blend stand for minimum and maximum.
 */
@NullMarked
package foldback.dsp.simd;

import org.jspecify.annotations.NullMarked;
