package foldback.review.application;

/** Why something that somebody wanted of a review does not count. Nothing was changed by it. */
public enum Refusal {
    NO_SUCH_NOTE("There is no such note in this session."),
    NO_SUCH_REPLY("The note has no such reply."),
    PINNED_ALREADY("There is such a note already."),
    WITHDRAWN("The note was withdrawn. It is in the history, and nothing is added to it any more."),
    RESOLVED_ALREADY("Somebody resolved the note before. It is as they left it."),
    NOT_RESOLVED("The note is open."),
    NOTHING_NEW("It is so already."),
    NOT_THEIRS("Only who wrote it words it anew."),
    TOO_MANY_NOTES("The session has " + ReviewLimits.NOTES + " notes, which is as many as there can be."),
    TOO_MANY_REPLIES("The note has " + ReviewLimits.REPLIES + " replies, which is as many as there can be."),
    TOO_MANY_TEXTS("It was worded anew " + ReviewLimits.EARLIER_TEXTS + " times, which is as often as that goes."),
    TOO_MANY_REACTIONS(ReviewLimits.REACTING + " people reacted, which is as many as there can be."),

    NOT_FOR_GUESTS("Guests do not do this."),
    ARTISTS_AND_ABOVE("Viewers listen and look."),
    ENGINEERS_OR_AUTHOR("Engineers do this, and whoever wrote the note."),
    ENGINEERS("Engineers do this."),

    NO_SUCH_ROUND("There is no such round in this session."),
    NO_BRIEF("Nobody has written yet what is wanted and who decides."),
    ROUND_OPEN("A round is under way. Decide it, or withdraw it, before the next one."),
    ROUND_OVER("The round is over. What was decided stands."),
    NOT_A_REVIEWER("Whoever was not asked in this round gives no verdict."),
    NOT_THE_DECIDER("One person decides, and the brief names somebody else."),
    OTHER_MIX("The verdict is about another mix than the one that was submitted."),
    TOO_MANY_ROUNDS("The session has " + ReviewLimits.ROUNDS + " rounds, which is as many as there can be."),
    TOO_MANY_VERDICTS("The round has " + ReviewLimits.VERDICTS_KEPT + " verdicts, which is as many as there can be.");

    private final String explanation;

    Refusal(String explanation) {
        this.explanation = explanation;
    }

    /** In a sentence, for whoever wanted it. */
    public String explanation() {
        return explanation;
    }
}
