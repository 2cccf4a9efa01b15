package foldback.analysis;

import java.util.List;

/**
 * The line of least squares.
 *
 * @param residual the standard deviation of the points from it
 */
record Line(double slope, double intercept, double residual) {
    /** @param points x and y of each, at least two with different x */
    static Line through(List<double[]> points) {
        double meanX = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
        double meanY = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (double[] p : points) {
            xx += (p[0] - meanX) * (p[0] - meanX);
            xy += (p[0] - meanX) * (p[1] - meanY);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double intercept = meanY - slope * meanX;
        double squares = 0;
        for (double[] p : points) {
            double off = p[1] - intercept - slope * p[0];
            squares += off * off;
        }
        return new Line(slope, intercept, Math.sqrt(squares / Math.max(1, points.size())));
    }
}
