@NullMarked
package foldback.simulator;

import org.jspecify.annotations.NullMarked;
