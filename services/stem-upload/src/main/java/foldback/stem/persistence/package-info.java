/** Stems as rows, a projection of the log, and uploads under way. Entities never leave this package. */
@NullMarked
package foldback.stem.persistence;

import org.jspecify.annotations.NullMarked;
