@NullMarked
package foldback.mix.anchor;

import org.jspecify.annotations.NullMarked;
