@NullMarked
package foldback.kit.limits;

import org.jspecify.annotations.NullMarked;
