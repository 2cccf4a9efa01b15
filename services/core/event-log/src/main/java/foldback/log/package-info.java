/**
 * The log that everything is remembered in: a port, its Kafka adapter, and a twin in memory. Both pass the same conformance
 * suite. What the records mean is none of this package's business.
 */
@NullMarked
package foldback.log;

import org.jspecify.annotations.NullMarked;
