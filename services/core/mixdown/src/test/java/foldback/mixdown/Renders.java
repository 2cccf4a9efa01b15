package foldback.mixdown;

import foldback.mix.Mix;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

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
        double[][] all = new double[2][(int) renderer.longestFrames()];
        double[][] part = new double[2][block];
        int at = 0;
        for (int got = renderer.render(part, block); got > 0; got = renderer.render(part, block)) {
            System.arraycopy(part[0], 0, all[0], at, got);
            System.arraycopy(part[1], 0, all[1], at, got);
            at += got;
        }
        return new double[][] {Arrays.copyOf(all[0], at), Arrays.copyOf(all[1], at)};
    }

    static String hash(double[][] x) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (double[] channel : x) {
                ByteBuffer bytes = ByteBuffer.allocate(channel.length * Double.BYTES);
                bytes.asDoubleBuffer().put(channel);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static double peak(double[][] x) {
        double peak = 0;
        for (double[] channel : x) {
            peak = Math.max(peak, Arrays.stream(channel).map(Math::abs).max().orElse(0));
        }
        return peak;
    }
}
