/**
 * From a mix document to sound: the document is compiled into a plan of strips, and the plan is run tick by tick. No I/O: stems
 * come through {@link foldback.mixdown.StemSource}, blocks are pulled by whoever wants them, also in a browser.
 */
@NullMarked
package foldback.mixdown;

import org.jspecify.annotations.NullMarked;
