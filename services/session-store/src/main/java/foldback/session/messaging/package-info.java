/** What session-store reads from the mix log and writes to it. */
@NullMarked
package foldback.session.messaging;

import org.jspecify.annotations.NullMarked;
