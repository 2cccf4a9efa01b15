@NullMarked
package foldback.review.application;

import org.jspecify.annotations.NullMarked;
