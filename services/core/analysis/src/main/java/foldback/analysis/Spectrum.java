package foldback.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What frequencies there are, in all and as it goes on.
 *
 * @param thirds levels of the thirds of an octave, dBFS of the mean square over the channels
 * @param fine levels of narrow bands, as power density: dBFS per Hz
 * @param tilt how it falls towards high frequencies
 * @param over time the thirds of each step
 */
public record Spectrum(List<Band> thirds, List<Band> fine, Tilt tilt, Picture over) {
    public Spectrum {
        thirds = List.copyOf(thirds);
        fine = List.copyOf(fine);
    }

    /** A band's level, null where there is silence in it. */
    public record Band(double hertz, @Nullable Double level) {}

    /**
     * The line through the thirds from 100 Hz to 4 kHz, as power density, which falls 3 dB an octave in pink noise.
     *
     * <p>Typical is -5 dB an octave, what Pedro Pestana, Zheng Ma, Joshua Reiss, Alvaro Barbosa, Dawn Black found there in 772 number-one
     * hits: Spectral Characteristics of Popular Commercial Recordings 1950-2010, AES 135th Convention, 2013.
     *
     * @param decibelsPerOctave null where there is silence in one of the bands
     * @param residualDb the standard deviation from the line
     */
    public record Tilt(
            @Nullable Double decibelsPerOctave,
            double typicalDecibelsPerOctave,
            @Nullable Double residualDb) {}

    /**
     * Levels over time.
     *
     * @param stepSeconds from one row to the next
     * @param rows the levels of {@code thirds} in each step, null where there is silence
     */
    public record Picture(double stepSeconds, List<List<@Nullable Double>> rows) {
        public Picture {
            rows = List.copyOf(rows);
        }
    }
}
