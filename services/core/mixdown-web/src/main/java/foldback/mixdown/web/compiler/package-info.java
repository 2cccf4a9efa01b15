/** What is done to the engine's classes while they are compiled for browsers; never called by them. */
@NullMarked
package foldback.mixdown.web.compiler;

import org.jspecify.annotations.NullMarked;
