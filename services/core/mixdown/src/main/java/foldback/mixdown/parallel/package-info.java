/** Threads for renders: on a server, never in a browser. Nothing else of the engine knows this package. */
@NullMarked
package foldback.mixdown.parallel;

import org.jspecify.annotations.NullMarked;
