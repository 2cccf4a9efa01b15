/** What a track should be called and where it belongs, by the name of the file that it came in. */
@NullMarked
package foldback.audio.naming;

import org.jspecify.annotations.NullMarked;
