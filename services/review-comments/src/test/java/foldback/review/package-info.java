@NullMarked
package foldback.review;

import org.jspecify.annotations.NullMarked;
