/** Reviews as rows: a projection of the log. Entities never leave this package. */
@NullMarked
package foldback.review.persistence;

import org.jspecify.annotations.NullMarked;
