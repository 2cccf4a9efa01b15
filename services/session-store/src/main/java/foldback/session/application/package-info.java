/** The sessions, folded from the log, and what can be done with them. */
@NullMarked
package foldback.session.application;

import org.jspecify.annotations.NullMarked;
