/** What is left when one mix is taken from another: where a change is to be heard, and in which strip. */
@NullMarked
package foldback.bounce.comparison;

import org.jspecify.annotations.NullMarked;
