package foldback.mixdown.web;

/** What WebAssembly calls instead of {@link Math#abs(double)}: {@link foldback.mixdown.web.compiler.PlainMagnitudes}. */
final class Magnitudes {
    private Magnitudes() {}

    static double abs(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & Long.MAX_VALUE);
    }
}
