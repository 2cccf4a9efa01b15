package foldback.dsp;

/**
 * The smallest of the last so many values, in constant time on average.
 *
 * <p>Source: Daniel Lemire, Streaming Maximum-Minimum Filter Using No More than Three Comparisons per Element, 2006: a queue of
 * the values that could still become the smallest.
 */
final class SlidingMinimum {
    private final double[] values;
    private final long[] positions;
    private final int mask;
    private int window;
    private int head;
    private int size;
    private long position;

    /** @param longest window */
    SlidingMinimum(int longest) {
        int capacity = 1;
        while (capacity < longest + 1) {
            capacity *= 2;
        }
        window = longest;
        mask = capacity - 1;
        values = new double[capacity];
        positions = new long[capacity];
    }

    /** Looks back so many values from here on, having seen none. */
    void over(int window) {
        this.window = window;
        forget();
    }

    double push(double value) {
        while (size > 0 && values[(head + size - 1) & mask] >= value) {
            size--;
        }
        int tail = (head + size) & mask;
        values[tail] = value;
        positions[tail] = position;
        size++;
        if (positions[head] <= position - window) {
            head = (head + 1) & mask;
            size--;
        }
        position++;
        return values[head];
    }

    void exchange(ProcessorState state) {
        state.numbers(values);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = state.whole(positions[i]);
        }
        head = state.whole(head);
        size = state.whole(size);
        position = state.whole(position);
    }

    void forget() {
        head = 0;
        size = 0;
        position = 0;
    }
}
