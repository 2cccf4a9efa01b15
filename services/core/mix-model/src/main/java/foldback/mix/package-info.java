/**
 * The mix: its values, the events that change it, and the fold that says what came of each. Pure and small: no clock, no
 * randomness, no I/O, no library. Every replica folds the same log to the same mix because nothing in here can differ.
 */
@NullMarked
package foldback.mix;

import org.jspecify.annotations.NullMarked;
