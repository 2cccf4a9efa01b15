/** What stem-upload answers over HTTP: resources and their DTO records. Input is validated here. */
@NullMarked
package foldback.stem.api;

import org.jspecify.annotations.NullMarked;
