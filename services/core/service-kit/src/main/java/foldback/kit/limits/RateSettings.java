package foldback.kit.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/**
 * {@code foldback.rate.*}: how many requests a second one may send for as long as one likes, and how many at once after a rest; of each process. Far
 * more than pages and programs ever send: what these hold back is a loop.
 */
@ConfigMapping(prefix = "foldback.rate")
interface RateSettings {
    /** Of an account, whatever it signs in with; what a service asks of another on its behalf counts too. */
    @WithDefault("300")
    double accountPerSecond();

    @WithDefault("3000")
    int accountAtOnce();

    /** Of an address, signed in or not; many people may share one. For IPv6, of its /64. */
    @WithDefault("600")
    double addressPerSecond();

    @WithDefault("6000")
    int addressAtOnce();

    /** Of all members of a workspace together. A request counts each time it is asked what its sender is there: once or twice. */
    @WithDefault("2000")
    double workspacePerSecond();

    @WithDefault("20000")
    int workspaceAtOnce();

    /** Blocks of addresses ({@code 10.0.0.0/8}) that are not counted: of services that ask each other, where each is a process of its own. */
    Optional<Set<String>> exemptAddresses();
}
