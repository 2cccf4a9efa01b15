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
        resonances(all);
        eqs(all);
        compressors(all);
        gates(all);
        deEssers(all);
        transientShapers(all);
        multibandCompressors(all);
        reverbs(all);
        limiters(all);
        ColourSubjects.addTo(all);
        SpaceSubjects.addTo(all);
        return all;
    }

    private static void filters(List<Subject> all) {
        all.add(new Subject("filter, out", Filter::new, List.of(0.0, 20.0, 0.0, 0.7), true, 0));
        all.add(new Subject("filter, low-pass, out", Filter::new, List.of(1.0, 20_000.0, 1.0, 0.7), true, 0));
        for (double shape : new double[] {0, 1}) {
            for (double slope : new double[] {0, 1, 2, 3, 4, 5}) {
                for (double hertz : new double[] {30, 19_999}) {
                    String name = "filter " + shape + " " + hertz + " " + slope;
                    all.add(new Subject(name, Filter::new, List.of(shape, hertz, slope, 0.7), false, 4));
                }
            }
        }
    }

    private static void resonances(List<Subject> all) {
        for (double shape : new double[] {2, 3}) {
            for (double q : new double[] {0.1, 1, 18}) {
                for (double hertz : new double[] {25, 1000, 19_999}) {
                    String name = "filter " + shape + " " + hertz + ", Q " + q;
                    all.add(new Subject(name, Filter::new, List.of(shape, hertz, 0.0, q), false, 25));
                }
            }
        }
    }

    private static void eqs(List<Subject> all) {
        all.add(new Subject("eq, flat", Eq::new, boxed(eq(new Random(1), 0)), true, 0));
        double[] bypassed = eq(new Random(2), 1);
        for (int band = 0; band < Eq.BANDS; band++) {
            bypassed[Eq.YOUNGER + band * Eq.YOUNGER_PER_BAND + Eq.BYPASS] = 1;
            bypassed[Eq.YOUNGER + band * Eq.YOUNGER_PER_BAND + Eq.RANGE] = 12;
        }
        all.add(new Subject("eq, bypassed", Eq::new, boxed(bypassed), true, 0));
        for (int i = 0; i < RANDOM_SETTINGS; i++) {
            all.add(new Subject("eq " + (SEED + i), Eq::new, boxed(eq(new Random(SEED + i), 1)), false, 60));
            all.add(new Subject("eq, routed " + (SEED + i), Eq::new, boxed(routedEq(new Random(SEED + i))), false, 15));
        }
        all.add(new Subject("eq, dynamic", Eq::new, boxed(dynamicEq()), false, 1));
    }

    private static List<Double> boxed(double[] parameters) {
        return Arrays.stream(parameters).boxed().toList();
    }

    /** Bells and shelves at random, as old sessions have them. */
    static double[] eq(Random random, double gainScale) {
        double[] p = new double[Eq.PARAMETERS];
        for (int band = 0; band < Eq.BANDS; band++) {
            int at = band * Eq.PARAMETERS_PER_BAND;
            p[at + Eq.SHAPE] = random.nextInt(3);
            p[at + Eq.FREQUENCY] = 20 * Math.pow(1000, random.nextDouble());
            p[at + Eq.GAIN] = gainScale * (random.nextDouble() * 48 - 24);
            p[at + Eq.Q] = 0.1 * Math.pow(180, random.nextDouble());
            int younger = Eq.YOUNGER + band * Eq.YOUNGER_PER_BAND;
            p[younger + Eq.THRESHOLD] = -24;
            p[younger + Eq.RATIO] = 2;
            p[younger + Eq.ATTACK] = 10;
            p[younger + Eq.RELEASE] = 120;
        }
        return p;
    }

    /** Every shape for any channels. */
    private static double[] routedEq(Random random) {
        double[] p = eq(random, 0.4);
        for (int band = 0; band < Eq.BANDS; band++) {
            int at = band * Eq.PARAMETERS_PER_BAND;
            p[at + Eq.SHAPE] = random.nextInt(7);
            p[at + Eq.Q] = 0.3 * Math.pow(10, random.nextDouble());
            p[Eq.YOUNGER + band * Eq.YOUNGER_PER_BAND + Eq.CHANNELS] = random.nextInt(5);
        }
        return p;
    }

    /** Moved by the programme, but by no impulse: so narrow, or so low, that little of one passes. */
    private static double[] dynamicEq() {
        double[] p = eq(new Random(3), 0);
        double[] shapes = {Eq.LOW_SHELF, Eq.BELL, Eq.BELL, Eq.BELL};
        double[] hertz = {100, 500, 2000, 3000};
        double[] ranges = {-12, 9, -24, 6};
        double[] channels = {Eq.STEREO, Eq.MID, Eq.LEFT, Eq.STEREO};
        for (int band = 0; band < shapes.length; band++) {
            p[band * Eq.PARAMETERS_PER_BAND + Eq.SHAPE] = shapes[band];
            p[band * Eq.PARAMETERS_PER_BAND + Eq.FREQUENCY] = hertz[band];
            p[band * Eq.PARAMETERS_PER_BAND + Eq.Q] = 4;
            int younger = Eq.YOUNGER + band * Eq.YOUNGER_PER_BAND;
            p[younger + Eq.RANGE] = ranges[band];
            p[younger + Eq.CHANNELS] = channels[band];
            p[younger + Eq.THRESHOLD] = -26;
            p[younger + Eq.RATIO] = 4;
        }
        p[2 * Eq.PARAMETERS_PER_BAND + Eq.GAIN] = 6;
        return p;
    }

    private static void compressors(List<Subject> all) {
        all.add(new Subject("compressor, ratio 1", Compressor::new, compressor(-30, 1, 6, 0, 0.3), true, 0));
        all.add(new Subject("compressor, mix 0", Compressor::new, compressor(-30, 8, 6, 9, 0), true, 0));
        all.add(new Subject(
                "compressor, ratio 1, ahead",
                Compressor::new,
                compressor(-30, 1, 6, 0, 1, 1, 0, 20, 1, 7, 0.5, 80, 9000),
                true,
                0.1));
        all.add(new Subject("compressor 4:1", Compressor::new, compressor(-24, 4, 6, 6, 1), false, 0));
        all.add(new Subject(
                "compressor, hard, in parallel", Compressor::new, compressor(-40, 20, 0, 12, 0.5), false, 0));
        all.add(new Subject(
                "compressor, everything",
                Compressor::new,
                compressor(-30, 2, 12, 3, 0.8, 1, 1, 12, 1, 3.3, 0.4, 150, 5000),
                false,
                0.1));
        all.add(new Subject(
                "compressor, apart, holding",
                Compressor::new,
                compressor(-20, 3, 3, 0, 1, 0, 0, 40, 0, 20, 0, 20, 20_000),
                false,
                0.1));
    }

    private static List<Double> compressor(double threshold, double ratio, double knee, double makeup, double mix) {
        return compressor(threshold, ratio, knee, makeup, mix, 0, 0, 0, 0, 0, 1, 20, 20_000);
    }

    /** @param more from {@link Compressor#DETECTOR} on */
    private static List<Double> compressor(
            double threshold, double ratio, double knee, double makeup, double mix, double... more) {
        List<Double> parameters = new ArrayList<>(List.of(threshold, ratio, knee, 5.0, 120.0, makeup, mix));
        Arrays.stream(more).forEach(parameters::add);
        return parameters;
    }

    private static void gates(List<Subject> all) {
        all.add(gate("gate, no range", true, 0, -20, 4, 2, 0, 1, 20, 150, 0, 20, 20_000));
        all.add(gate("gate, no range, ahead", true, 1, -20, 4, 2, 0, 1, 20, 150, 5, 20, 20_000));
        all.add(gate("gate", false, 0, -12, 6, 2, 60, 0.1, 5, 20, 0, 20, 20_000));
        all.add(gate("expander, ahead, filtered key", false, 1, -6, 3, 4, 40, 5, 0, 80, 20, 100, 6000));
    }

    private static Subject gate(String name, boolean neutral, double... parameters) {
        return new Subject(name, Gate::new, boxed(parameters), neutral, 0.1);
    }

    private static void deEssers(List<Subject> all) {
        all.add(deEsser("de-esser, no range", true, 0, 6000, -40, 4, 0, 0.5, 50, 0));
        all.add(deEsser("de-esser, ratio 1", true, 1, 6000, -40, 1, 24, 0.5, 50, 0));
        all.add(deEsser("de-esser, split", false, 0, 5000, -30, 4, 12, 0.1, 30, 0));
        all.add(deEsser("de-esser, wide", false, 1, 3000, -40, 10, 24, 1, 100, 0));
        all.add(deEsser("de-esser, listening", false, 0, 16_000, -30, 4, 12, 0.1, 30, 1));
    }

    private static Subject deEsser(String name, boolean neutral, double... parameters) {
        return new Subject(name, DeEsser::new, boxed(parameters), neutral, 0.1);
    }

    private static void transientShapers(List<Subject> all) {
        all.add(new Subject("transient shaper, flat", TransientShaper::new, List.of(0.0, 0.0, 0.0), true, 0));
        all.add(new Subject("transient shaper, sharp", TransientShaper::new, List.of(15.0, -24.0, -6.0), false, 0));
        all.add(new Subject("transient shaper, soft", TransientShaper::new, List.of(-12.0, 18.0, 3.0), false, 0));
    }

    private static void multibandCompressors(List<Subject> all) {
        for (int bands = 2; bands <= 4; bands++) {
            String name = "multiband compressor, " + bands;
            all.add(multiband(name + ", ratios 1", true, bands, multiband(bands, 1, 0, 1)));
            all.add(multiband(name, false, bands, multiband(bands, 4, 3, 1)));
        }
        all.add(multiband("multiband compressor, mix 0", true, 3, multiband(3, 4, 3, 0)));
        all.add(multiband("multiband compressor, half", false, 3, multiband(3, 10, -6, 0.5)));
    }

    private static Subject multiband(String name, boolean neutral, int bands, double[] parameters) {
        return new Subject(name, MultibandCompressor::new, boxed(parameters), neutral, 0.1 * bands);
    }

    static double[] multiband(int bands, double ratio, double gain, double mix) {
        double[] p = new double[MultibandCompressor.FIRST_BAND + 4 * MultibandCompressor.PARAMETERS_PER_BAND];
        p[MultibandCompressor.BANDS] = bands - 2;
        double[] hertz = {150, 2500, 8000};
        System.arraycopy(hertz, 0, p, MultibandCompressor.FIRST_CROSSOVER, hertz.length);
        p[MultibandCompressor.KNEE] = 6;
        p[MultibandCompressor.MIX] = mix;
        for (int band = 0; band < 4; band++) {
            int at = MultibandCompressor.FIRST_BAND + band * MultibandCompressor.PARAMETERS_PER_BAND;
            p[at + MultibandCompressor.THRESHOLD] = -30;
            p[at + MultibandCompressor.RATIO] = ratio;
            p[at + MultibandCompressor.ATTACK] = 5;
            p[at + MultibandCompressor.RELEASE] = 60;
            p[at + MultibandCompressor.GAIN] = gain;
        }
        return p;
    }

    private static void reverbs(List<Subject> all) {
        all.add(reverb("reverb, dry", true, 4, 1.8, 20, 6000, 1, 0, 2, 1, 0.5, 1, 250, 0.5, 1, 0.5, 0.5));
        all.add(reverb("reverb, hall", false, 4, 0.3, 0, 20_000, 1, 1, 0, 1, 0.5, 1, 250, 0, 1, 0.5, 0));
        all.add(reverb("reverb, narrow", false, 4, 0.2, 200, 1000, 0.3, 0.4, 0, 1, 0.5, 1, 250, 0, 1, 0.5, 0));
        all.add(reverb("reverb, moving hall", false, 4, 0.3, 10, 5000, 1, 0.7, 0, 1.5, 0.2, 2, 100, 1, 0.4, 5, 1));
        all.add(reverb("reverb, room", false, 4, 0.4, 5, 9000, 0.8, 1, 1, 0.5, 1, 0.25, 1000, 0.7, 0.8, 0.3, 0.6));
        all.add(reverb("reverb, plate", false, 11, 0.5, 0, 3000, 1, 0.5, 2, 0.8, 0.3, 1.5, 300, 0.3, 1, 1, 1));
    }

    private static Subject reverb(String name, boolean neutral, double tailSeconds, double... parameters) {
        return new Subject(name, Reverb::new, Arrays.stream(parameters).boxed().toList(), neutral, tailSeconds);
    }

    private static void limiters(List<Subject> all) {
        all.add(limiter("limiter, never reached", true, 0, 0, 80, 0, 2.7));
        all.add(limiter("limiter, never reached, far ahead", true, 0, 0, 5, 1, 10));
        all.add(limiter("limiter", false, 0, -12, 80, 0, 2.7));
        all.add(limiter("limiter, driven", false, 18, -1, 5, 0, 1));
        all.add(limiter("limiter, driven, automatic", false, 12, -6, 200, 1, 5.5));
    }

    private static Subject limiter(String name, boolean neutral, double... parameters) {
        return new Subject(name, Limiter::new, boxed(parameters), neutral, 0.1);
    }
}
