/** Foldback for people who live in a terminal. */
@NullMarked
package foldback.cli;

import org.jspecify.annotations.NullMarked;
