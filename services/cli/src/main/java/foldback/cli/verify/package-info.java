/** Renders again what a manifest tells of, and compares. */
@NullMarked
package foldback.cli.verify;

import org.jspecify.annotations.NullMarked;
