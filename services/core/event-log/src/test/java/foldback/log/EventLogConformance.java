package foldback.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractBooleanAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link EventLog} does. The twin in memory passes it here, Kafka in the sidecar's tests; {@code
 * EventLogConformanceTest} shows that it has teeth, by running it over logs that are wrong.
 */
@Timeout(120)
public abstract class EventLogConformance {
    private static final Duration NOT_EVEN_SOON = Duration.ofMillis(200);

    private final Uuid7 ids = new Uuid7();
    private final List<Tail> tails = new ArrayList<>();
    private EventLog log;
    private String topic = "";

    /** A log for one test; the suite closes it. */
    protected abstract EventLog open();

    /** A topic of several partitions that {@link #open}'s log has and no other test uses. */
    protected abstract String freshTopic();

    /** How long to wait for what must come. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @BeforeEach
    final void openLog() {
        topic = freshTopic();
        log = open();
    }

    @AfterEach
    final void closeLog() {
        tails.forEach(Tail::close);
        log.close();
    }

    @Test
    void a_record_comes_back_as_it_was_written() throws InterruptedException {
        var written = new LogEntry(
                ids.next(),
                "foldback.mix.changed.v1",
                "/session-store",
                "session-ü",
                Instant.parse("2026-11-05T08:30:00.123456789Z"),
                new Author("Zoë ☂ Müller", UUID.fromString("0196f0a4-6a7e-4f5b-9d8e-2f3c4b5a6978")),
                "{\"fader\":-4.5,\"name\":\"Bläser\"}".getBytes(UTF_8));

        Position position = log.append(topic, written);

        LogRecord read = first(Map.of());
        assertThat(read.topic()).isEqualTo(topic);
        assertThat(read.position()).isEqualTo(position);
        assertSame(read.entry(), written);
    }

    @Test
    void a_record_as_long_as_is_allowed_comes_back_whole() throws InterruptedException {
        byte[] data = new byte[LogEntry.MAX_DATA_BYTES];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31 + i / 251);
        }
        log.append(topic, entry("long", data));
        assertThat(first(Map.of()).entry().data()).isEqualTo(data);
    }

    @Test
    void a_record_longer_than_that_is_refused_and_not_in_the_log() {
        byte[] data = new byte[LogEntry.MAX_DATA_BYTES + 1];
        assertThatThrownBy(() -> log.append(topic, entry("long", data)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000001");
        assertThat(log.ends(topic).values()).containsOnly(0L);
    }

    @Test
    void records_of_one_subject_are_in_one_partition_in_the_order_of_their_appends() throws InterruptedException {
        var positions = new ArrayList<Position>();
        for (int i = 0; i < 50; i++) {
            positions.add(log.append(topic, entry("session-1", i)));
            log.append(topic, entry("session-2", i));
        }

        assertThat(positions)
                .extracting(Position::partition)
                .containsOnly(positions.getFirst().partition());
        assertThat(positions).extracting(Position::offset).isSorted().doesNotHaveDuplicates();
        var read = read(Map.of(), 100);
        assertThat(numbersOf(read, "session-1")).containsExactlyElementsOf(numbers(50));
        assertThat(numbersOf(read, "session-2")).containsExactlyElementsOf(numbers(50));
    }

    @Test
    void many_writers_at_once_lose_nothing_and_keep_each_subject_in_order() throws InterruptedException {
        int writers = 8;
        int each = 40;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                String subject = "session-" + writer;
                executor.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        log.append(topic, entry(subject, i));
                    }
                });
            }
        }
        var read = read(Map.of(), writers * each);
        for (int writer = 0; writer < writers; writer++) {
            assertThat(numbersOf(read, "session-" + writer)).containsExactlyElementsOf(numbers(each));
        }
    }

    @Test
    void offsets_count_from_zero_without_a_gap_in_each_partition() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            log.append(topic, entry("session-" + i % 13, i));
        }
        var next = new HashMap<Integer, Long>();
        for (var logRecord : read(Map.of(), 60)) {
            var position = logRecord.position();
            assertThat(position.offset()).isEqualTo(next.getOrDefault(position.partition(), 0L));
            next.put(position.partition(), position.offset() + 1);
        }
        assertThat(next.size()).as("partitions in use").isGreaterThan(1);
    }

    @Test
    void the_ends_are_where_the_next_records_will_stand() {
        assertThat(log.ends(topic)).hasSizeGreaterThan(1);
        assertThat(log.ends(topic).values()).containsOnly(0L);

        var expected = new HashMap<>(log.ends(topic));
        for (int i = 0; i < 20; i++) {
            var position = log.append(topic, entry("session-" + i, i));
            assertThat(position.offset()).isEqualTo(expected.get(position.partition()));
            expected.put(position.partition(), position.offset() + 1);
        }
        assertThat(log.ends(topic)).isEqualTo(expected);
    }

    @Test
    void a_tail_begins_at_the_offsets_it_is_given_and_at_zero_elsewhere() throws InterruptedException {
        Position third = new Position(0, 0);
        for (int i = 0; i < 5; i++) {
            var position = log.append(topic, entry("session-1", i));
            third = i == 3 ? position : third;
        }
        int elsewhere = appendOutside(third.partition());

        var read = read(Map.of(third.partition(), third.offset()), 2 + elsewhere);

        assertThat(numbersOf(read, "session-1")).containsExactly(3, 4);
        assertThat(read)
                .extracting(logRecord -> logRecord.position().partition())
                .contains(third.partition());
        assertThat(read).anyMatch(logRecord -> logRecord.position().offset() == 0);
    }

    @Test
    void a_tail_goes_on_with_what_is_appended_later() throws InterruptedException {
        log.append(topic, entry("session-1", 0));
        var seen = new LinkedBlockingQueue<Integer>();
        follow(Map.of(), logRecord -> seen.add(number(logRecord)));
        assertThat(seen.poll(patience().toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(0);

        for (int i = 1; i <= 3; i++) {
            log.append(topic, entry("session-1", i));
            assertThat(seen.poll(patience().toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(i);
        }
    }

    @Test
    void two_tails_each_read_everything() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            log.append(topic, entry("session-" + i, i));
        }
        assertThat(read(Map.of(), 10)).hasSize(10);
        assertThat(read(Map.of(), 10)).hasSize(10);
    }

    @Test
    void awaiting_a_position_returns_when_the_handler_is_done_with_it_and_not_before() throws InterruptedException {
        var mayFinish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var tail = follow(Map.of(), logRecord -> {
            begun.countDown();
            awaitUninterrupted(mayFinish);
        });

        var position = log.append(topic, entry("session-1", 0));

        assertThat(begun.await(patience().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(tail.await(position, NOT_EVEN_SOON)).isFalse();
        mayFinish.countDown();
        assertThat(tail.await(position, patience())).isTrue();
    }

    @Test
    void awaiting_what_lies_before_the_start_of_the_tail_is_true_at_once() throws InterruptedException {
        var zero = log.append(topic, entry("session-1", 0));
        var one = log.append(topic, entry("session-1", 1));
        var never = new CountDownLatch(1);
        var tail = follow(Map.of(one.partition(), one.offset()), logRecord -> awaitUninterrupted(never));

        assertThat(tail.await(zero, Duration.ZERO)).isTrue();
        assertThat(tail.await(one, NOT_EVEN_SOON)).isFalse();
        never.countDown();
    }

    @Test
    void s7_whoever_writes_can_read_it_once_its_position_was_awaited() throws InterruptedException {
        var folded = new ConcurrentHashMap<UUID, Boolean>();
        var tail = follow(Map.of(), logRecord -> folded.put(logRecord.entry().id(), true));
        for (int i = 0; i < 30; i++) {
            var entry = entry("session-" + i % 5, i);
            var position = log.append(topic, entry);
            assertThat(tail.await(position, patience())).isTrue();
            assertThat(folded).containsKey(entry.id());
        }
    }

    @Test
    void a_handler_that_throws_is_given_the_same_record_again_and_nothing_is_skipped() throws InterruptedException {
        var failures = new AtomicInteger();
        var seen = new LinkedBlockingQueue<Integer>();
        var tail = follow(Map.of(), logRecord -> {
            if (number(logRecord) == 1 && failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("the database is away");
            }
            seen.add(number(logRecord));
        });
        log.append(topic, entry("session-1", 0));
        log.append(topic, entry("session-1", 1));
        var last = log.append(topic, entry("session-1", 2));

        assertThat(tail.await(last, patience())).isTrue();
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(failures).hasValue(4);
    }

    @Test
    void a_handler_that_throws_an_error_is_given_the_same_record_again_too() throws InterruptedException {
        var failures = new AtomicInteger();
        var tail = follow(Map.of(), logRecord -> {
            if (failures.incrementAndGet() == 1) {
                throw new AssertionError("an invariant that the handler holds");
            }
        });
        var position = log.append(topic, entry("session-1", 0));
        assertThat(tail.await(position, patience())).isTrue();
        assertThat(failures).hasValue(2);
    }

    @Test
    void batches_hold_everything_in_order_and_no_more_at_once_than_asked_for() throws InterruptedException {
        int count = 100;
        int atMost = 7;
        for (int i = 0; i < count; i++) {
            log.append(topic, entry("session-" + i % 2, i));
        }
        var seen = new LinkedBlockingQueue<List<LogRecord>>();
        tails.add(log.followInBatches(topic, Map.of(), atMost, seen::add));
        var read = new ArrayList<LogRecord>();
        int batches = 0;
        while (read.size() < count) {
            var batch = seen.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(batch).as("after %d of %d records", read.size(), count).isNotEmpty();
            assertThat(batch).hasSizeLessThanOrEqualTo(atMost);
            read.addAll(batch);
            batches++;
        }
        assertThat(read).hasSize(count);
        assertThat(batches).as("batches").isLessThan(count);
        assertThat(numbersOf(read, "session-0")).isSorted().hasSize(count / 2).doesNotHaveDuplicates();
        assertThat(numbersOf(read, "session-1")).isSorted().hasSize(count / 2).doesNotHaveDuplicates();
    }

    @Test
    void a_batch_that_its_handler_refused_is_given_again_whole() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            log.append(topic, entry("session-1", i));
        }
        var last = log.append(topic, entry("session-1", 3));
        var batches = new ArrayList<List<Integer>>();
        var tail = log.followInBatches(topic, Map.of(), 10, batch -> {
            batches.add(batch.stream().map(EventLogConformance::number).toList());
            if (batches.size() == 1) {
                throw new IllegalStateException("the database is away");
            }
        });
        tails.add(tail);

        assertThat(tail.await(last, patience())).isTrue();
        assertThat(batches.getFirst()).isEqualTo(batches.get(1));
        assertThat(batches.stream().skip(1).flatMap(List::stream)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_closed_tail_hands_out_nothing_more() {
        var seen = new AtomicInteger();
        var tail = follow(Map.of(), logRecord -> seen.incrementAndGet());
        tail.close();
        int atClose = seen.get();

        var position = log.append(topic, entry("session-1", 0));

        assertThatWaiting(tail, position).isFalse();
        assertThat(seen).hasValue(atClose);
        tail.close();
    }

    @Test
    void closing_a_tail_waits_for_the_record_in_hand() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var finished = new AtomicInteger();
        var tail = follow(Map.of(), logRecord -> {
            begun.countDown();
            sleep(NOT_EVEN_SOON);
            finished.incrementAndGet();
        });
        log.append(topic, entry("session-1", 0));
        assertThat(begun.await(patience().toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        tail.close();

        assertThat(finished).hasValue(1);
    }

    @Test
    void a_tail_can_be_closed_while_its_handler_keeps_failing() throws InterruptedException {
        var begun = new CountDownLatch(3);
        var tail = follow(Map.of(), logRecord -> {
            begun.countDown();
            throw new IllegalStateException("for ever");
        });
        var position = log.append(topic, entry("session-1", 0));
        assertThat(begun.await(patience().toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        tail.close();

        assertThatWaiting(tail, position).isFalse();
    }

    @Test
    void a_handler_can_close_its_own_tail() throws InterruptedException {
        var self = new LinkedBlockingQueue<Tail>();
        var closed = new CountDownLatch(1);
        var seen = new AtomicInteger();
        self.add(follow(Map.of(), logRecord -> {
            seen.incrementAndGet();
            takeUninterrupted(self).close();
            closed.countDown();
        }));
        log.append(topic, entry("session-1", 0));
        log.append(topic, entry("session-1", 1));
        assertThat(closed.await(patience().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        sleep(NOT_EVEN_SOON);
        assertThat(seen).hasValue(1);
    }

    @Test
    void an_unknown_topic_is_refused_by_every_question() {
        assertThatThrownBy(() -> log.append("foldback.unheard-of", entry("session-1", 0)))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.ends("foldback.unheard-of")).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.follow("foldback.unheard-of", Map.of(), logRecord -> {}))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void a_start_beyond_the_end_is_refused_because_the_log_is_another_one() {
        var position = log.append(topic, entry("session-1", 0));
        assertThatThrownBy(() -> log.follow(topic, Map.of(position.partition(), 2L), logRecord -> {}))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("not the log that was read before");
        assertThatThrownBy(() -> log.follow(topic, Map.of(1_000, 0L), logRecord -> {}))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void the_records_are_still_there_for_a_log_that_is_opened_again() throws InterruptedException {
        log.append(topic, entry("session-1", 7));
        read(Map.of(), 1);
        var reopened = reopen(log);
        log = reopened;
        assertThat(number(first(Map.of()))).isEqualTo(7);
    }

    /** Closes the log and opens it over the same records. */
    protected abstract EventLog reopen(EventLog closing);

