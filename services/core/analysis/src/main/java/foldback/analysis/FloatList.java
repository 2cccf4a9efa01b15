package foldback.analysis;

import java.util.Arrays;

/** Numbers that are kept until the end; the caller bounds how many. */
final class FloatList {
    private float[] values = new float[1024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = (float) value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
