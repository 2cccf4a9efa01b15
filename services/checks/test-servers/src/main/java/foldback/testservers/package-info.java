/** Real Kafka, PostgreSQL and S3 inside the JVM of a test. */
@NullMarked
package foldback.testservers;

import org.jspecify.annotations.NullMarked;
