/**
 * The demo song: a score and the instruments that play it into stems, raw on purpose, so that there is something to mix. Synthesised,
 * not recorded: the same bytes on every machine, and nobody's copyright.
 */
@NullMarked
package foldback.cli.song;

import org.jspecify.annotations.NullMarked;
