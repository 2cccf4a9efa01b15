/** Foldback as whoever runs it meets it: its launcher, its processes, what it deploys as. Nothing is called but programs. */
@NullMarked
package foldback.acceptance;

import org.jspecify.annotations.NullMarked;
