package foldback.mixdown;

import foldback.mix.Mix;
import java.util.Arrays;

/** Whole renders, in memory. */
final class Renders {
    private Renders() {}

    static double[][] render(Mix mix, TestStems stems) {
        return render(mix, stems, 4096);
    }

    static double[][] render(Mix mix, TestStems stems, int block) {
        return pull(new MixdownRenderer(plan(mix, stems)), block);
    }

    static double[][] render(Mix mix, TestStems stems, RenderOptions options) {
        return pull(new MixdownRenderer(plan(mix, stems), options), 4096);
    }

    static MixdownPlan plan(Mix mix, TestStems stems) {
        return switch (MixdownPlan.compile(mix, stems)) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    /** All that a renderer has left. */
    static double[][] pull(MixdownRenderer renderer, int block) {
        return pull(renderer, block, () -> {});
    }

    /** The same, doing something after each block. */
    static double[][] pull(MixdownRenderer renderer, int block, Runnable afterBlock) {
        double[][] all = new double[2][(int) renderer.longestFrames()];
        double[][] part = new double[2][block];
        int at = 0;
        for (int got = renderer.render(part, block); got > 0; got = renderer.render(part, block)) {
            System.arraycopy(part[0], 0, all[0], at, got);
            System.arraycopy(part[1], 0, all[1], at, got);
            at += got;
            afterBlock.run();
        }
        return new double[][] {Arrays.copyOf(all[0], at), Arrays.copyOf(all[1], at)};
    }

    /** A hash of every bit: FNV-1a (Fowler, Noll, Vo) over the words of the doubles, which a browser can compute as well. */
    static String hash(double[][] x) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (double[] channel : x) {
            for (double sample : channel) {
                hash = (hash ^ Double.doubleToRawLongBits(sample)) * 0x0000_0100_0000_01B3L;
                hash ^= hash >>> 32;
            }
        }
        String hex = Long.toHexString(hash);
        return "0".repeat(16 - hex.length()) + hex;
    }

    static double peak(double[][] x) {
        double peak = 0;
        for (double[] channel : x) {
            for (double sample : channel) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }
}