    private LogRecord first(Map<Integer, Long> from) throws InterruptedException {
        return read(from, 1).getFirst();
    }

    /** The first records that a new tail hands out, in its order. */
    private List<LogRecord> read(Map<Integer, Long> from, int count) throws InterruptedException {
        var seen = new LinkedBlockingQueue<LogRecord>();
        var tail = follow(from, seen::add);
        var read = new ArrayList<LogRecord>();
        while (read.size() < count) {
            var logRecord = seen.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(logRecord).as("record %d of %d", read.size() + 1, count).isNotNull();
            read.add(logRecord);
        }
        tail.close();
        assertThat(seen).as("records more than were appended").isEmpty();
        return read;
    }

    private Tail follow(Map<Integer, Long> from, Consumer<LogRecord> handler) {
        var tail = log.follow(topic, from, handler);
        tails.add(tail);
        return tail;
    }

    /** Appends records of new subjects until one stands in another partition than this; how many that took. */
    private int appendOutside(int partition) {
        for (int i = 1; i <= 100; i++) {
            if (log.append(topic, entry("elsewhere-" + i, i)).partition() != partition) {
                return i;
            }
        }
        throw new AssertionError("a hundred subjects are all in partition " + partition);
    }

    private LogEntry entry(String subject, int number) {
        return entry(subject, Integer.toString(number).getBytes(UTF_8));
    }

