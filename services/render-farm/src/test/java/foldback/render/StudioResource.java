package foldback.render;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Session-store as far as render-farm asks it, with the sessions that a test has put there. */
@Path("/api/sessions/{id}")
@Singleton
public class StudioResource {
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    /** From now on, version 1 of the session is this mix. */
    void put(String session, byte[] document) {
        documents.put(session, document);
    }

    @GET
    public String session(@PathParam("id") String id) {
        document(id);
        return """
                {"name":"Night Bus","version":1,"revisions":[{"id":"mix-1","name":"Mix 1","version":1}]}""";
    }

    @GET
    @Path("mix-document")
    public byte[] document(@PathParam("id") String id) {
        byte[] document = documents.get(id);
        if (document == null) {
            throw new NotFoundException();
        }
        return document;
    }
}
