/** Who acts: signing in and out, what is kept of it, and which of several credentials counts. */
@NullMarked
package foldback.cli.login;

import org.jspecify.annotations.NullMarked;
