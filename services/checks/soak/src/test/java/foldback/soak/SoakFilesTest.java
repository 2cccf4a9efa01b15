package foldback.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code foldback soak files} does it as often as asked. */
class SoakFilesTest {
    private static final long SEED = 20_261_121;
    private static final int PLAIN = 20_000;

    /** Each is two processes. */
    private static final int ENCODED = 60;

    @ParameterizedTest
    @Timeout(300)
    @EnumSource(AudioFormats.class)
    void no_mutant_hangs_or_throws_or_is_read_beyond_its_end(AudioFormats format) throws Exception {
        int mutants = format.isEncoded() ? ENCODED : PLAIN;
        SoakFiles.Result result = SoakFiles.play(format, mutants, SEED);
        System.out.println(result.json());
        assertThat(result.faults()).isEmpty();
        assertThat(result.all()).isEqualTo(mutants);
        assertThat(result.read()).isPositive();
        assertThat(result.reasons()).isGreaterThanOrEqualTo(format.isEncoded() ? 1 : 5);
    }
}
