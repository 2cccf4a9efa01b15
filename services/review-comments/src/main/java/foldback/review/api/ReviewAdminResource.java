package foldback.review.api;

import foldback.review.application.ReviewRebuild;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What operators do. */
@Path("/api/admin/reviews")
final class ReviewAdminResource {
    private final ReviewRebuild rebuild;

    ReviewAdminResource(ReviewRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @POST
    @Path("rebuild")
    public void rebuild() {
        rebuild.fromTheLog();
    }
}
