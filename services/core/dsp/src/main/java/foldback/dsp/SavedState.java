package foldback.dsp;

import java.util.Arrays;

/** What processors remembered between two ticks, to go on from there another time, anywhere. */
public final class SavedState {
    private static final int FIRST_CAPACITY = 64;

    private final long[] bits;

    private SavedState(long[] bits) {
        this.bits = bits;
    }

    /** The state as 64-bit words, doubles by their bits. */
    public long[] words() {
        return bits.clone();
    }

    /** A state from its {@link #words}. */
    public static SavedState ofWords(long[] words) {
        return new SavedState(words.clone());
    }

    /** Something that remembers. */
    @FunctionalInterface
    public interface Memory {
        void exchange(ProcessorState state);
    }

    public static SavedState of(Memory memory) {
        Saving saving = new Saving();
        memory.exchange(saving);
        return new SavedState(Arrays.copyOf(saving.bits, saving.size));
    }

    /**
     * Puts the state back.
     *
     * @throws IllegalArgumentException if the memory is not of the kind that was saved; it is of no use then
     */
    public void restore(Memory memory) {
        Restoring restoring = new Restoring(bits);
        memory.exchange(restoring);
        if (restoring.at != bits.length) {
            throw new IllegalArgumentException(
                    "a state of " + bits.length + " numbers was saved, but " + restoring.at + " were taken back");
        }
    }

    private static final class Saving implements ProcessorState {
        private long[] bits = new long[FIRST_CAPACITY];
        private int size;

        @Override
        public double number(double now) {
            put(Double.doubleToRawLongBits(now));
            return now;
        }

        @Override
        public long whole(long now) {
            put(now);
            return now;
        }

        @Override
        public void numbers(double[] now) {
            for (double x : now) {
                put(Double.doubleToRawLongBits(x));
            }
        }

        private void put(long word) {
            if (size == bits.length) {
                bits = Arrays.copyOf(bits, 2 * size);
            }
            bits[size] = word;
            size++;
        }
    }

    private static final class Restoring implements ProcessorState {
        private final long[] bits;
        private int at;

        private Restoring(long[] bits) {
            this.bits = bits;
        }

        @Override
        public double number(double now) {
            return Double.longBitsToDouble(take());
        }

        @Override
        public long whole(long now) {
            return take();
        }

        @Override
        public void numbers(double[] now) {
            for (int i = 0; i < now.length; i++) {
                now[i] = Double.longBitsToDouble(take());
            }
        }

        private long take() {
            if (at == bits.length) {
                throw new IllegalArgumentException(
                        "a state of " + bits.length + " numbers was saved, and more were asked for");
            }
            long word = bits[at];
            at++;
            return word;
        }
    }
}
