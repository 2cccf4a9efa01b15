@NullMarked
package foldback.mix;

import org.jspecify.annotations.NullMarked;
