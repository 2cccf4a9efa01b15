/** Where settings come from besides the environment. */
@NullMarked
package foldback.kit.config;

import org.jspecify.annotations.NullMarked;
