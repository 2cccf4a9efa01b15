package foldback.session.application;

import foldback.session.persistence.ProjectRows;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the logs have been projected as far as they went when this process started, and the list of sessions shows it. */
@Readiness
final class CaughtUp implements HealthCheck {
    private final Projector projector;
    private final Descriptions descriptions;
    private final ProjectRows projects;

    CaughtUp(Projector projector, Descriptions descriptions, ProjectRows projects) {
        this.projector = projector;
        this.descriptions = descriptions;
        this.projects = projects;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mix log projected")
                .status(projector.caughtUp() && descriptions.settled() && projects.caughtUp())
                .build();
    }
}
