package foldback.session.application;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log has been projected as far as it went when this process started. */
@Readiness
final class CaughtUp implements HealthCheck {
    private final Projector projector;

    CaughtUp(Projector projector) {
        this.projector = projector;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mix log projected")
                .status(projector.caughtUp())
                .build();
    }
}
