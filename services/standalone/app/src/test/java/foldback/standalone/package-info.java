@NullMarked
package foldback.standalone;

import org.jspecify.annotations.NullMarked;
