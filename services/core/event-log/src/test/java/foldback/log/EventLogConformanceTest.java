package foldback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The suite itself: it runs all of its tests, and each way of being wrong below fails at least one. */
class EventLogConformanceTest {
    private static final int FLOOR = 20;

    @Test
    void every_test_of_the_suite_runs_and_none_is_skipped() {
        var summary = run(InMemoryEventLogTest.class);
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(FLOOR);
        assertThat(summary.getTestsFailedCount()).isZero();
        assertThat(summary.getTestsSkippedCount()).isZero();
        assertThat(summary.getTestsAbortedCount()).isZero();
    }

    @Test
    void a_log_that_loses_every_tenth_record_fails() {
        assertThat(run(Losing.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_log_that_forgets_the_author_fails() {
        assertThat(run(Forgetting.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_log_that_skips_a_record_its_handler_refused_fails() {
        assertThat(run(Skipping.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_tail_that_says_done_before_it_is_fails() {
        assertThat(run(Hasty.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_log_that_hands_out_batches_longer_than_asked_fails() {
        assertThat(run(Lavish.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_log_that_repeats_a_record_fails() {
        assertThat(run(Repeating.class).getTestsFailedCount()).isPositive();
    }

    private static TestExecutionSummary run(Class<?> suite) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    /** The twin in memory with something wrong in it. */
    private abstract static class WrongLog implements EventLog {
        final EventLog right;

        WrongLog(EventLog right) {
            this.right = right;
        }

        @Override
        public Position append(String topic, LogEntry entry) {
            return right.append(topic, entry);
        }

        @Override
        public Map<Integer, Long> ends(String topic) {
            return right.ends(topic);
        }

        @Override
        public Tail followInBatches(
                String topic, Map<Integer, Long> from, int atMost, Consumer<List<LogRecord>> handler) {
            return right.followInBatches(topic, from, atMost, handler);
        }

        @Override
        public void close() {
            right.close();
        }
    }

    abstract static class WrongTest extends InMemoryEventLogTest {
        abstract EventLog spoil(EventLog right);

        @Override
        protected EventLog open() {
            return spoil(super.open());
        }

        /** What a wrong log loses never comes, so there is no use in waiting long. */
        @Override
        protected Duration patience() {
            return Duration.ofMillis(500);
        }
    }

    static final class Losing extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            var count = new AtomicInteger();
            return new WrongLog(right) {
                @Override
                public Tail follow(String topic, Map<Integer, Long> from, Consumer<LogRecord> handler) {
                    return right.follow(topic, from, logRecord -> {
                        if (count.incrementAndGet() % 10 != 0) {
                            handler.accept(logRecord);
                        }
                    });
                }
            };
        }
    }

    static final class Repeating extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            return new WrongLog(right) {
                @Override
                public Tail follow(String topic, Map<Integer, Long> from, Consumer<LogRecord> handler) {
                    return right.follow(topic, from, handler.andThen(handler));
                }
            };
        }
    }

    static final class Lavish extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            return new WrongLog(right) {
                @Override
                public Tail followInBatches(
                        String topic, Map<Integer, Long> from, int atMost, Consumer<List<LogRecord>> handler) {
                    return right.followInBatches(topic, from, 10 * atMost, handler);
                }
            };
        }
    }

    static final class Forgetting extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            return new WrongLog(right) {
                @Override
                public Position append(String topic, LogEntry entry) {
                    return right.append(
                            topic,
                            new LogEntry(
                                    entry.id(),
                                    entry.type(),
                                    entry.source(),
                                    entry.subject(),
                                    entry.time(),
                                    Author.named("somebody"),
                                    entry.data()));
                }
            };
        }
    }

    static final class Skipping extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            return new WrongLog(right) {
                @Override
                public Tail follow(String topic, Map<Integer, Long> from, Consumer<LogRecord> handler) {
                    return right.follow(topic, from, logRecord -> {
                        try {
                            handler.accept(logRecord);
                        } catch (RuntimeException e) {
                            assertThat(e).isNotNull(); // and on to the next, which is the mistake
                        }
                    });
                }
            };
        }
    }

    static final class Hasty extends WrongTest {
        @Override
        EventLog spoil(EventLog right) {
            return new WrongLog(right) {
                @Override
                public Tail follow(String topic, Map<Integer, Long> from, Consumer<LogRecord> handler) {
                    Tail tail = right.follow(topic, from, handler);
                    return new Tail() {
                        @Override
                        public boolean await(Position position, Duration timeout) {
                            return true;
                        }

                        @Override
                        public void close() {
                            tail.close();
                        }
                    };
                }
            };
        }
    }
}
