package foldback.dsp;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Saturation and modulation, as the law suite takes them. */
final class ColourSubjects {
    private static final long SEED = 20_261_122;
    private static final int NOTES = 25;

    private ColourSubjects() {}

    static void addTo(List<Subject> all) {
        saturations(all);
        modulatedDelays(all, "chorus", ModulatedDelay::chorus, 1, 50);
        modulatedDelays(all, "flanger", ModulatedDelay::flanger, 0.2, 15);
        phasers(all);
        gains(all, "tremolo", Tremolo::new);
        gains(all, "auto-pan", AutoPan::new);
    }

    private static void saturations(List<Subject> all) {
        Supplier<Processor> make = Saturation::new;
        for (double oversampling : new double[] {0, 1, 2}) {
            all.add(new Subject(
                    "saturation, drive 0, " + oversampling,
                    make,
                    List.of(0.0, 0.0, 0.3, 3000.0, 12.0, 192_000.0, 0.0, 1.0, oversampling),
                    true,
                    1));
        }
        all.add(new Subject(
                "saturation, mix 0", make, List.of(3.0, 20.0, 0.3, 3000.0, 12.0, 192_000.0, 6.0, 0.0, 1.0), true, 1));
        all.add(new Subject(
                "bit reduction, none",
                make,
                List.of(4.0, 0.0, 0.0, 20_000.0, 24.0, 192_000.0, 0.0, 1.0, 0.0),
                true,
                1));
        Random random = new Random(SEED);
        for (double model = 0; model <= 4; model++) {
            all.add(new Subject(
                    "saturation " + model,
                    make,
                    List.of(
                            model,
                            36 * random.nextDouble(),
                            2 * random.nextDouble() - 1,
                            1000 + 19_000 * random.nextDouble(),
                            1.0 + random.nextInt(16),
                            500 * Math.pow(100, random.nextDouble()),
                            48 * random.nextDouble() - 24,
                            random.nextDouble(),
                            (double) random.nextInt(3)),
                    false,
                    5));
        }
    }

    private static void modulatedDelays(
            List<Subject> all, String name, Supplier<Processor> make, double shortest, double longest) {
        all.add(new Subject(name + ", mix 0", make, List.of(1.0, 0.0, 0.5, shortest, 0.5, 90.0, 0.0, 0.0), true, 5));
        Random random = new Random(SEED + name.length());
        for (int i = 0; i < 3; i++) {
            double delay = i == 0 ? shortest : i == 1 ? longest : shortest + (longest - shortest) * random.nextDouble();
            double feedback = i == 0 ? 0 : 1.4 * random.nextDouble() - 0.7;
            all.add(new Subject(
                    name + " " + i,
                    make,
                    List.of(
                            0.02 * Math.pow(1000, random.nextDouble()),
                            i == 2 ? (double) random.nextInt(NOTES) : 0.0,
                            i == 1 ? 1.0 : random.nextDouble(),
                            delay,
                            feedback,
                            360 * random.nextDouble(),
                            (double) random.nextInt(2),
                            random.nextDouble()),
                    false,
                    8));
        }
    }

    private static void phasers(List<Subject> all) {
        all.add(new Subject(
                "phaser, mix 0", Phaser::new, List.of(1.0, 0.0, 0.5, 800.0, 0.5, 90.0, 0.0, 0.0, 0.0), true, 5));
        Random random = new Random(SEED + 5);
        for (int i = 0; i < 4; i++) {
            all.add(new Subject(
                    "phaser " + i,
                    Phaser::new,
                    List.of(
                            0.02 * Math.pow(1000, random.nextDouble()),
                            i % 2 == 0 ? 0.0 : (double) random.nextInt(NOTES),
                            random.nextDouble(),
                            100 * Math.pow(80, random.nextDouble()),
                            1.9 * random.nextDouble() - 0.95,
                            360 * random.nextDouble(),
                            (double) random.nextInt(2),
                            random.nextDouble(),
                            (double) i),
                    false,
                    5));
        }
    }

    private static void gains(List<Subject> all, String name, Supplier<Processor> make) {
        all.add(new Subject(name + ", depth 0", make, List.of(3.0, 0.0, 0.0, 90.0, 2.0, 1.0), true, 0));
        all.add(new Subject(name + ", mix 0", make, List.of(3.0, 5.0, 1.0, 90.0, 2.0, 0.0), true, 0));
        for (double wave = 0; wave < 5; wave++) {
            double note = wave % 2 == 0 ? 0 : 3 * wave + 1;
            all.add(new Subject(
                    name + " " + wave, make, List.of(20 - 4 * wave, note, 1 - 0.1 * wave, 90.0, wave, 0.9), false, 0));
        }
    }
}
