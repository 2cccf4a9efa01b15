package foldback.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A second opinion on audio files, by people who have nothing to do with Foldback. */
final class Ffmpeg {
    private Ffmpeg() {}

    /** What ffprobe says that a file is. */
    record Probe(String codec, int sampleRate, int channels, double seconds) {}

    /** What ffmpeg's ebur128 filter measures; it gives three decimals of the loudness, and of the peak in linear gain. */
    record Loudness(double integratedLufs, double truePeakDbtp) {}

    static Probe probe(Path file) throws IOException, InterruptedException {
        Map<String, String> said = keysAndValues(List.of(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "a",
                "-show_entries",
                "stream=codec_name,sample_rate,channels,duration",
                "-of",
                "default=noprint_wrappers=1",
                file.toString()));
        return new Probe(
                said.getOrDefault("codec_name", ""),
                Integer.parseInt(said.getOrDefault("sample_rate", "0")),
                Integer.parseInt(said.getOrDefault("channels", "0")),
                Double.parseDouble(said.getOrDefault("duration", "0")));
    }

    static Loudness measure(Path file) throws IOException, InterruptedException {
        // The values of the last block, which are those of the whole file, come last and stay in the map.
        Map<String, String> said = keysAndValues(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                file.toString(),
                "-af",
                "ebur128=peak=true:metadata=1,ametadata=mode=print:file=-",
                "-f",
                "null",
                "-"));
        double peak = said.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("lavfi.r128.true_peaks_ch"))
                .mapToDouble(entry -> Double.parseDouble(entry.getValue()))
                .max()
                .orElseThrow(() -> new AssertionError("ffmpeg measured no true peak: " + said));
        return new Loudness(Double.parseDouble(said.getOrDefault("lavfi.r128.I", "NaN")), 20 * Math.log10(peak));
    }

    private static Map<String, String> keysAndValues(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new HashMap<String, String>();
        try (var lines = process.inputReader(UTF_8)) {
            lines.lines().filter(line -> line.contains("=")).forEach(line -> {
                int at = line.indexOf('=');
                said.put(line.substring(0, at), line.substring(at + 1).strip());
            });
        }
        if (process.waitFor() != 0) {
            throw new AssertionError(command.getFirst() + " failed: " + command);
        }
        return said;
    }
}
