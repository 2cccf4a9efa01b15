/** {@code foldback mixdown}: the engine from the command line, without a server. */
@NullMarked
package foldback.cli.mixdown;

import org.jspecify.annotations.NullMarked;
