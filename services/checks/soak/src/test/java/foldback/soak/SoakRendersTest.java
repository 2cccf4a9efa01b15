package foldback.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real workers, really killed; {@code foldback soak renders} does it as often as asked. */
class SoakRendersTest {
    private static final int KILLS = 20;
    private static final long SEED = 7;

    /** So long keeps the broker a dead worker in its group; a job that waits for that is one that only the dead worker may have. */
    private static final double GROUP_MISSES_A_WORKER_SECONDS = 45;

    @Test
    void every_job_has_one_result_whichever_workers_are_killed_in_the_middle_of_it() throws Exception {
        SoakRenders.Result result =
                SoakRenders.play(Path.of(System.getProperty("foldback.root", "../../..")), KILLS, SEED);
        assertThat(result.faults()).as(result.json()).isEmpty();
        assertThat(result.kills()).isEqualTo(KILLS);
        assertThat(result.takeoverSeconds())
                .as(result.json())
                .hasSizeGreaterThan(KILLS / 2)
                .allMatch(time -> time < GROUP_MISSES_A_WORKER_SECONDS);
    }
}
