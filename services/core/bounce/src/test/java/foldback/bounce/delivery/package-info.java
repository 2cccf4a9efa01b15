@NullMarked
package foldback.bounce.delivery;

import org.jspecify.annotations.NullMarked;
