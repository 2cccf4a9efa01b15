/** {@code foldback check}: what is so in a file, and which standards it keeps. */
@NullMarked
package foldback.cli.check;

import org.jspecify.annotations.NullMarked;
