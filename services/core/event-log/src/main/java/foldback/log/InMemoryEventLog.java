package foldback.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The log for tests that need no server: what {@link KafkaEventLog} does, until the process ends. */
public final class InMemoryEventLog implements EventLog {
    private final Map<String, TopicInMemory> topics = new ConcurrentHashMap<>();
    private final List<InMemoryTail> tails = new CopyOnWriteArrayList<>();

    public InMemoryEventLog(Topics topics) {
        topics.topics().forEach(topic -> this.topics.put(topic.name(), new TopicInMemory(topic.partitions())));
    }

    @Override
    public Position append(String topic, LogEntry entry) {
        LogEntry.requireDataFits(entry);
        return topic(topic).append(entry);
    }

    @Override
    public Map<Integer, Long> ends(String topic) {
        return topic(topic).ends();
    }

    @Override
    public Tail followInBatches(String topic, Map<Integer, Long> from, int atMost, Consumer<List<LogRecord>> handler) {
        var followed = topic(topic);
        var tail = new InMemoryTail(
                topic, followed, KafkaEventLog.startsWithin(topic, from, Map.of(), followed.ends()), atMost, handler);
        tails.removeIf(TailThread::isClosed);
        tails.add(tail);
        tail.start();
        return tail;
    }

    private TopicInMemory topic(String name) {
        var topic = topics.get(name);
        if (topic == null) {
            throw new LogUnavailableException("no topic " + name);
        }
        return topic;
    }

    @Override
    public void close() {
        tails.forEach(Tail::close);
    }

    private static final class TopicInMemory {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition appended = lock.newCondition();
        private final List<List<LogEntry>> partitions = new ArrayList<>();

        TopicInMemory(int partitionCount) {
            for (int i = 0; i < partitionCount; i++) {
                partitions.add(new ArrayList<>());
            }
        }

        Position append(LogEntry entry) {
            int partition = Math.floorMod(entry.subject().hashCode(), partitions.size());
            lock.lock();
            try {
                var records = partitions.get(partition);
                records.add(copy(entry));
                appended.signalAll();
                return new Position(partition, records.size() - 1L);
            } finally {
                lock.unlock();
            }
        }

        /** The log keeps its own bytes: what the caller does to theirs afterwards is not remembered. */
        private static LogEntry copy(LogEntry entry) {
            return new LogEntry(
                    entry.id(),
                    entry.type(),
                    entry.source(),
                    entry.subject(),
                    entry.time(),
                    entry.author(),
                    entry.data().clone());
        }

        Map<Integer, Long> ends() {
            lock.lock();
            try {
                var ends = new HashMap<Integer, Long>();
                for (int i = 0; i < partitions.size(); i++) {
                    ends.put(i, (long) partitions.get(i).size());
                }
                return ends;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until a partition has records from these offsets on, or the tail is closed; then takes them all. */
        List<LogRecord> take(String topic, Map<Integer, Long> next, Progress progress) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                var taken = new ArrayList<LogRecord>();
                while (taken.isEmpty() && !progress.closed()) {
                    for (int i = 0; i < partitions.size(); i++) {
                        var records = partitions.get(i);
                        for (long offset = next.getOrDefault(i, 0L); offset < records.size(); offset++) {
                            taken.add(new LogRecord(topic, new Position(i, offset), copy(records.get((int) offset))));
                        }
                        next.put(i, (long) records.size());
                    }
                    if (taken.isEmpty()) {
                        appended.await();
                    }
                }
                return taken;
            } finally {
                lock.unlock();
            }
        }

        void wakeReaders() {
            lock.lock();
            try {
                appended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class InMemoryTail extends TailThread {
        private final String topic;
        private final TopicInMemory records;
        private final Map<Integer, Long> next;

        InMemoryTail(
                String topic,
                TopicInMemory records,
                Map<Integer, Long> from,
                int atMost,
                Consumer<List<LogRecord>> handler) {
            super("foldback-tail-" + topic, new Progress(from), atMost, handler);
            this.topic = topic;
            this.records = records;
            this.next = new HashMap<>(from);
        }

        @Override
        void readUntilClosed() throws InterruptedException {
            while (!progress.closed()) {
                handle(records.take(topic, next, progress));
            }
        }

        @Override
        void wake() {
            records.wakeReaders();
        }

        @Override
        void release() {
            // Nothing is held.
        }
    }
}
