/** What review-comments writes to the review log and reads from it. */
@NullMarked
package foldback.review.messaging;

import org.jspecify.annotations.NullMarked;
