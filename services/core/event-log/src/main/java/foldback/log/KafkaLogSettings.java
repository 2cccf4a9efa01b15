package foldback.log;

import java.time.Duration;

/**
 * How a process reaches Kafka.
 *
 * @param bootstrap {@code host:port}, several with commas between
 * @param clientId how the brokers' logs and metrics name this process
 * @param answerWithin the longest that an append or a question may take, retries included
 * @param security what is needed to be let in
 */
public record KafkaLogSettings(String bootstrap, String clientId, Duration answerWithin, KafkaSecurity security) {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    public KafkaLogSettings {
        if (answerWithin.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("less than a second is not enough for a retry: " + answerWithin);
        }
    }

    public KafkaLogSettings(String bootstrap, String clientId) {
        this(bootstrap, clientId, KafkaSecurity.none());
    }

    public KafkaLogSettings(String bootstrap, String clientId, KafkaSecurity security) {
        this(bootstrap, clientId, ANSWER_WITHIN, security);
    }

    public KafkaLogSettings(String bootstrap, String clientId, Duration answerWithin) {
        this(bootstrap, clientId, answerWithin, KafkaSecurity.none());
    }
}
