package foldback.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The topics that Foldback needs: {@code infra/kafka/topics.json}, which operators read too.
 *
 * @param replicationFactor how many copies of each record
 */
public record Topics(ReplicationFactor replicationFactor, List<Topic> topics) {
    private static final String RESOURCE = "/foldback/kafka/topics.json";

    public Topics {
        topics = List.copyOf(topics);
    }

    /** One number of copies where there is one broker, another where there are several. */
    public record ReplicationFactor(short oneHost, short cluster) {
        short of(Replication replication) {
            return switch (replication) {
                case ONE_HOST -> oneHost;
                case CLUSTER -> cluster;
            };
        }
    }

    /**
     * One topic as it has to be.
     *
     * @param queue whether a share group reads it, each record by one of many readers: then one partition is best, because the broker gives a
     *     partition to few readers where there are several, and one that has died keeps its own until the group misses it, which takes far longer
     *     than the lock of a record
     */
    public record Topic(String name, int partitions, boolean queue, Map<String, String> config) {
        public Topic {
            config = Map.copyOf(config);
        }

        /** One that keeps the order of a subject's records. */
        public Topic(String name, int partitions, Map<String, String> config) {
            this(name, partitions, false, config);
        }
    }

    public static Topics load() {
        try (InputStream in = Topics.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path");
            }
            return new ObjectMapper().readValue(in, Topics.class);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
