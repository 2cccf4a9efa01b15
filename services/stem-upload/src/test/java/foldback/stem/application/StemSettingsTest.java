package foldback.stem.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StemSettingsTest {
    @Test
    void what_holds_if_nothing_is_set() {
        StemSettings settings = new SmallRyeConfigBuilder()
                .withMapping(StemSettings.class)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(StemSettings.class);
        assertThat(settings.maxFileBytes()).isEqualTo(8L << 30);
        assertThat(settings.quotaBytes()).isEqualTo(1L << 40);
        assertThat(settings.ingestAtOnce()).isEqualTo(2);
        assertThat(settings.shortestDeadline()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.longestDeadline()).isEqualTo(Duration.ofMinutes(8));
        assertThat(settings.abandonedAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.scratch()).isEmpty();
    }
}
