package foldback.session.api;

import foldback.session.application.Rebuild;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** For whoever runs the servers. */
@Path("/api/admin/sessions")
final class AdminResource {
    private final Rebuild rebuild;

    AdminResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @POST
    @Path("rebuild")
    public Rebuild.Result rebuild() {
        return rebuild.rebuild();
    }
}
