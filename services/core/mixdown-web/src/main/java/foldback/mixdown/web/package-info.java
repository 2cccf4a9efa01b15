/** The scalar engine for where there is no JVM: what of it the browser's compiler makes callable from JavaScript. */
@NullMarked
package foldback.mixdown.web;

import org.jspecify.annotations.NullMarked;
