package foldback.session.application;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log has been folded as far as it went when this process started. */
@Readiness
final class CaughtUp implements HealthCheck {
    private final Sessions sessions;

    CaughtUp(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mix log folded")
                .status(sessions.caughtUp())
                .build();
    }
}
