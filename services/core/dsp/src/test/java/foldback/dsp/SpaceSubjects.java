package foldback.dsp;

import java.util.Arrays;
import java.util.List;

/** Delays and stereo tools, as the law suite takes them. */
final class SpaceSubjects {
    private SpaceSubjects() {}

    static void addTo(List<Subject> all) {
        delays(all);
        stereoTools(all);
    }

    private static void delays(List<Subject> all) {
        all.add(delay("delay, mix 0", true, 0, 100, 0, 0, 0.5, 100, 5000, 12, 2, 5, 1, 0));
        all.add(delay("delay, plain", false, 3, 50, 0, 0, 0.5, 20, 20_000, 0, 0.5, 0, 1, 0.5));
        all.add(delay("delay, shortest", false, 3, 1, 0, 0, 0.9, 20, 20_000, 0, 0.5, 0, 1, 1));
        all.add(delay("delay, ping-pong", false, 9, 33.3, 0, 1, 0.7, 200, 4000, 12, 3, 4, 1.7, 0.4));
        all.add(delay("delay, in time", false, 4, 700, 22, 1, 0.3, 20, 900, 24, 10, 10, 0, 1));
        all.add(delay("delay, a long note", false, 9, 700, 2, 0, 0, 20, 900, 0, 10, 0, 0.5, 1));
    }

    private static Subject delay(String name, boolean neutral, double tailSeconds, double... parameters) {
        return new Subject(name, Delay::new, list(parameters), neutral, tailSeconds);
    }

    private static void stereoTools(List<Subject> all) {
        all.add(stereo("stereo tools, neutral", true, 0, 1, 20, 0, 0, 0, 0));
        all.add(stereo("stereo tools, swapped", false, 1, 1, 20, 0, 0, 0, 0));
        all.add(stereo("stereo tools, mono", false, 2, 1, 20, 0, 0.2, 0, 0));
        all.add(stereo("stereo tools, wide", false, 0, 2, 200, 30, -0.5, -3, 6));
        all.add(stereo("stereo tools, narrow", false, 0, 0, 500, -90, 1, 12, -24));
    }

    private static Subject stereo(String name, boolean neutral, double... parameters) {
        return new Subject(name, StereoTools::new, list(parameters), neutral, 3);
    }

    private static List<Double> list(double... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
