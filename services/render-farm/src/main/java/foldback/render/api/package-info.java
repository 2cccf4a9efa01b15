/** What render-farm answers over HTTP: resources and their DTO records. Input is validated here. */
@NullMarked
package foldback.render.api;

import org.jspecify.annotations.NullMarked;
