package foldback.bounce.delivery;

/**
 * How loud a file is to be. The gain is {@code min(lufs - L, ceilingDbtp - T)} for the integrated loudness L and the true peak T of what was
 * rendered, at the file's rate, before dither and encoding: nothing is limited, only turned up or down.
 *
 * @param lufs integrated loudness by ITU-R BS.1770-5
 * @param ceilingDbtp which the true peak shall not pass
 */
public record LoudnessTarget(double lufs, double ceilingDbtp) {
    public static final double LOWEST_LUFS = -40;
    public static final double HIGHEST_LUFS = -5;
    public static final double LOWEST_CEILING_DBTP = -20;

    public LoudnessTarget {
        if (!(lufs >= LOWEST_LUFS && lufs <= HIGHEST_LUFS)
                || !(ceilingDbtp >= LOWEST_CEILING_DBTP && ceilingDbtp <= 0)) {
            throw new IllegalArgumentException("no target: " + lufs + " LUFS under " + ceilingDbtp + " dBTP");
        }
    }
}
