/**
 * The servers that Foldback stands on, for one host: a real Kafka broker, a real PostgreSQL and an S3 server on the local disk,
 * in one JVM. A library, which tests use too, and a program, which the launcher starts.
 */
@NullMarked
package foldback.sidecar;

import org.jspecify.annotations.NullMarked;
