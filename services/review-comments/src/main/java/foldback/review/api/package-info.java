/** What review-comments answers over HTTP: resources and their DTO records. Input is validated here. */
@NullMarked
package foldback.review.api;

import org.jspecify.annotations.NullMarked;
