/**
 * Making a stem of a file that somebody uploaded, in a process of its own: hostile bytes meet a small heap and a deadline there, and whatever
 * happens to it is a refusal of that one file.
 */
@NullMarked
package foldback.audio.ingest;

import org.jspecify.annotations.NullMarked;
