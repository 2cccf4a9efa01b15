/** What render-farm writes to the render log and reads from it, and its queue of jobs. */
@NullMarked
package foldback.render.messaging;

import org.jspecify.annotations.NullMarked;