    private LogEntry entry(String subject, byte[] data) {
        return new LogEntry(
                ids.next(),
                "foldback.test.counted.v1",
                "/event-log",
                subject,
                Instant.now(),
                Author.named("Tester"),
                data);
    }

    private static int number(LogRecord logRecord) {
        return Integer.parseInt(new String(logRecord.entry().data(), UTF_8));
    }

    private static List<Integer> numbersOf(List<LogRecord> records, String subject) {
        return records.stream()
                .filter(logRecord -> logRecord.entry().subject().equals(subject))
                .map(EventLogConformance::number)
                .toList();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void assertSame(LogEntry actual, LogEntry expected) {
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.type()).isEqualTo(expected.type());
        assertThat(actual.source()).isEqualTo(expected.source());
        assertThat(actual.subject()).isEqualTo(expected.subject());
        assertThat(actual.time()).isEqualTo(expected.time());
        assertThat(actual.author()).isEqualTo(expected.author());
        assertThat(actual.data()).isEqualTo(expected.data());
    }

    private AbstractBooleanAssert<?> assertThatWaiting(Tail tail, Position position) {
        try {
            return assertThat(tail.await(position, patience()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitUninterrupted(CountDownLatch latch) {
        try {
            if (!latch.await(patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the test never let the handler go on");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Tail takeUninterrupted(LinkedBlockingQueue<Tail> tails) {
        try {
            var tail = tails.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
            if (tail == null) {
                throw new AssertionError("the handler was called again");
            }
            return tail;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
