/** Where something that was said about the music stands when the arrangement has moved: source audio is what it is fixed to, not the clock. */
@NullMarked
package foldback.mix.anchor;

import org.jspecify.annotations.NullMarked;
