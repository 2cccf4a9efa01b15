package foldback.session.application;

import foldback.log.Tail;
import foldback.session.messaging.News;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Relays what the other services write to the logs of a session. The last of it is kept at hand, so that who comes back hears of what they missed,
 * once and in order, or is told that it is not all there.
 */
final class NewsDesk implements AutoCloseable {
    private static final int KEPT_OF_A_PARTITION = 500;
    private static final int BYTES_OF_A_PARTITION = 256 << 10;

    /** The end of one partition of one log. */
    private static final class End {
        private final Deque<News.Item> items = new ArrayDeque<>();
        private int bytes;
        private long oldest;
        private long next;

        private End(long from) {
            oldest = from;
            next = from;
        }

        private void add(News.Item item) {
            items.addLast(item);
            bytes += item.entry().data().length;
            next = item.position().offset() + 1;
            while (items.size() > KEPT_OF_A_PARTITION || (bytes > BYTES_OF_A_PARTITION && items.size() > 1)) {
                News.Item dropped = items.removeFirst();
                bytes -= dropped.entry().data().length;
                oldest = dropped.position().offset() + 1;
            }
        }
    }

    /** Somebody who hears of it, and how far in each log they have. */
    private static final class Reader {
        private final Viewer viewer;
        private final long[] next = new long[News.LOGS.size()];

        private Reader(Viewer viewer) {
            this.viewer = viewer;
        }

        private NewsPosition position() {
            return new NewsPosition(Arrays.stream(next).boxed().toList());
        }
    }

    private final List<Map<Integer, End>> logs = new ArrayList<>();
    private final Map<String, List<Reader>> readers = new HashMap<>();
    private final List<Tail> tails = new ArrayList<>();

    NewsDesk(News news) {
        for (int log = 0; log < News.LOGS.size(); log++) {
            Map<Integer, Long> from = news.beginnings(log);
            Map<Integer, End> ends = new HashMap<>();
            from.forEach((partition, offset) -> ends.put(partition, new End(offset)));
            logs.add(ends);
            tails.add(news.follow(log, from, this::take));
        }
    }

    // ---- readers

    /**
     * Lets somebody hear of everything after a position, or from now on.
     *
     * @param partition that the session's records are in
     * @param greeting what they are told first, from the position that they go on from and whether something they missed is not at hand
     */
    synchronized void join(
            String session,
            int partition,
            @Nullable NewsPosition after,
            Viewer viewer,
            BiFunction<NewsPosition, Boolean, String> greeting) {
        Reader reader = new Reader(viewer);
        List<News.Item> missed = new ArrayList<>();
        boolean gap = false;
        for (int log = 0; log < reader.next.length; log++) {
            End end = end(log, partition);
            long from = after == null ? end.next : after.next().get(log);
            gap |= from < end.oldest;
            reader.next[log] = Math.max(from, end.oldest);
            end.items.stream()
                    .filter(item -> item.entry().subject().equals(session)
                            && item.position().offset() >= from)
                    .forEach(missed::add);
        }
        viewer.send(greeting.apply(reader.position(), gap));
        missed.forEach(item -> tell(reader, item));
        for (int log = 0; log < reader.next.length; log++) {
            reader.next[log] = Math.max(reader.next[log], end(log, partition).next);
        }
        readers.computeIfAbsent(session, s -> new ArrayList<>()).add(reader);
    }

    private End end(int log, int partition) {
        return logs.get(log).computeIfAbsent(partition, p -> new End(0));
    }

    synchronized void leave(String session, Viewer viewer) {
        List<Reader> there = readers.get(session);
        if (there != null) {
            there.removeIf(reader -> reader.viewer.equals(viewer));
            if (there.isEmpty()) {
                readers.remove(session);
            }
        }
    }

    // ---- the logs

    private synchronized void take(News.Item item) {
        end(item.log(), item.position().partition()).add(item);
        for (Reader reader : readers.getOrDefault(item.entry().subject(), List.of())) {
            if (item.position().offset() >= reader.next[item.log()]) {
                tell(reader, item);
            }
        }
    }

    private static void tell(Reader reader, News.Item item) {
        reader.next[item.log()] = item.position().offset() + 1;
        String message = LiveMessages.news(item, reader.position());
        if (!message.isEmpty()) {
            reader.viewer.send(message);
        }
    }

    @Override
    public void close() {
        tails.forEach(Tail::close);
    }
}
