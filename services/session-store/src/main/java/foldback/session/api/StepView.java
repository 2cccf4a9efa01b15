package foldback.session.api;

import foldback.mix.Id;
import foldback.session.application.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move of one person.
 *
 * @param more how many effects are not shown
 */
record StepView(
        long first,
        long last,
        String author,
        @Nullable String account,
        @Nullable String gesture,
        @Nullable String answersNote,
        Instant begun,
        Instant ended,
        int changes,
        int voided,
        List<Long> undoes,
        List<EffectView> effects,
        int more) {
    private static final int EFFECTS = 100;

    static StepView of(Step step) {
        return new StepView(
                step.first(),
                step.last(),
                step.author().name(),
                step.author().account(),
                value(step.gesture()),
                value(step.answersNote()),
                step.begun(),
                step.ended(),
                step.changes(),
                step.voided(),
                step.undoes(),
                EffectView.of(step.effects().stream().limit(EFFECTS).toList()),
                Math.max(0, step.effects().size() - EFFECTS));
    }

    private static @Nullable String value(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
