/**
 * What is so in a piece of audio, in numbers with units: how loud, how bright, how wide, how fast, in which key, and what is wrong with it,
 * where, and by how much. Samples go past once, in bounded memory; what cannot be known is said to be so, and never guessed.
 */
@NullMarked
package foldback.analysis;

import org.jspecify.annotations.NullMarked;
