package foldback.audio.naming;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tidy track names from file names: without the number, the song's name that all of them share, the tempo, the take and the date of the export;
 * with spaces, capitals, and what engineers write in capitals. Pure: the same names in the same order give the same tracks.
 */
public final class TrackNames {
    private static final int LONGEST_NAME = 60;
    private static final Pattern SUFFIX = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_\\-–—.,;+~()\\[\\]{}#&]+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern TRACK_NUMBER = Pattern.compile("[0-9]{1,3}|[Tt]r(ac)?k?[0-9]{1,3}");
    private static final Pattern NOISE = Pattern.compile(
            "(?i)[0-9]{2,3}bpm|bpm|[0-9]{2,3}([.][0-9])?k(hz)?|[0-9]{4,6}hz|(16|24|32)bits?|bit|stems?|bounced?|export(ed)?|consolidated|final|print(ed)?|wav|aiff?|flac|mono|stereo"
                    + "|[0-9]{8}|v[0-9]{1,2}|take[0-9]+|audio|track|merged|dry|copy");
    private static final Set<String> CAPITALS = Set.of(
            "bd", "bgv", "bgvs", "bv", "bvs", "di", "dx7", "ep", "fx", "hh", "lv", "oh", "sd", "sfx", "b3", "l", "r",
            "u47", "u87", "sm57", "lr", "ms", "vca", "ii", "iii", "iv");

    /**
     * A track as it should be made.
     *
     * @param index of the file in the list that was given
     * @param name at most 60 characters, and no other track's of the list
     */
    public record Track(int index, String name, Instrument instrument) {}

    private TrackNames() {}

    /**
     * The tracks of files, in the order of a console: by instrument, and within it as they were given.
     *
     * @param fileNames of one song, in the order of the folder
     */
    public static List<Track> of(List<String> fileNames) {
        List<List<String>> all =
                new ArrayList<>(fileNames.stream().map(TrackNames::words).toList());
        int shared = sharedWords(all);
        Set<String> taken = new HashSet<>();
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<String> own = all.get(i).subList(shared, all.get(i).size());
            List<String> tidy = tidy(own);
            Instrument instrument = instrument(tidy);
            String name = tidy.isEmpty() ? "Track " + (i + 1) : shown(tidy);
            tracks.add(new Track(i, unused(name, taken), instrument));
        }
        tracks.sort(Comparator.comparing(Track::instrument).thenComparingInt(Track::index));
        return List.copyOf(tracks);
    }

    /** What one file is called and holds. */
    public static Track of(String fileName) {
        return of(List.of(fileName)).getFirst();
    }

    private static List<String> words(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = Normalizer.normalize(last, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}]", "");
        String bare = SUFFIX.matcher(plain).replaceFirst("");
        String apart = CAMEL.matcher(bare).replaceAll(" ");
        return Arrays.stream(SEPARATORS.split(apart, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** How many words all names begin with, numbers aside; each keeps one at least, and what plays in it is never shared. */
    private static int sharedWords(List<List<String>> all) {
        if (all.size() < 2) {
            return 0;
        }
        int shared = 0;
        while (true) {
            Set<String> words = new HashSet<>();
            for (List<String> name : all) {
                if (name.size() <= shared + 1) {
                    return shared;
                }
                String word = name.get(shared).toLowerCase(Locale.ROOT);
                words.add(TRACK_NUMBER.matcher(word).matches() ? "#" : word);
            }
            if (words.size() > 1 || isInstrument(all.getFirst().get(shared))) {
                return shared;
            }
            shared++;
        }
    }

    private static boolean isInstrument(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(Instrument.values()).anyMatch(each -> each.isCalled(lower));
    }

    private static List<String> tidy(List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean leadingNumber = kept.isEmpty()
                    && i < words.size() - 1
                    && TRACK_NUMBER.matcher(word).matches();
            if (!leadingNumber && !NOISE.matcher(word).matches()) {
                kept.add(word);
            }
        }
        return kept;
    }

    /** The instrument that a name ends on rather than begins with: a "kick room" is a room. But a "bass synth" is a bass. */
    private static Instrument instrument(List<String> words) {
        List<String> lower = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.replaceAll("(?<=[a-z])[0-9]+$", ""))
                .toList();
        Instrument found = Instrument.OTHER;
        for (int i = 0; i < lower.size(); i++) {
            String pair = i + 1 < lower.size() ? lower.get(i) + lower.get(i + 1) : "";
            for (Instrument each : Instrument.values()) {
                if (each.isCalled(pair)) {
                    return each;
                }
                if (each.isCalled(lower.get(i)) || each.isCalled(words.get(i).toLowerCase(Locale.ROOT))) {
                    found = stronger(found, each);
                }
            }
        }
        return found;
    }

    private static Instrument stronger(Instrument before, Instrument next) {
        boolean vague = before == Instrument.OTHER
                || before == Instrument.LEAD
                || before == Instrument.DRUMS
                || (before == Instrument.SYNTH && next == Instrument.BASS)
                || next == Instrument.BACKING_VOCAL
                || (next == Instrument.ROOM && before.group() == Instrument.Group.DRUMS);
        boolean nextVague = next == Instrument.LEAD && before != Instrument.OTHER;
        return vague && !nextVague ? next : before;
    }

    private static String shown(List<String> words) {
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            if (!name.isEmpty()) {
                name.append(' ');
            }
            name.append(capitalised(word));
        }
        int end = name.offsetByCodePoints(0, Math.min(LONGEST_NAME - 4, name.codePointCount(0, name.length())));
        return name.substring(0, end).strip();
    }

    private static String capitalised(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (CAPITALS.contains(lower)) {
            return word.toUpperCase(Locale.ROOT);
        }
        boolean shouted = word.length() > 3 && word.equals(word.toUpperCase(Locale.ROOT));
        String rest = shouted ? lower : word;
        int first = rest.offsetByCodePoints(0, 1);
        return rest.substring(0, first).toUpperCase(Locale.ROOT) + rest.substring(first);
    }

    private static String unused(String name, Set<String> taken) {
        String candidate = name;
        Map<String, Integer> counts = new HashMap<>();
        while (!taken.add(candidate.toLowerCase(Locale.ROOT))) {
            candidate = name + " " + (counts.merge(name, 1, Integer::sum) + 1);
        }
        return candidate;
    }
}
