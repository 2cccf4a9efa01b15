/** Every kernel by itself, for JMH: {@code ./foldback bench kernels}. */
@NullMarked
package foldback.bench.kernels;

import org.jspecify.annotations.NullMarked;
