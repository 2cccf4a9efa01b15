package foldback.dsp;

/** What makes a reverb last: a network of delay lines that feeds itself. */
interface ReverbTank {
    /**
     * Designs the tank anew.
     *
     * @param size of every length; 1 is as in its source
     * @param diffusion of allpasses inside, 0 to 1
     */
    void tune(DecayFilter.Decay decay, double size, double diffusion, double modulationHertz);

    /**
     * One frame round the network.
     *
     * @param modulation how deep the lines move, 0 to 1
     */
    void circulate(double left, double right, double modulation);

    /** What the last frame gave on the left. */
    double left();

    /** What the last frame gave on the right. */
    double right();

    void exchange(ProcessorState state);

    void forget();
}
