package foldback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The workloads as SoX does them: a process for each strip, piped into one that mixes; 32-bit whole numbers between stages, a compander as the limiter. */
final class Sox {
    private static final String BUFFER = "131072";

    private Sox() {}

    static Command core(Stems stems, Path result) {
        List<String> words = new ArrayList<>(List.of("sox", "-V1", "--buffer", BUFFER, "-m"));
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            words.addAll(List.of("-v", "1", strip(stems.file(i), StripNumbers.of(i))));
        }
        words.addAll(List.of("-b", "24", result.toString()));
        words.addAll(List.of("compand", "0.001,0.05", "-1,-1,0,-1", "0", "0", "0.005", "dither"));
        return new Command("sox", words, result);
    }

    private static String strip(Path stem, StripNumbers n) {
        double top = n.thresholdDb() - n.thresholdDb() / StripNumbers.RATIO;
        String q = StripNumbers.SHELF_Q + "q";
        String filters = String.format(
                Locale.ROOT,
                "highpass -2 %s %s bass %s %s %s equalizer %s %sq %.2f equalizer %s %sq %.2f treble %.2f %s %s",
                n.highPassHertz(),
                q,
                n.lowShelfDb(),
                n.lowShelfHertz(),
                q,
                n.lowBellHertz(),
                StripNumbers.LOW_BELL_Q,
                n.lowBellDb(),
                n.highBellHertz(),
                StripNumbers.HIGH_BELL_Q,
                n.highBellDb(),
                n.highShelfDb(),
                n.highShelfHertz(),
                q);
        String dynamics = String.format(
                Locale.ROOT,
                "compand %.3f,%.3f %.0f:-90,-90,%s,%s,0,%.3f %s remix 1v%.6f 2v%.6f",
                StripNumbers.ATTACK_MS / 1000,
                StripNumbers.RELEASE_MS / 1000,
                StripNumbers.KNEE_DB,
                n.thresholdDb(),
                n.thresholdDb(),
                top,
                StripNumbers.MAKEUP_DB,
                n.leftGain(),
                n.rightGain());
        return "|sox -V1 --buffer " + BUFFER + " '" + stem + "' -t sox -L - " + filters + " " + dynamics;
    }

    /** At SoX's highest usual quality: 125 dB, a pass band of 95 %. */
    static Command resampling(Path file, int toHertz, Path result) {
        return new Command(
                "sox rate -v",
                List.of(
                        "sox",
                        "-V1",
                        "-D",
                        "--buffer",
                        BUFFER,
                        file.toString(),
                        "-b",
                        "24",
                        result.toString(),
                        "rate",
                        "-v",
                        Integer.toString(toHertz)),
                result);
    }
}
