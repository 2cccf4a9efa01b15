@NullMarked
package foldback.review.persistence;

import org.jspecify.annotations.NullMarked;
