package foldback.render.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A job that nobody will try any more, for whoever runs the farm.
 *
 * @param job null if it could not be read
 * @param unreadable what stood there instead, as far as 1000 characters of Latin-1 go; null if it was a job
 * @param reason a sentence
 * @param attempts how often it was taken up
 */
public record DeadLetter(@Nullable JsonNode job, @Nullable String unreadable, String reason, int attempts) {}
