package foldback.mixdown;

import foldback.mix.Mix;
import java.util.List;

/** The golden mixes by name, for whoever renders them elsewhere than on the JVM. */
public final class GoldenRun {
    private GoldenRun() {}

    public static List<String> names() {
        return List.copyOf(GoldenMixes.all().keySet());
    }

    /** A golden mix, to be rendered with stems of {@link TestStems#addNoise}. */
    public static Mix mix(String name) {
        MixBuilder mix = GoldenMixes.all().get(name);
        if (mix == null) {
            throw new IllegalArgumentException("no golden mix is called " + name);
        }
        return mix.build();
    }

    /** How many frames its render has. */
    public static int frames(String name) {
        return Renders.render(mix(name), GoldenMixes.stems(), RenderOptions.PLAIN)[0].length;
    }

    /** The hash of a golden mix's render, strip by strip on one thread. */
    public static String hash(String name) {
        return hash(name, RenderOptions.PLAIN);
    }

    /** The hash of a golden mix's render. */
    public static String hash(String name, RenderOptions options) {
        return Renders.hash(Renders.render(mix(name), GoldenMixes.stems(), options));
    }
}
