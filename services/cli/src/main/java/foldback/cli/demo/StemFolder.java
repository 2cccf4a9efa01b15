package foldback.cli.demo;

import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.cli.InputRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of WAV files that can be a session: every one readable, all of one sample rate. Looked at before anything is sent,
 * so that a bad file costs nothing.
 *
 * @param bytes of all files together
 */
public record StemFolder(String name, List<Path> files, int sampleRate, long bytes) {
    private static final int MOST_FILES = 512;

    /**
     * Opens a folder.
     *
     * @throws InputRefusedException naming every file that cannot be used, and what to do
     */
    public static StemFolder open(Path folder) throws IOException, InputRefusedException {
        if (!Files.isDirectory(folder)) {
            throw new InputRefusedException(
                    folder + " is no folder. Name a folder of WAV files, or none for the demo song.");
        }
        List<Path> files = wavFiles(folder);
        if (files.isEmpty()) {
            throw new InputRefusedException(
                    folder + " holds no WAV file. Put the stems of a song into it as .wav files of one sample rate.");
        }
        if (files.size() > MOST_FILES) {
            throw new InputRefusedException(
                    folder + " holds " + files.size() + " WAV files; a session has at most " + MOST_FILES + " tracks.");
        }
        Map<Integer, List<Path>> byRate = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            switch (WavFile.open(file)) {
                case WavFile.Opened.Refused refused ->
                    refusals.add(refused.refusal().sentence());
                case WavFile.Opened.Accepted accepted -> {
                    try (WavFile wav = accepted.file()) {
                        wav.unusableSamples().ifPresent(refusal -> refusals.add(refusal.sentence()));
                        WavFormat format = wav.format();
                        byRate.computeIfAbsent(format.sampleRateHertz(), rate -> new ArrayList<>())
                                .add(file);
                    }
                    bytes += Files.size(file);
                }
            }
        }
        if (!refusals.isEmpty()) {
            throw new InputRefusedException(
                    String.join(System.lineSeparator() + "foldback: ", refusals) + " Nothing was uploaded.");
        }
        if (byRate.size() > 1) {
            throw new InputRefusedException(ratesDiffer(byRate));
        }
        return new StemFolder(nameOf(folder), files, byRate.keySet().iterator().next(), bytes);
    }

    StemFolder named(String other) {
        return new StemFolder(other, files, sampleRate, bytes);
    }

    String summary() {
        return String.format(Locale.ROOT, "%d files, %d Hz, %.0f MB", files.size(), sampleRate, bytes / 1e6);
    }

    private static List<Path> wavFiles(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(f -> {
                        String name = f.getFileName().toString().toLowerCase(Locale.ROOT);
                        // what begins with a dot belongs to the file system of some other machine
                        return (name.endsWith(".wav") || name.endsWith(".wave")) && !name.startsWith(".");
                    })
                    .sorted(Comparator.comparing(f -> f.getFileName().toString()))
                    .toList();
        }
    }

    private static String ratesDiffer(Map<Integer, List<Path>> byRate) {
        StringBuilder text = new StringBuilder("the stems have different sample rates: ");
        String separator = "";
        for (Map.Entry<Integer, List<Path>> each : byRate.entrySet()) {
            List<Path> files = each.getValue();
            text.append(separator)
                    .append(files.getFirst().getFileName())
                    .append(files.size() == 1 ? " has " : " and " + (files.size() - 1) + " more have ")
                    .append(each.getKey())
                    .append(" Hz");
            separator = ", ";
        }
        return text.append(". Export them all at one rate. Nothing was uploaded.")
                .toString();
    }

    private static String nameOf(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null
                ? "Session"
                : last.toString().replaceAll("\\p{Cntrl}", " ").strip();
        return name.isEmpty() ? "Session" : name.substring(0, Math.min(name.length(), 100));
    }
}
