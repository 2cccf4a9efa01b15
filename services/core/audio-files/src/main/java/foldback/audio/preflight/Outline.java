package foldback.audio.preflight;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stem at a few kilohertz in mono: enough to see whether another one holds the same sound, turned round or shifted. */
public final class Outline {
    private static final int MAGIC = 0x464F_4C31; // FOL1
    private static final int RATE_HERTZ = 6_000;

    /** The first three minutes and more are enough, and let the outlines of a session be held together. */
    private static final int MOST_SAMPLES = 3 * 60 * 8_000;

    private final int sampleRateHertz;
    private final int framesPerSample;
    private final short[] samples;

    /**
     * @param framesPerSample how many frames of the stem were averaged into one sample
     * @param samples full scale is 32767; not copied
     */
    private Outline(int sampleRateHertz, int framesPerSample, short[] samples) {
        this.sampleRateHertz = sampleRateHertz;
        this.framesPerSample = framesPerSample;
        this.samples = samples;
    }

    /** Of the stem. */
    int sampleRateHertz() {
        return sampleRateHertz;
    }

    int framesPerSample() {
        return framesPerSample;
    }

    /** How many samples there are. */
    public int length() {
        return samples.length;
    }

    /** Not to be changed. */
    short[] samples() {
        return samples;
    }

    static int framesPerSample(int sampleRateHertz) {
        return Math.max(1, sampleRateHertz / RATE_HERTZ);
    }

    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(sampleRateHertz);
        data.writeInt(framesPerSample);
        data.writeInt(samples.length);
        for (short each : samples) {
            data.writeShort(each);
        }
        data.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also if it is no outline
     */
    public static Outline read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != MAGIC) {
            throw new IOException("not an outline");
        }
        int rate = data.readInt();
        int framesPerSample = data.readInt();
        int count = data.readInt();
        if (count < 0 || count > MOST_SAMPLES) {
            throw new IOException("an outline of " + count + " samples");
        }
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = data.readShort();
        }
        return new Outline(rate, framesPerSample, samples);
    }

    /** Makes an outline of the frames that pass by. */
    public static final class Builder {
        private final int sampleRateHertz;
        private final int framesPerSample;
        private short[] samples = new short[1 << 16];
        private int count;
        private double sum;
        private int framesIntoSample;

        public Builder(int sampleRateHertz) {
            this.sampleRateHertz = sampleRateHertz;
            framesPerSample = Outline.framesPerSample(sampleRateHertz);
        }

        public void add(double[][] block, int frames) {
            double scale = (double) Short.MAX_VALUE / (framesPerSample * block.length);
            for (int i = 0; i < frames; i++) {
                for (double[] channel : block) {
                    sum += channel[i];
                }
                framesIntoSample++;
                if (framesIntoSample == framesPerSample) {
                    append((short) Math.clamp(Math.rint(sum * scale), -Short.MAX_VALUE, Short.MAX_VALUE));
                }
            }
        }

        private void append(short sample) {
            sum = 0;
            framesIntoSample = 0;
            if (count == MOST_SAMPLES) {
                return;
            }
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, Math.min(2 * count, MOST_SAMPLES));
            }
            samples[count++] = sample;
        }

        public Outline build() {
            return new Outline(sampleRateHertz, framesPerSample, Arrays.copyOf(samples, count));
        }
    }
}
