package foldback.review.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.kit.Problem;
import foldback.mix.Merge;
import foldback.mix.codec.MixCodec;
import foldback.mix.codec.StateCodec;
import foldback.review.application.Suggestions;
import java.util.List;

/**
 * What a suggestion would come to.
 *
 * @param movedOn whether the mix was changed under it: then there are conflicts
 * @param conflicts facts that were written since the note, and that it moves too
 * @param events what makes all of it come true
 * @param eventsWithoutConflicts what leaves alone what was written since; empty if that is everything
 * @param mixDocument the hash of the mix document with all of it
 */
record ProspectView(
        boolean movedOn,
        List<ConflictView> conflicts,
        JsonNode events,
        JsonNode eventsWithoutConflicts,
        String mixDocument) {
    /** Values of a fact: when the note was written, now, and as it suggests. */
    record ConflictView(String path, JsonNode before, JsonNode now, JsonNode suggested) {}

    static ProspectView of(Suggestions.Prospect prospect) {
        return switch (prospect) {
            case Suggestions.Prospect.Possible possible ->
                new ProspectView(
                        !possible.conflicts().isEmpty(),
                        possible.conflicts().stream().map(ProspectView::view).toList(),
                        MixCodec.events(possible.asSuggested()),
                        MixCodec.events(possible.withoutConflicts()),
                        possible.hash());
            case Suggestions.Prospect.Impossible impossible ->
                throw Problem.of(
                                409,
                                "suggestion-void",
                                "The suggestion would come to nothing",
                                impossible.why() + " The mix is as it was.")
                        .exception();
            case Suggestions.Prospect.NoSuchMix none ->
                throw Problem.notFound("such version or revision of this session")
                        .exception();
            case Suggestions.Prospect.NoSuggestion none ->
                throw Problem.of(409, "no-suggestion", "The note suggests nothing", "It is words alone.")
                        .exception();
        };
    }

    private static ConflictView view(Merge.Conflict conflict) {
        return new ConflictView(
                conflict.path(),
                StateCodec.value(conflict.base()),
                StateCodec.value(conflict.ours()),
                StateCodec.value(conflict.theirs()));
    }
}
