package foldback.soak;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Files that are almost right: bits flipped, numbers made strange, parts moved, cut off, or taken from another file. */
final class Mutants {
    private static final int[] STRANGE = {
        0, 1, 2, -1, -2, 7, 8, 255, 256, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0x7FFF_FFF8
    };

    /** Where sizes and counts stand. */
    private static final int HEADER = 120;

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    Mutants(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        random = new SplittableRandom(seed);
    }

    byte[] next() {
        byte[] mutant = pick().clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            mutant = mutated(mutant);
        }
        return mutant;
    }

    private byte[] pick() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] mutated(byte[] from) {
        byte[] mutant = from;
        switch (random.nextInt(8)) {
            case 0 -> mutant[random.nextInt(Math.min(HEADER, mutant.length))] = (byte) random.nextInt();
            case 1 -> mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> mutant = Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length));
            case 3 -> strangeNumber(mutant, Math.min(HEADER, mutant.length));
            case 4 -> strangeNumber(mutant, mutant.length);
            case 5 -> copyPart(mutant, mutant);
            case 6 -> copyPart(pick(), mutant);
            default -> mutant = longer(mutant);
        }
        return mutant;
    }

    private void strangeNumber(byte[] mutant, int within) {
        if (within >= 4) {
            ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            ByteBuffer.wrap(mutant)
                    .order(order)
                    .putInt(random.nextInt(within - 3), STRANGE[random.nextInt(STRANGE.length)]);
        }
    }

    private void copyPart(byte[] from, byte[] into) {
        int length = random.nextInt(Math.min(60, Math.min(from.length, into.length)));
        int at = random.nextInt(from.length - length);
        byte[] part = Arrays.copyOfRange(from, at, at + length);
        System.arraycopy(part, 0, into, random.nextInt(into.length - length), length);
    }

    private byte[] longer(byte[] from) {
        byte[] longer = Arrays.copyOf(from, from.length + 1 + random.nextInt(300));
        for (int i = from.length; i < longer.length; i++) {
            longer[i] = (byte) random.nextInt();
        }
        return longer;
    }
}
