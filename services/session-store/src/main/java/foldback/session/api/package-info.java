/** What session-store answers over HTTP: resources and their DTO records. Input is validated here. */
@NullMarked
package foldback.session.api;

import org.jspecify.annotations.NullMarked;
