/** What accounts answers over HTTP: resources and their DTO records. Input is validated here. */
@NullMarked
package foldback.accounts.api;

import org.jspecify.annotations.NullMarked;
