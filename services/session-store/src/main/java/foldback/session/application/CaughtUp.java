package foldback.session.application;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log has been projected as far as it went when this process started, and the list of sessions shows it. */
@Readiness
final class CaughtUp implements HealthCheck {
    private final Projector projector;
    private final Descriptions descriptions;

    CaughtUp(Projector projector, Descriptions descriptions) {
        this.projector = projector;
        this.descriptions = descriptions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mix log projected")
                .status(projector.caughtUp() && descriptions.settled())
                .build();
    }
}
