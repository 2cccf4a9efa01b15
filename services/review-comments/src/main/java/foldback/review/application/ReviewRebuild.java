package foldback.review.application;

import foldback.review.persistence.ReviewRows;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows made anew: they are a projection, and the log is the truth. */
@ApplicationScoped
public class ReviewRebuild {
    private final ReviewRows rows;

    ReviewRebuild(ReviewRows rows) {
        this.rows = rows;
    }

    /** Forgets what was projected and projects the log from its beginning; returns when all of it is there. */
    public void fromTheLog() {
        rows.rebuild();
    }
}
