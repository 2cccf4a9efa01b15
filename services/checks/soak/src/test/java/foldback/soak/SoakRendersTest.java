package foldback.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Workers that are processes, really killed; {@code foldback soak renders} does it as often as asked. */
class SoakRendersTest {
    private static final int KILLS = 20;
    private static final long SEED = 1;

    @Test
    void every_job_has_one_result_although_workers_are_killed_in_the_middle_of_it() throws Exception {
        SoakRenders.Result result =
                SoakRenders.play(Path.of(System.getProperty("foldback.root", "../../..")), KILLS, SEED);
        System.out.println(result.json());
        assertThat(result.faults()).isEmpty();
        assertThat(result.kills()).isEqualTo(KILLS);
        assertThat(result.jobs()).isGreaterThanOrEqualTo(SoakRenders.WORKERS);
    }
}
