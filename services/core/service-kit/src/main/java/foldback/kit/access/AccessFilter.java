package foldback.kit.access;

import foldback.kit.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds every request that has found its resource against the table. What fits no row is refused, whoever asks. */
@Singleton
final class AccessFilter {
    private static final String API = "/api/";

    private final RouteTable table = RouteTable.load();
    private final Gate gate;

    AccessFilter(Gate gate) {
        this.gate = gate;
    }

    @ServerRequestFilter
    public void look(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        String absolute = path.startsWith("/") ? path : "/" + path;
        if (!absolute.startsWith(API)) {
            return;
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        RouteTable.Fit fit = table.find(method, absolute)
                .orElseThrow(() -> Problem.notFound("such address").exception());
        Map<String, String> parameters = new HashMap<>(fit.parameters());
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        query.forEach((name, values) -> parameters.putIfAbsent(name, values.isEmpty() ? "" : values.getFirst()));
        gate.pass(fit.rule(), parameters);
    }
}
