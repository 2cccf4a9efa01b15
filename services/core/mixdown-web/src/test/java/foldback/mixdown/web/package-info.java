@NullMarked
package foldback.mixdown.web;

import org.jspecify.annotations.NullMarked;
