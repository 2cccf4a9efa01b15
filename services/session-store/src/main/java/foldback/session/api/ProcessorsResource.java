package foldback.session.api;

import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The registry of processors, for screens and scripts. */
@Path("/api/processors")
final class ProcessorsResource {
    @GET
    public List<ProcessorSpec> all() {
        return Processors.ALL;
    }
}
