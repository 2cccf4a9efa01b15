@NullMarked
package foldback.render;

import org.jspecify.annotations.NullMarked;
