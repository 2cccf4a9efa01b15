/**
 * The store of large immutable things: originals, stems, mix documents, mixdowns. A port, its S3 adapter, and a twin in
 * memory that passes the same conformance suite.
 */
@NullMarked
package foldback.blob;

import org.jspecify.annotations.NullMarked;
