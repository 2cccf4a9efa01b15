@NullMarked
package foldback.stem;

import org.jspecify.annotations.NullMarked;
