package foldback.mixdown.web;

import foldback.mixdown.GoldenRun;
import org.teavm.jso.JSExport;

/** The golden mixes of the engine, rendered in JavaScript. */
public final class GoldenRenders {
    private GoldenRenders() {}

    /** How many golden mixes there are. */
    @JSExport
    public static int count() {
        return GoldenRun.names().size();
    }

    /** The name of one of them. */
    @JSExport
    public static String name(int index) {
        return GoldenRun.names().get(index);
    }

    /** Renders one of them, and hashes its bits. */
    @JSExport
    public static String hash(int index) {
        return GoldenRun.hash(name(index));
    }

    /** Nothing: the compiler wants somewhere to begin. */
    public static void main(String[] args) {}
}
