/** The list of sessions as rows: a projection of the log. Entities never leave this package. */
@NullMarked
package foldback.session.persistence;

import org.jspecify.annotations.NullMarked;
