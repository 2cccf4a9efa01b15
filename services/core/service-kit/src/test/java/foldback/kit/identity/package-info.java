@NullMarked
package foldback.kit.identity;

import org.jspecify.annotations.NullMarked;
