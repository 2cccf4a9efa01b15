package foldback.session.api;

import foldback.kit.Problem;
import foldback.kit.ProblemException;
import foldback.mix.Outcome;
import foldback.mix.VoidReason;
import foldback.session.application.Answer;
import foldback.session.application.Recorded;

/** What came of a change, as an answer or as a problem. */
final class Answers {
    record ChangeAnswer(long version, String outcome) {}

    private Answers() {}

    static ChangeAnswer of(Answer answer) {
        return switch (answer) {
            case Answer.Folded folded -> of(folded.recorded(), "applied");
            case Answer.Resent resent -> of(resent.first(), "resent");
            case Answer.SequencePassed passed ->
                throw Problem.of(
                                409,
                                "sequence-passed",
                                "The number of the change was used",
                                "This client's changes have been counted to " + passed.lastSequence()
                                        + ", and this is none of them. Nothing was changed; send it again with a higher number.")
                        .with("lastSequence", passed.lastSequence())
                        .exception();
            case Answer.Stopped stopped -> throw stopped(stopped.reason());
        };
    }

    static ProblemException stopped(String reason) {
        return Problem.of(409, "session-unreadable", "The session stands still", reason + " Nothing was changed.")
                .exception();
    }

    private static ChangeAnswer of(Recorded recorded, String outcome) {
        if (recorded.outcome() instanceof Outcome.Voided voided) {
            throw isVoid(recorded.version(), voided.reason()).exception();
        }
        return new ChangeAnswer(recorded.version(), outcome);
    }

    static Problem isVoid(long version, VoidReason reason) {
        Problem problem = Problem.of(
                        409,
                        "change-void",
                        "The change came to nothing",
                        reason.explanation() + " The mix is as it was.")
                .with("version", version)
                .with("reason", kind(reason));
        return switch (reason) {
            case VoidReason.Overtaken overtaken ->
                problem.with("expectedVersion", overtaken.expectedVersion())
                        .with("actualVersion", overtaken.actualVersion());
            case VoidReason.WrittenSince written ->
                problem.with("path", written.path())
                        .with("expectedVersion", written.expectedVersion())
                        .with("actualVersion", written.actualVersion());
            default -> problem;
        };
    }

    static String kind(VoidReason reason) {
        return reason.getClass().getSimpleName();
    }
}
