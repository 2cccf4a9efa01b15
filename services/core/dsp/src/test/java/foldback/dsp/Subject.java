package foldback.dsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A processor with parameters, as the law suite takes it. A new processor is not done before it is in {@link #all}.
 *
 * @param neutral whether the parameters are ones that must not change a bit
 * @param tailSeconds after which silence must be exact or below {@link DspMath#TINY}
 */
record Subject(String name, Supplier<Processor> make, List<Double> parameters, boolean neutral, double tailSeconds) {
    private static final long SEED = 20_261_121;
    private static final int RANDOM_SETTINGS = 6;

    Processor prepared(int rate, int channels) {
        Processor processor = make.get();
        processor.prepare(rate, channels);
        processor.configure(parameters.stream().mapToDouble(Double::doubleValue).toArray());
        return processor;
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Subject> all() {
        List<Subject> all = new ArrayList<>();
        filters(all);
        eqs(all);
        compressors(all);
        reverbs(all);
        limiters(all);
        ColourSubjects.addTo(all);
        SpaceSubjects.addTo(all);
        return all;
    }

    private static void filters(List<Subject> all) {
        all.add(new Subject("filter, out", Filter::new, List.of(0.0, 20.0, 0.0), true, 0));
        all.add(new Subject("filter, low-pass, out", Filter::new, List.of(1.0, 20_000.0, 1.0), true, 0));
        for (double shape : new double[] {0, 1}) {
            for (double slope : new double[] {0, 1}) {
                for (double hertz : new double[] {30, 440, 19_999}) {
                    String name = "filter " + shape + " " + hertz + " " + slope;
                    all.add(new Subject(name, Filter::new, List.of(shape, hertz, slope), false, 2.5));
                }
            }
        }
    }

    private static void eqs(List<Subject> all) {
        all.add(new Subject("eq, flat", Eq::new, eqBands(new Random(1), 0), true, 0));
        for (int i = 0; i < RANDOM_SETTINGS; i++) {
            all.add(new Subject("eq " + (SEED + i), Eq::new, eqBands(new Random(SEED + i), 1), false, 60));
        }
    }

    private static List<Double> eqBands(Random random, double gainScale) {
        return Arrays.stream(eq(random, gainScale)).boxed().toList();
    }

    static double[] eq(Random random, double gainScale) {
        double[] p = new double[Eq.BANDS * Eq.PARAMETERS_PER_BAND];
        for (int band = 0; band < Eq.BANDS; band++) {
            int at = band * Eq.PARAMETERS_PER_BAND;
            p[at + Eq.SHAPE] = random.nextInt(3);
            p[at + Eq.FREQUENCY] = 20 * Math.pow(1000, random.nextDouble());
            p[at + Eq.GAIN] = gainScale * (random.nextDouble() * 48 - 24);
            p[at + Eq.Q] = 0.1 * Math.pow(180, random.nextDouble());
        }
        return p;
    }

    private static void compressors(List<Subject> all) {
        all.add(new Subject("compressor, ratio 1", Compressor::new, compressor(-30, 1, 6, 0, 1), true, 0));
        all.add(new Subject("compressor, mix 0", Compressor::new, compressor(-30, 8, 6, 9, 0), true, 0));
        all.add(new Subject("compressor 4:1", Compressor::new, compressor(-24, 4, 6, 6, 1), false, 0));
        all.add(new Subject(
                "compressor, hard, in parallel", Compressor::new, compressor(-40, 20, 0, 12, 0.5), false, 0));
    }

    private static List<Double> compressor(double threshold, double ratio, double knee, double makeup, double mix) {
        return List.of(threshold, ratio, knee, 5.0, 120.0, makeup, mix);
    }

    private static void reverbs(List<Subject> all) {
        all.add(reverb("reverb, dry", true, 4, 1.8, 20, 6000, 1, 0, 2, 1, 0.5, 1, 250, 0.5, 1, 0.5, 0.5));
        all.add(reverb("reverb, hall", false, 4, 0.3, 0, 20_000, 1, 1, 0, 1, 0.5, 1, 250, 0, 1, 0.5, 0));
        all.add(reverb("reverb, narrow", false, 4, 0.2, 200, 1000, 0.3, 0.4, 0, 1, 0.5, 1, 250, 0, 1, 0.5, 0));
        all.add(reverb("reverb, moving hall", false, 4, 0.3, 10, 5000, 1, 0.7, 0, 1.5, 0.2, 2, 100, 1, 0.4, 5, 1));
        all.add(reverb("reverb, room", false, 4, 0.4, 5, 9000, 0.8, 1, 1, 0.5, 1, 0.25, 1000, 0.7, 0.8, 0.3, 0.6));
        all.add(reverb("reverb, plate", false, 5, 0.5, 0, 3000, 1, 0.5, 2, 0.8, 0.3, 1.5, 300, 0.3, 1, 1, 1));
    }

    private static Subject reverb(String name, boolean neutral, double tailSeconds, double... parameters) {
        return new Subject(name, Reverb::new, Arrays.stream(parameters).boxed().toList(), neutral, tailSeconds);
    }

    private static void limiters(List<Subject> all) {
        all.add(new Subject("limiter, never reached", Limiter::new, List.of(0.0, 0.0, 80.0), true, 0.1));
        all.add(new Subject("limiter", Limiter::new, List.of(0.0, -12.0, 80.0), false, 0.1));
        all.add(new Subject("limiter, driven", Limiter::new, List.of(18.0, -1.0, 5.0), false, 0.1));
    }
}
