package foldback.review.application;

import foldback.mix.Mix;
import foldback.mix.StripAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Notes as people have written them in mails for ever, a line each: {@code 1:32 vocal too loud}, {@code 2:10-2:18 - keys?}. Pure. */
public final class Lines {
    private static final String TIME = "(?:(\\d{1,2}):)?(\\d{1,3}):([0-5]\\d)(?:[.,](\\d{1,3}))?";
    private static final Pattern LINE = Pattern.compile(
            "^[\\s*•\\-\\[(@]*" + TIME + "(?:\\s*(?:-|–|—|to|bis)\\s*" + TIME + ")?[\\])]?\\s*[:\\-–—.)]*\\s*(.+)$");

    /** A line that is a note. */
    public record Read(int line, long frame, @Nullable Long endFrame, String text, List<StripAddress> strips) {
        public Read {
            strips = List.copyOf(strips);
        }
    }

    /** A line that is none. */
    public record PassedOver(int line, String text) {}

    /** What a text comes to; empty lines are nothing. */
    public record Parsed(List<Read> notes, List<PassedOver> passedOver) {
        public Parsed {
            notes = List.copyOf(notes);
            passedOver = List.copyOf(passedOver);
        }
    }

    private Lines() {}

    /** Reads a text; a note concerns the tracks and buses of the mix that it names. */
    public static Parsed of(String text, Mix mix) {
        List<Read> notes = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                notes.add(read(i + 1, matcher, mix));
            } else if (!line.isEmpty()) {
                passedOver.add(new PassedOver(i + 1, line));
            }
        }
        return new Parsed(notes, passedOver);
    }

    private static Read read(int line, Matcher matcher, Mix mix) {
        long start = frame(matcher, 1, mix.sampleRate().hertz());
        Long end = matcher.group(6) == null
                ? null
                : frame(matcher, 5, mix.sampleRate().hertz());
        String text = matcher.group(9).strip();
        return new Read(line, start, end != null && end > start ? end : null, text, strips(text, mix));
    }

    /** Hours, minutes, seconds and a fraction, from a group on. */
    private static long frame(Matcher matcher, int group, int rate) {
        long hours = matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
        long minutes = Long.parseLong(matcher.group(group + 1));
        long seconds = Long.parseLong(matcher.group(group + 2));
        String fraction = matcher.group(group + 3);
        long millis = fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
        return ((hours * 3600 + minutes * 60 + seconds) * 1000 + millis) * rate / 1000;
    }

    private static List<StripAddress> strips(String text, Mix mix) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
        List<StripAddress> strips = new ArrayList<>();
        mix.tracks().stream()
                .filter(t -> isNamed(words, t.name()))
                .forEach(t -> strips.add(new StripAddress.OfTrack(t.id())));
        mix.buses().stream()
                .filter(b -> isNamed(words, b.name()))
                .forEach(b -> strips.add(new StripAddress.OfBus(b.id())));
        return strips.stream().limit(ReviewLimits.STRIPS).toList();
    }

    private static boolean isNamed(String words, String name) {
        String wanted = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return !wanted.isEmpty() && words.contains(" " + wanted + " ");
    }
}
