@NullMarked
package foldback.kit.config;

import org.jspecify.annotations.NullMarked;
