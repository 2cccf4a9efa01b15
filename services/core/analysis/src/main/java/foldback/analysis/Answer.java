package foldback.analysis;

import java.util.Optional;
import java.util.function.Function;

/** What came of a question about audio. */
public sealed interface Answer<T> {
    /** It is so. */
    record Known<T>(T value) implements Answer<T> {}

    /**
     * There is not enough to say.
     *
     * @param why one sentence
     */
    record NotEnough<T>(String why) implements Answer<T> {}

    static <T> Answer<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Answer<T> notEnough(String why) {
        return new NotEnough<>(why);
    }

    default Optional<T> found() {
        return switch (this) {
            case Known<T> known -> Optional.of(known.value());
            case NotEnough<T> _ -> Optional.empty();
        };
    }

    /** The same about something that follows from it. */
    default <U> Answer<U> then(Function<T, Answer<U>> next) {
        return switch (this) {
            case Known<T> known -> next.apply(known.value());
            case NotEnough<T> not -> new NotEnough<>(not.why());
        };
    }
}
