package foldback.review.api;

import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.StepFacts;
import foldback.review.application.Suggestions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may have answered a note.
 *
 * @param before the last revision without any of the steps
 * @param after the first revision with all of them
 */
record AnswersView(
        List<AnswerView> steps,
        @Nullable RevisionFacts before,
        @Nullable RevisionFacts after) {
    /**
     * A step since the note.
     *
     * @param saysSo whether it was written as an answer to a note
     * @param paths of the facts that it changed
     */
    record AnswerView(long first, long last, String author, String begun, boolean saysSo, List<String> paths) {}

    static AnswersView of(Suggestions.Answers answers) {
        return new AnswersView(
                answers.steps().stream().map(AnswersView::view).toList(), answers.before(), answers.after());
    }

    private static AnswerView view(StepFacts step) {
        return new AnswerView(
                step.first(),
                step.last(),
                step.author(),
                step.begun(),
                step.answersNote() != null,
                step.effects().stream().map(StepFacts.EffectFacts::path).toList());
    }
}
