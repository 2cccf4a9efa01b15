/** How much anybody may ask for in a while. */
@NullMarked
package foldback.kit.limits;

import org.jspecify.annotations.NullMarked;
