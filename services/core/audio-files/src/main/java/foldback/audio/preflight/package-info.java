/** What is wrong with a stem before the mix finds out: measured while it is read, and against the other stems of a session. */
@NullMarked
package foldback.audio.preflight;

import org.jspecify.annotations.NullMarked;
