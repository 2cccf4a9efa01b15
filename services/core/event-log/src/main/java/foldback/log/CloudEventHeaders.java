package foldback.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 in Kafka's binary content mode (Kafka Protocol Binding for CloudEvents 1.0.2, section 3.2): attributes are
 * headers, the value is the data.
 */
final class CloudEventHeaders {
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SOURCE = "ce_source";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String AUTHOR = "ce_author";
    private static final String ACCOUNT = "ce_account";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String CONTENT_TYPE = "content-type";

    private CloudEventHeaders() {}

    /** The record is none of ours. */
    static final class MalformedRecordException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedRecordException(String message) {
            super(message);
        }

        MalformedRecordException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static void write(LogEntry entry, Headers headers) {
        add(headers, SPEC_VERSION, "1.0");
        add(headers, ID, entry.id().toString());
        add(headers, TYPE, entry.type());
        add(headers, SOURCE, entry.source());
        add(headers, SUBJECT, entry.subject());
        add(headers, TIME, entry.time().toString());
        add(headers, AUTHOR, entry.author().name());
        if (entry.author().account() != null) {
            add(headers, ACCOUNT, entry.author().account().toString());
        }
        add(headers, CONTENT_TYPE, "application/json");
    }

    static LogEntry read(ConsumerRecord<String, byte[]> kafkaRecord) throws MalformedRecordException {
        Headers headers = kafkaRecord.headers();
        byte[] data = kafkaRecord.value();
        if (data == null) {
            throw new MalformedRecordException("it has no data");
        }
        try {
            return new LogEntry(
                    UUID.fromString(text(headers, ID)),
                    text(headers, TYPE),
                    text(headers, SOURCE),
                    text(headers, SUBJECT),
                    Instant.parse(text(headers, TIME)),
                    author(headers),
                    data);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedRecordException("a header cannot be read", e);
        }
    }

    /** Records of before there were accounts have none. */
    private static Author author(Headers headers) throws MalformedRecordException {
        return new Author(
                text(headers, AUTHOR),
                headers.lastHeader(ACCOUNT) == null ? null : UUID.fromString(text(headers, ACCOUNT)));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String text(Headers headers, String name) throws MalformedRecordException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedRecordException("it has no header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
