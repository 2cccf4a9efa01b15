/** What stem-upload writes to the stem log and reads from it. */
@NullMarked
package foldback.stem.messaging;

import org.jspecify.annotations.NullMarked;
