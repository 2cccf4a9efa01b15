package foldback.kit;

/** The names of the topics, as infra/kafka/topics.json has them; a test compares the two. */
public final class TopicNames {
    public static final String MIX_EVENTS = "foldback.mix-events";
    public static final String STEM_EVENTS = "foldback.stem-events";
    public static final String RENDER_EVENTS = "foldback.render-events";
    public static final String REVIEW_EVENTS = "foldback.review-events";

    /** Which sessions are of one release. */
    public static final String PROJECT_EVENTS = "foldback.project-events";

    /** Workspaces and their members, written by the accounts service. */
    public static final String WORKSPACE_EVENTS = "foldback.workspace-events";

    /** Who is where in a session just now: read from its end only, and forgotten after a minute. */
    public static final String PRESENCE = "foldback.presence";

    /** A queue, not a log: read by a share group. */
    public static final String RENDER_JOBS = "foldback.render-jobs";

    /** The same for previews, which overtake. */
    public static final String RENDER_PREVIEWS = "foldback.render-previews";

    /** Jobs that nobody will try any more, with the reason. */
    public static final String RENDER_DEAD_LETTERS = "foldback.render-dead-letters";

    private TopicNames() {}
}
