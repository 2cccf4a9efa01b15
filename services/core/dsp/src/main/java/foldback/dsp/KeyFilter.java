package foldback.dsp;

/**
 * What a sidechain is heard through: a high-pass and a low-pass of 12 dB per octave (see {@link FilterDesign}), each out of the
 * circuit at the end of its travel. It works on copies; the key stays as it is.
 */
final class KeyFilter {
    private final BiquadCascade cascade = new BiquadCascade(2);
    private final FilterDesign design = new FilterDesign();
    private final Biquad section = new Biquad();
    private final double[][] mono = new double[1][Processor.TICK_FRAMES];
    private final double[][] stereo = new double[2][Processor.TICK_FRAMES];

    void configure(double highPassHertz, double lowPassHertz, int sampleRateHertz) {
        cascade.clear();
        if (highPassHertz > Filter.HIGH_PASS_OUT_HERTZ) {
            design.highPass(section, FilterDesign.corner(highPassHertz, sampleRateHertz), FilterDesign.BUTTERWORTH_Q);
            cascade.add(0, section);
        } else {
            cascade.forget(0);
        }
        if (lowPassHertz < Filter.LOW_PASS_OUT_HERTZ) {
            design.lowPass(section, FilterDesign.corner(lowPassHertz, sampleRateHertz), FilterDesign.BUTTERWORTH_Q);
            cascade.add(1, section);
        } else {
            cascade.forget(1);
        }
    }

    boolean isOut() {
        return cascade.activeCount() == 0;
    }

    /**
     * Filters a copy.
     *
     * @param frames at most a tick
     * @return as many channels as the key has, from index 0; to be used before the next call
     */
    double[][] filtered(double[][] key, int from, int frames) {
        double[][] copies = key.length == 1 ? mono : stereo;
        for (int c = 0; c < key.length; c++) {
            System.arraycopy(key[c], from, copies[c], 0, frames);
        }
        cascade.process(copies, 0, frames);
        return copies;
    }

    void flush() {
        cascade.flush();
    }

    void exchange(ProcessorState state) {
        cascade.exchange(state);
    }

    void forget() {
        cascade.forget();
    }
}
