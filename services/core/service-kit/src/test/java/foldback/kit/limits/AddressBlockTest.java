package foldback.kit.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class AddressBlockTest {
    private static boolean holds(String block, String address) {
        return AddressBlock.parse(block).holds(InetAddress.ofLiteral(address).getAddress());
    }

    @Test
    void a_block_holds_what_begins_as_it_does() {
        assertThat(holds("10.0.0.0/8", "10.255.1.2")).isTrue();
        assertThat(holds("10.0.0.0/8", "11.0.0.0")).isFalse();
        assertThat(holds("192.168.4.0/22", "192.168.7.255")).isTrue();
        assertThat(holds("192.168.4.0/22", "192.168.8.0")).isFalse();
        assertThat(holds("127.0.0.1", "127.0.0.1")).isTrue();
        assertThat(holds("127.0.0.1", "127.0.0.2")).isFalse();
        assertThat(holds("0.0.0.0/0", "203.0.113.9")).isTrue();
        assertThat(holds("fd00::/8", "fdab::1")).isTrue();
        assertThat(holds("fd00::/8", "fe80::1")).isFalse();
        assertThat(holds("0.0.0.0/0", "::1")).isFalse();
    }

    @Test
    void what_is_no_block_is_refused() {
        for (String text : new String[] {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost"}) {
            assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
