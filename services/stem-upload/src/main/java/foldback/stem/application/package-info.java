/** Uploads from their declaration to a stem that is ready to render. */
@NullMarked
package foldback.stem.application;

import org.jspecify.annotations.NullMarked;
