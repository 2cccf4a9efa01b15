package foldback.accounts.application;

import foldback.accounts.persistence.AttemptRows;
import foldback.accounts.persistence.AuditRows;
import foldback.accounts.persistence.GuestLinkRows;
import foldback.accounts.persistence.LinkRows;
import foldback.accounts.persistence.LoginRows;
import foldback.accounts.persistence.OidcRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Forgets what is of no use to anybody any longer. */
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration ENDED_LOGINS_KEPT = Duration.ofDays(7);
    private static final Duration DEVICES_KEPT = Duration.ofDays(180);
    private static final Duration LINKS_KEPT = Duration.ofDays(1);
    private static final Duration ATTEMPTS_KEPT = Duration.ofDays(1);
    private static final Duration ENDED_GUEST_LINKS_KEPT = Duration.ofDays(30);
    private static final Duration AUDIT_KEPT = Duration.ofDays(400);

    private final LoginRows logins;
    private final LinkRows links;
    private final AttemptRows attempts;
    private final OidcRows oidc;
    private final GuestLinkRows guests;
    private final AuditRows audit;
    private final Clock clock;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-housekeeping").factory());

    Housekeeping(
            LoginRows logins,
            LinkRows links,
            AttemptRows attempts,
            OidcRows oidc,
            GuestLinkRows guests,
            AuditRows audit,
            Clock clock) {
        this.logins = logins;
        this.links = links;
        this.attempts = attempts;
        this.oidc = oidc;
        this.guests = guests;
        this.audit = audit;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var _ = hourly.scheduleWithFixedDelay(this::tidy, 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        hourly.shutdownNow();
    }

    void tidy() {
        try {
            Instant now = clock.instant();
            logins.forget(now.minus(ENDED_LOGINS_KEPT), now.minus(DEVICES_KEPT));
            links.forget(now.minus(LINKS_KEPT));
            attempts.forget(now, ATTEMPTS_KEPT);
            oidc.forget(now);
            guests.forget(now.minus(ENDED_GUEST_LINKS_KEPT));
            audit.forget(now.minus(AUDIT_KEPT));
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=housekeeping_failed");
        }
    }
}
