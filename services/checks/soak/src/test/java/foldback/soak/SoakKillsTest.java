package foldback.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Real processes, really killed; {@code foldback soak kills} does it as often as asked. */
class SoakKillsTest {
    /** One that kills the broker, and one that kills a replica. */
    private static final LongStream SEEDS = LongStream.of(1, 40);

    @Test
    void s8_what_was_acknowledged_is_in_the_log_once_when_the_broker_or_a_replica_is_killed() throws Exception {
        SoakKills.Result result = SoakKills.play(Path.of(System.getProperty("foldback.root", "../../..")), SEEDS);
        assertThat(result.faults()).isEmpty();
        assertThat(result.brokerKills()).isEqualTo(1);
        assertThat(result.replicaKills()).isEqualTo(1);
        assertThat(result.acknowledged()).isGreaterThan(20);
    }
}
