@NullMarked
package foldback.mix.codec;

import org.jspecify.annotations.NullMarked;
