package foldback.kit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import foldback.blob.BlobsUnavailableException;
import foldback.log.LogUnavailableException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way a request can fail, as a problem. A stack trace never leaves the log. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return e.problem().response();
    }

    @ServerExceptionMapper
    Response unreadable(JacksonException e) {
        String what = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
        return Problem.malformed(what.replaceAll("`?(?:foldback|java)\\.[\\w.$]*[.$]", "`"))
                .response();
    }

    /** Named by itself, because the framework has a mapper for it that says nothing. */
    @ServerExceptionMapper
    Response ofAnotherShape(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(v -> lastOf(v.getPropertyPath().toString()) + ": " + v.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.malformed(detail).response();
    }

    @ServerExceptionMapper
    Response refusedByTheFramework(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException unreadable) {
            return unreadable(unreadable);
        }
        int status = e.getResponse().getStatus();
        if (e.getResponse().hasEntity() || status < Response.Status.BAD_REQUEST.getStatusCode()) {
            return e.getResponse();
        }
        String reason = e.getResponse().getStatusInfo().getReasonPhrase();
        return Problem.of(status, "http-" + status, reason, reason + ".").response();
    }

    @ServerExceptionMapper
    Response logAway(LogUnavailableException e) {
        LOG.warnf(e, "event=log_unavailable");
        return away("log-unavailable", "The log does not answer");
    }

    @ServerExceptionMapper
    Response blobsAway(BlobsUnavailableException e) {
        LOG.warnf(e, "event=blobs_unavailable");
        return away("blobs-unavailable", "The audio store does not answer");
    }

    @ServerExceptionMapper
    Response sessionStoreAway(SessionStoreClient.SessionStoreAwayException e) {
        LOG.warnf(e, "event=session_store_unavailable");
        return away("session-store-unavailable", "The session store does not answer");
    }

    @ServerExceptionMapper
    Response bug(Exception e) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "event=request_failed incident=%s", incident);
        return Problem.of(
                        500,
                        "internal",
                        "Something broke",
                        "The server hit an error of its own, number " + incident
                                + " in its log. What had been saved before is kept.")
                .with("incident", incident)
                .response();
    }

    private static Response away(String slug, String title) {
        Response answer = Problem.of(
                        503, slug, title, title + ". Nothing that was acknowledged is lost; try again in a moment.")
                .response();
        return Response.fromResponse(answer)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
