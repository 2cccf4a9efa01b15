package foldback.review.api;

import foldback.log.Author;
import foldback.review.application.ReviewLimits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param account null of whoever has none */
record PersonView(
        @NotBlank @Size(max = ReviewLimits.NAME_CHARACTERS) String name,
        @Nullable UUID account) {
    static PersonView of(Author author) {
        return new PersonView(author.name(), author.account());
    }

    Author author() {
        return new Author(name.strip(), account);
    }
}
