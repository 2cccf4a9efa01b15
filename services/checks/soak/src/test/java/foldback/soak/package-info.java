@NullMarked
package foldback.soak;

import org.jspecify.annotations.NullMarked;
