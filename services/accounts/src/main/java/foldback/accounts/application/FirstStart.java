package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.KeyRows;
import foldback.kit.identity.WorkspaceIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The first start makes one owner with one workspace, and prints a link that whoever reads the log claims the account with. Until
 * somebody has, every start prints a new one and the one before is good for nothing.
 */
@ApplicationScoped
public class FirstStart {
    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final String OWNER = "Owner";
    private static final String WORKSPACE = "Studio";

    private final AccountRows accounts;
    private final KeyRows keys;
    private final Workspaces workspaces;
    private final Links links;
    private final Logins logins;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    FirstStart(
            AccountRows accounts,
            KeyRows keys,
            Workspaces workspaces,
            Links links,
            Logins logins,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.workspaces = workspaces;
        this.links = links;
        this.logins = logins;
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Optional<String> link = QuarkusTransaction.requiringNew().call(this::ownersLink);
        announcements.send();
        link.ifPresent(l -> LOG.infof("event=owner_unclaimed claim=%s", l));
    }

    private Optional<String> ownersLink() {
        keys.lock();
        if (accounts.isEmpty()) {
            Account owner = new Account(UUID.randomUUID(), OWNER, null);
            accounts.add(owner, null, clock.instant());
            UUID workspace = workspaces.add(WorkspaceIds.HOME, owner, WORKSPACE);
            audit.note("owner-made", workspace, owner.id(), null, "");
        }
        return accounts.first().filter(a -> a.email() == null).map(a -> links.make(LinkPurpose.WELCOME, a.id()));
    }

    /** What a program of this machine gets. */
    public record Local(Account account, String accessToken, Duration lasts) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Local[account=" + account.id() + "]";
        }
    }

    /**
     * Signs a program of this machine in as the first owner; empty if the key is not the installation's, or there is none.
     *
     * @param fromThisMachine whether the request came over the loopback interface
     */
    public Optional<Local> local(String key, boolean fromThisMachine, Client client) {
        boolean right = fromThisMachine
                && settings.localKey().filter(k -> Secrets.same(k.strip(), key)).isPresent();
        if (!right) {
            LOG.warnf("event=local_key_refused address=%s", client.address());
            return Optional.empty();
        }
        return accounts.first().map(owner -> {
            SignedIn signedIn = logins.begin(owner, client, null);
            return new Local(owner, signedIn.accessToken(), signedIn.accessLasts());
        });
    }

    /** A link that opens a browser which is signed in as whoever a program was signed in as; the one before is good for nothing then. */
    public String link(Local local) {
        return links.make(LinkPurpose.SIGN_IN, local.account().id());
    }
}
