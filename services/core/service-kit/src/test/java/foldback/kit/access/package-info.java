@NullMarked
package foldback.kit.access;

import org.jspecify.annotations.NullMarked;
