/**
 * Sessions that random people edit over a bad network: what the laws of the mix log are shown with, in tests and by {@code foldback soak}.
 */
@NullMarked
package foldback.simulator;

import org.jspecify.annotations.NullMarked;
