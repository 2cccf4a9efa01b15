package foldback.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.simulator.SimulatedClient.Habits;
import foldback.simulator.SyncSimulation.Summary;
import org.junit.jupiter.api.Test;

/** Stories in bad weather. A failure names its seed, and {@code ./foldback soak sync --runs 1 --seed N} plays it again. */
final class SyncSimulationTest {
    private static final int SEEDS = 1000;
    private static final int OPERATIONS = 300;
    private static final int PEOPLE = 4;

    @Test
    void s1_s4_s8_s9_s10_s12_s13_s17_everybody_ends_with_the_same_session() {
        SoakSync.Result result = SoakSync.play(1, SEEDS, OPERATIONS, PEOPLE);
        assertThat(result.divergences()).isEmpty();
        Summary all = result.summary();
        assertThat(all.applied()).as("changes that applied").isGreaterThan(100L * SEEDS);
        assertThat(all.voided()).as("changes that were void").isGreaterThan(20L * SEEDS);
        assertThat(all.sentAgain()).isGreaterThan(20L * SEEDS);
        assertThat(all.lost()).isGreaterThan(50L * SEEDS);
        assertThat(all.repeated()).isGreaterThan(50L * SEEDS);
        assertThat(all.kills()).isGreaterThan(3L * SEEDS);
        assertThat(all.snapshots()).isGreaterThan(5L * SEEDS);
    }

    @Test
    void the_same_seed_is_the_same_story() {
        assertThat(SyncSimulation.run(7, OPERATIONS, PEOPLE)).isEqualTo(SyncSimulation.run(7, OPERATIONS, PEOPLE));
    }

    @Test
    void a_client_that_overlooks_a_gap_is_found_out() {
        assertThatThrownBy(() -> SyncSimulation.run(1, OPERATIONS, PEOPLE, new Habits(false, true)))
                .isInstanceOf(Divergence.class);
    }

    @Test
    void a_client_that_numbers_a_resend_anew_is_found_out() {
        assertThatThrownBy(() -> SyncSimulation.run(1, OPERATIONS, PEOPLE, new Habits(true, false)))
                .isInstanceOf(Divergence.class)
                .hasMessageContaining("twice");
    }
}
