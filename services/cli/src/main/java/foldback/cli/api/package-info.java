/** Foldback as a client sees it: the HTTP API, and uploads in parts. Knows no command and prints nothing. */
@NullMarked
package foldback.cli.api;

import org.jspecify.annotations.NullMarked;
