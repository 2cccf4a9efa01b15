package foldback.dsp;

/** Holds a signal back, so that what follows its level can act before it comes. */
final class LookAhead {
    static final double LONGEST_MILLISECONDS = 20;

    private DelayLine[] lines = new DelayLine[0];
    private int sampleRateHertz;
    private int frames;

    void prepare(int sampleRateHertz, int channels) {
        this.sampleRateHertz = sampleRateHertz;
        lines = new DelayLine[channels];
        int longest = toFrames(LONGEST_MILLISECONDS);
        for (int c = 0; c < channels; c++) {
            lines[c] = new DelayLine(longest + 1);
        }
    }

    void configure(double milliseconds) {
        frames = toFrames(milliseconds);
    }

    private int toFrames(double milliseconds) {
        return (int) (milliseconds * sampleRateHertz / 1000 + 0.5);
    }

    int frames() {
        return frames;
    }

    /** Delays frames in place. */
    void process(double[][] channels, int from, int count) {
        if (frames == 0) {
            return;
        }
        for (int c = 0; c < channels.length; c++) {
            double[] x = channels[c];
            DelayLine line = lines[c];
            for (int i = from; i < from + count; i++) {
                x[i] = line.pushAndRead(x[i], frames);
            }
        }
    }

    void exchange(ProcessorState state) {
        if (frames > 0) {
            for (DelayLine line : lines) {
                line.exchange(state);
            }
        }
    }

    void forget() {
        for (DelayLine line : lines) {
            line.forget();
        }
    }
}
