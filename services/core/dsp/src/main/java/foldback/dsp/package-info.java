/**
 * What is done to samples: processors, meters, dither. Double arithmetic only and no platform transcendentals, so that every
 * machine and every browser computes the same bits; no dependency, no I/O, no clock.
 */
@NullMarked
package foldback.dsp;

import org.jspecify.annotations.NullMarked;
