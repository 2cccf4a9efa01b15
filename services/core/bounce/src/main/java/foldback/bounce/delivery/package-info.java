/** What is handed over: a spec of several files, checked, canonical and named by its content; and the files that come of it with their manifest. */
@NullMarked
package foldback.bounce.delivery;

import org.jspecify.annotations.NullMarked;
