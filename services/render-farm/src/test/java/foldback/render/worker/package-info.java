@NullMarked
package foldback.render.worker;

import org.jspecify.annotations.NullMarked;
