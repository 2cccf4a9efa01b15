/**
 * The mix as JSON: changes as the log stores them, and mix documents in the one canonical form whose hash names them. What is
 * read here may come from anybody, so reading is strict: an unknown member, a missing one or a wrong type is an error.
 */
@NullMarked
package foldback.mix.codec;

import org.jspecify.annotations.NullMarked;
