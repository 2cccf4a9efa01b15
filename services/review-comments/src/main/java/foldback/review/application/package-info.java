/** Reviews: notes that are pinned, discussed and settled, and rounds that end. The folds and rules here are pure. */
@NullMarked
package foldback.review.application;

import org.jspecify.annotations.NullMarked;
