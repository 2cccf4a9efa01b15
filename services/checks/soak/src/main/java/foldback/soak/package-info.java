/** Two replicas of session-store on real servers, as processes: what holds when they are killed, and how fast they are. */
@NullMarked
package foldback.soak;

import org.jspecify.annotations.NullMarked;
