/** A worker: takes a job, renders it, stores the result. It needs the queue, the log, the blob store and the engine; no database and no other service. */
@NullMarked
package foldback.render.worker;

import org.jspecify.annotations.NullMarked;
