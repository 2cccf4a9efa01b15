/** A mix document and its stems become a file, with everything that is known of it: the same on the farm and in a terminal. */
@NullMarked
package foldback.bounce;

import org.jspecify.annotations.NullMarked;
