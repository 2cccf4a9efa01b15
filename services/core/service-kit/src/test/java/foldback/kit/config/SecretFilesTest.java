package foldback.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFilesTest {
    private static final String NAME = "foldback.s3.secret-key";
    private static final String VARIABLE = "FOLDBACK_S3_SECRET_KEY";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("secret"), text);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new SecretFiles(environment),
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(
                                Map.of(
                                        NAME,
                                        "default",
                                        "quarkus.datasource.stem.password",
                                        "${foldback.postgres.password}",
                                        "quarkus.datasource.stem.jdbc.url",
                                        "jdbc:x?currentSchema=stem${foldback.postgres.parameters:}"),
                                "ours",
                                100))
                .build();
    }

    @Test
    void a_setting_is_what_stands_in_its_file_without_the_end_of_the_line() throws IOException {
        SmallRyeConfig config =
                config(Map.of(VARIABLE + "_FILE", file(" hush # = \n").toString()));
        assertThat(config.getValue(NAME, String.class)).isEqualTo(" hush # = ");
    }

    @Test
    void other_settings_are_made_of_it_as_of_any() throws IOException {
        SmallRyeConfig config = config(Map.of(
                "FOLDBACK_POSTGRES_PASSWORD_FILE",
                file("hush").toString(),
                "FOLDBACK_POSTGRES_PARAMETERS",
                "&sslmode=verify-full"));
        assertThat(config.getValue("quarkus.datasource.stem.password", String.class))
                .isEqualTo("hush");
        assertThat(config.getValue("quarkus.datasource.stem.jdbc.url", String.class))
                .isEqualTo("jdbc:x?currentSchema=stem&sslmode=verify-full");
        assertThat(config(Map.of()).getValue("quarkus.datasource.stem.jdbc.url", String.class))
                .isEqualTo("jdbc:x?currentSchema=stem");
    }

    @Test
    void what_the_environment_says_itself_comes_before_and_a_default_after() throws IOException {
        String file = file("of the file").toString();
        assertThat(config(Map.of(VARIABLE, "said", VARIABLE + "_FILE", file)).getValue(NAME, String.class))
                .isEqualTo("said");
        assertThat(config(Map.of()).getValue(NAME, String.class)).isEqualTo("default");
    }

    @Test
    void a_file_that_is_not_there_or_too_large_is_said_and_not_passed_over() throws IOException {
        SecretFiles missing = new SecretFiles(
                Map.of(VARIABLE + "_FILE", folder.resolve("none").toString()));
        assertThatThrownBy(() -> missing.getValue(NAME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(VARIABLE + "_FILE")
                .hasMessageContaining("none");
        SecretFiles large = new SecretFiles(
                Map.of(VARIABLE + "_FILE", file("x".repeat(65_537)).toString()));
        assertThatThrownBy(() -> large.getValue(NAME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("xxx");
    }

    @Test
    void only_our_own_settings_come_from_files() throws IOException {
        SecretFiles files =
                new SecretFiles(Map.of("QUARKUS_HTTP_PORT_FILE", file("1").toString()));
        assertThat(files.getValue("quarkus.http.port")).isNull();
    }

    @Test
    void every_service_has_it() {
        assertThat(ServiceLoader.load(ConfigSource.class)).hasAtLeastOneElementOfType(SecretFiles.class);
    }
}
