package foldback.kit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.log.Author;
import foldback.log.LogEntry;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The events that one service writes to its log, and the stored name of each. A name and what it means are for ever; an
 * event that must change gets a new name beside the old one.
 *
 * @param <E> the sealed family of the events, records that Jackson reads and writes
 */
public final class EventVocabulary<E> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final String source;
    private final Map<String, Class<? extends E>> typesByName;
    private final Map<Class<? extends E>, String> namesByType;

    /**
     * @param source the service, as {@code /render-farm}
     * @param typesByName every event by its CloudEvents type, as {@code foldback.render.started.v1}
     */
    public EventVocabulary(String source, Map<String, Class<? extends E>> typesByName) {
        this.source = source;
        this.typesByName = Map.copyOf(typesByName);
        this.namesByType =
                typesByName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** The record that an event will be. */
    public LogEntry entry(LogEntries entries, String subject, Author author, E event) {
        String name = namesByType.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException("an event without a stored name: " + event.getClass());
        }
        try {
            return entries.entry(name, source, subject, author, JSON.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }

    /**
     * The event that a record is.
     *
     * @throws IOException if it is none that this program knows
     */
    public E eventOf(LogEntry entry) throws IOException {
        Class<? extends E> type = typesByName.get(entry.type());
        if (type == null) {
            throw new IOException("no event here has the type " + entry.type());
        }
        return JSON.readValue(entry.data(), type);
    }
}
