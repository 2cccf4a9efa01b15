/** The demo: from a folder of stems to an annotated mixdown, through the same doors that everybody uses. */
@NullMarked
package foldback.cli.demo;

import org.jspecify.annotations.NullMarked;
