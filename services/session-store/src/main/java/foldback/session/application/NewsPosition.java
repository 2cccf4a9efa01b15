package foldback.session.application;

import foldback.session.messaging.News;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far somebody has heard of the other logs of a session: the next offset of each, in the order of {@link News#LOGS}. A session's records are
 * in the same partition of every log, therefore offsets are enough, and any replica understands them.
 */
record NewsPosition(List<Long> next) {
    private static final Pattern TEXT = Pattern.compile("\\d{1,18}(\\.\\d{1,18}){2}");

    NewsPosition {
        next = List.copyOf(next);
    }

    /** Whether this is a position as clients are told of it. */
    static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    static NewsPosition parse(String text) {
        return new NewsPosition(
                Arrays.stream(text.split("\\.")).map(Long::valueOf).toList());
    }

    @Override
    public String toString() {
        return next.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
