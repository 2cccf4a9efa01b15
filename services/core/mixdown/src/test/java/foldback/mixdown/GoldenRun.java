package foldback.mixdown;

import java.util.List;

/** The golden mixes by name, for whoever renders them elsewhere than on the JVM. */
public final class GoldenRun {
    private GoldenRun() {}

    public static List<String> names() {
        return List.copyOf(GoldenMixes.all().keySet());
    }

    /** The hash of a golden mix's render, strip by strip on one thread. */
    public static String hash(String name) {
        return hash(name, RenderOptions.PLAIN);
    }

    /** The hash of a golden mix's render. */
    public static String hash(String name, RenderOptions options) {
        MixBuilder mix = GoldenMixes.all().get(name);
        if (mix == null) {
            throw new IllegalArgumentException("no golden mix is called " + name);
        }
        return Renders.hash(Renders.render(mix.build(), GoldenMixes.stems(), options));
    }
}
