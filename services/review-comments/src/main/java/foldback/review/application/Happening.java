package foldback.review.application;

import foldback.log.Author;
import foldback.review.messaging.ReviewEvent;
import java.time.Instant;

/**
 * A review event with whose doing it was, and when.
 *
 * @param <E> which kind of them
 */
public record Happening<E extends ReviewEvent>(Author by, Instant at, E event) {}
