/**
 * Eight strips side by side: what runs a processor of each of them at once. The kernels themselves live elsewhere, since a browser
 * has none; they give the same bits as the processors they stand for.
 */
@NullMarked
package foldback.dsp.lanes;

import org.jspecify.annotations.NullMarked;
