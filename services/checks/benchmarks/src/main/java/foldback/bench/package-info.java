/** {@code foldback bench}: the same work done by Foldback and by whatever else is installed, in turns. */
@NullMarked
package foldback.bench;

import org.jspecify.annotations.NullMarked;
