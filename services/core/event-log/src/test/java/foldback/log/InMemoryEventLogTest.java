package foldback.log;

import java.util.List;
import java.util.Map;

class InMemoryEventLogTest extends EventLogConformance {
    private static final String TOPIC = "foldback.conformance";

    @Override
    protected EventLog open() {
        return new InMemoryEventLog(new Topics(
                new Topics.ReplicationFactor((short) 1, (short) 1), List.of(new Topics.Topic(TOPIC, 6, Map.of()))));
    }

    @Override
    protected String freshTopic() {
        return TOPIC;
    }

    /** Memory lasts as long as the object: closing it ends its tails, and its records are still there. */
    @Override
    protected EventLog reopen(EventLog closing) {
        closing.close();
        return closing;
    }
}
