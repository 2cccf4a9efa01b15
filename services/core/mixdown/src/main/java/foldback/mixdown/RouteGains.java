package foldback.mixdown;

/** The gains with which a strip's left and right enter another's left and right, along the song. */
interface RouteGains {
    int LEFT_TO_LEFT = 0;
    int RIGHT_TO_LEFT = 1;
    int LEFT_TO_RIGHT = 2;
    int RIGHT_TO_RIGHT = 3;
    int COUNT = 4;

    /**
     * The four gains at a frame of the song. Of a mono strip, whose left is also its right, only the first and the third count.
     *
     * @param level of the strip's faders and mutes at that frame, linear
     */
    void at(long songFrame, double level, double[] gains);

    boolean isConstant();
}
