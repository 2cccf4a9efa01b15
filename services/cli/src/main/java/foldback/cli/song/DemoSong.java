package foldback.cli.song;

import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.dsp.Quantiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the demo song's stems: WAV, 48 kHz, 24 bit, all from the first frame of the song to its last. */
public final class DemoSong {
    public static final String NAME = "Night Bus";
    public static final int SAMPLE_RATE = Song.RATE;
    public static final int BEATS_PER_MINUTE = 100;

    private static final int BLOCK = 4096;
    private static final int BITS = 24;

    /**
     * A stem that was written.
     *
     * @param name as it stands on a strip
     * @param sha256 of the file, 64 lower-case hexadecimal digits
     */
    public record Stem(String name, Path file, WavFormat format, long frames, String sha256) {}

    /** Hears of every stem that is done. */
    @FunctionalInterface
    public interface Progress {
        void written(Stem stem, int done, int of);
    }

    private DemoSong() {}

    /**
     * Synthesises and writes every stem.
     *
     * @param folder is made if it is not there
     */
    public static List<Stem> write(Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        Song song = new Song();
        List<Player> players = List.of(
                new Drums.Kick(),
                new Drums.Snare(),
                new Drums.Hats(),
                new Percussion(),
                new Bass(),
                new Keys(),
                new Pad(),
                new Guitar(),
                new Lead(),
                new Vocal());
        List<Stem> stems = new ArrayList<>();
        for (Player player : players) {
            Stem stem = record(player, stems.size() + 1, song, folder);
            stems.add(stem);
            progress.written(stem, stems.size(), players.size());
        }
        return stems;
    }

    private static Stem record(Player player, int number, Song song, Path folder) throws IOException {
        double[][] samples = new double[player.channels()][song.frames()];
        player.play(song, samples);
        Recording.level(samples, player.peakDecibels());
        String slug = player.name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(String.format(Locale.ROOT, "%02d-%s.wav", number, slug));
        WavFormat format = new WavFormat(Song.RATE, player.channels(), Encoding.PCM_24);
        try (WavWriter writer = new WavWriter(file, format, song.frames())) {
            Quantiser quantiser = new Quantiser(BITS);
            int[][] block = new int[player.channels()][BLOCK];
            for (int at = 0; at < song.frames(); at += BLOCK) {
                int now = Math.min(BLOCK, song.frames() - at);
                for (int c = 0; c < block.length; c++) {
                    for (int i = 0; i < now; i++) {
                        block[c][i] = quantiser.quantise(samples[c][at + i], at + i, c);
                    }
                }
                writer.writeIntegers(block, now);
            }
            WavWriter.Written written = writer.finish();
            return new Stem(player.name(), file, format, written.frames(), written.sha256());
        }
    }
}
