package foldback.kit.limits;

import foldback.kit.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who has sent too much too fast: accounts, addresses and workspaces, each by themselves. */
@ApplicationScoped
public class Rates {
    private static final int BITS_OF_A_NETWORK_OF_IPV6 = 64;
    private static final int BYTES_OF_IPV4 = 4;

    private final TokenBuckets accounts;
    private final TokenBuckets addresses;
    private final TokenBuckets workspaces;
    private final List<AddressBlock> exempt;

    Rates(RateSettings settings, Clock clock) {
        accounts = new TokenBuckets(settings.accountPerSecond(), settings.accountAtOnce(), clock);
        addresses = new TokenBuckets(settings.addressPerSecond(), settings.addressAtOnce(), clock);
        workspaces = new TokenBuckets(settings.workspacePerSecond(), settings.workspaceAtOnce(), clock);
        exempt = settings.exemptAddresses().orElse(Set.of()).stream()
                .map(AddressBlock::parse)
                .toList();
    }

    /** Counts something that an account asks for; how long it has to wait if that was one too many. */
    public Optional<Duration> ofAccount(UUID account) {
        return accounts.take(account.toString());
    }

    /** Counts something that is asked of a workspace; how long it has to wait if that was one too many. */
    public Optional<Duration> ofWorkspace(UUID workspace) {
        return workspaces.take(workspace.toString());
    }

    /**
     * Counts a request from an address.
     *
     * @param address as digits: nobody is asked whose it is
     * @return a problem if it is one too many
     */
    public Optional<Problem> ofAddress(String address) {
        return neighbourhood(address)
                .flatMap(addresses::take)
                .map(wait -> Problem.tooOften("Your address sends requests faster than they are taken.", wait));
    }

    /** Whose bucket an address takes from; empty if it is not counted. Whoever has one address of IPv6 has the 2^64 of its network. */
    private Optional<String> neighbourhood(String address) {
        byte[] bytes;
        try {
            bytes = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return Optional.of(address);
        }
        if (exempt.stream().anyMatch(block -> block.holds(bytes))) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of()
                .formatHex(bytes.length == BYTES_OF_IPV4 ? bytes : AddressBlock.cut(bytes, BITS_OF_A_NETWORK_OF_IPV6)));
    }
}
