package foldback.bench;

import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The workloads as ffmpeg does them, as fast as it can: its filters in direct form I, and packets that are larger than it makes them by
 * itself, which halves what it costs. Files, frames, filter types, frequencies, gains and Qs are ours; the laws of its compressor and limiter are its
 * own, so that speed is comparable and sound is not.
 */
final class Ffmpeg {
    /** The least CPU. */
    private static final int PACKET = 98_304;

    /** The shortest time on two cores. */
    private static final int WALL_PACKET = 393_216;

    private static final int GROUPS = 4;
    private static final String LIMITER = String.format(
            ROOT,
            "alimiter=limit=%s:attack=%s:release=%s:level=0",
            StripNumbers.CEILING,
            StripNumbers.LOOKAHEAD_MS,
            StripNumbers.LIMITER_RELEASE_MS);
    private static final String GLUE = "ratio=2:attack=10:release=120:knee=2:makeup=1.12";

    private Ffmpeg() {}

    private static double linear(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    private static String strip(int i) {
        StripNumbers n = StripNumbers.of(i);
        String shelf = String.format(ROOT, "t=q:w=%s:a=di:r=f32", StripNumbers.SHELF_Q);
        return String.format(ROOT, "[%d:a]aformat=sample_fmts=fltp,highpass=f=%s:p=2:%s,", i, n.highPassHertz(), shelf)
                + String.format(ROOT, "bass=f=%s:g=%s:%s,", n.lowShelfHertz(), n.lowShelfDb(), shelf)
                + String.format(
                        ROOT,
                        "equalizer=f=%s:g=%.2f:t=q:w=%s:a=di:r=f32,",
                        n.lowBellHertz(),
                        n.lowBellDb(),
                        StripNumbers.LOW_BELL_Q)
                + String.format(
                        ROOT,
                        "equalizer=f=%s:g=%.2f:t=q:w=%s:a=di:r=f32,",
                        n.highBellHertz(),
                        n.highBellDb(),
                        StripNumbers.HIGH_BELL_Q)
                + String.format(ROOT, "treble=f=%s:g=%.2f:%s,", n.highShelfHertz(), n.highShelfDb(), shelf)
                + String.format(
                        ROOT,
                        "acompressor=threshold=%.6f:ratio=%s:attack=%s:release=%s:knee=%.4f:makeup=%.4f",
                        linear(n.thresholdDb()),
                        StripNumbers.RATIO,
                        StripNumbers.ATTACK_MS,
                        StripNumbers.RELEASE_MS,
                        linear(StripNumbers.KNEE_DB),
                        linear(StripNumbers.MAKEUP_DB))
                + String.format(
                        ROOT,
                        ":detection=peak:link=maximum,pan=stereo|c0=%.6f*c0|c1=%.6f*c1,aformat=sample_fmts=fltp",
                        n.leftGain(),
                        n.rightGain());
    }

    private static String labels(String prefix, IntStream numbers) {
        return numbers.mapToObj(i -> "[" + prefix + i + "]").collect(Collectors.joining());
    }

    private static String core() {
        int tracks = StripNumbers.TRACKS;
        String strips = IntStream.range(0, tracks)
                .mapToObj(i -> strip(i) + "[t" + i + "];")
                .collect(Collectors.joining());
        return strips
                + labels("t", IntStream.range(0, tracks))
                + String.format(ROOT, "amix=inputs=%d:normalize=0:duration=longest,%s:asc=0[o]", tracks, LIMITER);
    }

    /**
     * With groups, sends and a master chain, but without automation; a convolution stands for the reverb, which ffmpeg does not have, and
     * a limiter at 192 kHz for one of true peaks.
     */
    private static String full(long frames) {
        int tracks = StripNumbers.TRACKS;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tracks; i++) {
            parts.add(strip(i) + String.format(ROOT, ",asplit=3[g%d][r%d][d%d]", i, i, i));
        }
        for (int b = 0; b < GROUPS; b++) {
            int group = b;
            String members = labels("g", IntStream.range(0, tracks).filter(i -> i % GROUPS == group));
            parts.add(members
                    + String.format(
                            ROOT,
                            "amix=inputs=%d:normalize=0,acompressor=threshold=0.25:%s[b%d]",
                            tracks / GROUPS,
                            GLUE,
                            b));
        }
        IntStream all = IntStream.range(0, tracks);
        parts.add(labels("r", all) + String.format(ROOT, "amix=inputs=%d:normalize=0,volume=0.07[rs]", tracks));
        parts.add(String.format(ROOT, "[rs][%d:a]afir=gtype=none[rv]", tracks));
        parts.add(labels("d", IntStream.range(0, tracks))
                + String.format(ROOT, "amix=inputs=%d:normalize=0,volume=0.04,", tracks)
                + "aecho=1:1:375|750|1125:0.4|0.16|0.064[dv]");
        parts.add("[b0][b1][b2][b3][rv][dv]amix=inputs=6:normalize=0:duration=longest,"
                + String.format(ROOT, "atrim=end_sample=%d,", frames)
                + "highpass=f=30:p=2,bass=g=1:f=120,equalizer=f=400:g=-1:t=q:w=1,equalizer=f=3000:g=1:t=q:w=1,"
                + String.format(
                        ROOT, "treble=g=1:f=9000,acompressor=threshold=0.3:%s,aresample=192000,%s,", GLUE, LIMITER)
                + "aresample=48000:osf=s32:dither_method=triangular[o]");
        return String.join(";", parts);
    }

    private static Command command(
            String name,
            Stems stems,
            int seconds,
            int packet,
            int threads,
            String graph,
            List<Path> more,
            Path result) {
        long stemSeconds = stems.frames() / StripNumbers.RATE;
        List<String> words = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            if (seconds > stemSeconds) {
                words.addAll(List.of("-stream_loop", Long.toString(seconds / stemSeconds)));
            }
            words.addAll(List.of("-t", Integer.toString(seconds), "-max_size", Integer.toString(packet)));
            words.addAll(List.of("-i", stems.file(i).toString()));
        }
        more.forEach(file -> words.addAll(List.of("-i", file.toString())));
        words.addAll(List.of("-filter_complex_threads", Integer.toString(threads), "-filter_complex", graph));
        words.addAll(List.of("-map", "[o]", "-c:a", "pcm_s24le", result.toString()));
        return new Command(name, words, result);
    }

    static Command core(Stems stems, int seconds, Path result) {
        return command("ffmpeg", stems, seconds, PACKET, 1, core(), List.of(), result);
    }

    /** The shortest time on two cores. */
    static Command coreWall(Stems stems, int seconds, Path result) {
        return command("ffmpeg, two threads", stems, seconds, WALL_PACKET, 2, core(), List.of(), result);
    }

    static Command full(Stems stems, int seconds, Path impulseResponse, Path result) {
        String graph = full((long) seconds * StripNumbers.RATE);
        return command("ffmpeg", stems, seconds, PACKET, 1, graph, List.of(impulseResponse), result);
    }

    static Command meters(Path file) {
        return new Command(
                "ffmpeg ebur128",
                List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-max_size",
                        Integer.toString(PACKET),
                        "-i",
                        file.toString(),
                        "-af",
                        "ebur128=peak=true",
                        "-f",
                        "null",
                        "-"),
                null);
    }
}
