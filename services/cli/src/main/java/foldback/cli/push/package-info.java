/** {@code foldback push}: a folder of audio files becomes tracks of a session. */
@NullMarked
package foldback.cli.push;

import org.jspecify.annotations.NullMarked;
