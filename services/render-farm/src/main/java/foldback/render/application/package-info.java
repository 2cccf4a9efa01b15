/** Renders: asked for, and looked at. What does the work is in {@code worker}. */
@NullMarked
package foldback.render.application;

import org.jspecify.annotations.NullMarked;
