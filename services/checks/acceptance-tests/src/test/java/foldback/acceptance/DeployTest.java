package foldback.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads what is deployed, because nothing here can run it: there is no container engine where the tests run. */
class DeployTest {
    private static final Path DEPLOY = Installation.REPOSITORY.resolve("deploy");

    /** What the application reads, as it is named in the environment; the sidecar gives all but the password. */
    private static final List<String> VARIABLES = List.of(
            "FOLDBACK_ACCOUNTS_MASTER_KEY",
            "FOLDBACK_KAFKA_BOOTSTRAP",
            "FOLDBACK_POSTGRES_PASSWORD",
            "FOLDBACK_POSTGRES_URL",
            "FOLDBACK_POSTGRES_USER",
            "FOLDBACK_S3_ACCESS_KEY",
            "FOLDBACK_S3_BUCKET",
            "FOLDBACK_S3_ENDPOINT",
            "FOLDBACK_S3_PUBLIC_ENDPOINT",
            "FOLDBACK_S3_REGION",
            "FOLDBACK_S3_SECRET_KEY");

    private static final Pattern PINNED = Pattern.compile(".+:v?\\d+[.\\d]*(-[a-z]+)*");
    private static final Pattern FROM_ENV_FILE = Pattern.compile("\\$\\{[A-Z0-9_]+:\\?.+}");

    private JsonNode compose;
    private List<String> containerfile;

    @BeforeEach
    void read() throws IOException {
        compose = new YAMLMapper().readTree(DEPLOY.resolve("compose.yaml").toFile());
        containerfile = Files.readAllLines(DEPLOY.resolve("Containerfile"));
    }

    @Test
    void the_four_services_are_there() {
        assertThat(compose.get("services").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("app", "kafka", "postgres", "s3");
    }

    @Test
    void every_image_is_pinned_to_a_version() {
        var images = new ArrayList<String>();
        compose.get("services")
                .forEach(service -> images.add(service.get("image").asText()));
        instructions("FROM").forEach(image -> images.add(image.split(" ", -1)[0]));
        assertThat(images).hasSize(5).allMatch(PINNED.asMatchPredicate());
    }

    @Test
    void the_application_is_told_every_variable_that_it_reads_and_no_other() {
        var told = new TreeSet<String>();
        service("app").get("environment").fieldNames().forEachRemaining(told::add);
        assertThat(told).containsExactlyElementsOf(VARIABLES);
    }

    @Test
    void both_ends_have_the_same_names_ports_and_secrets() {
        JsonNode app = service("app").get("environment");
        JsonNode s3 = service("s3").get("environment");
        assertThat(app.get("FOLDBACK_S3_ACCESS_KEY")).isEqualTo(s3.get("ROOT_ACCESS_KEY"));
        assertThat(app.get("FOLDBACK_S3_SECRET_KEY")).isEqualTo(s3.get("ROOT_SECRET_KEY"));
        assertThat(app.get("FOLDBACK_S3_REGION")).isEqualTo(s3.get("VGW_REGION"));
        assertThat(app.get("FOLDBACK_S3_ENDPOINT").asText())
                .isEqualTo("http://s3" + s3.get("VGW_PORT").asText());
        assertThat(app.get("FOLDBACK_POSTGRES_PASSWORD"))
                .isEqualTo(service("postgres").get("environment").get("POSTGRES_PASSWORD"));
        assertThat(service("kafka")
                        .get("environment")
                        .get("KAFKA_ADVERTISED_LISTENERS")
                        .asText())
                .isEqualTo("PLAINTEXT://" + app.get("FOLDBACK_KAFKA_BOOTSTRAP").asText());
        String publicEndpoint = app.get("FOLDBACK_S3_PUBLIC_ENDPOINT").asText();
        assertThat("http://" + service("s3").get("ports").get(0).asText()).startsWith(publicEndpoint + ":");
        String page = s3.get("VGW_CORS_ALLOW_ORIGIN").asText();
        assertThat("http://" + service("app").get("ports").get(0).asText()).startsWith(page + ":");
    }

    @Test
    void only_the_page_and_s3_are_published_and_only_on_loopback() {
        assertThat(service("kafka").has("ports")).isFalse();
        assertThat(service("postgres").has("ports")).isFalse();
        for (String published : List.of("app", "s3")) {
            assertThat(service(published).get("ports"))
                    .isNotEmpty()
                    .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        }
        assertThat(instructions("EXPOSE")).containsExactly("8080");
    }

    @Test
    void every_service_has_a_health_check_and_the_application_waits_for_the_others() {
        for (String server : List.of("kafka", "postgres", "s3")) {
            assertThat(service(server).path("healthcheck").path("test")).isNotEmpty();
            assertThat(service("app")
                            .get("depends_on")
                            .get(server)
                            .get("condition")
                            .asText())
                    .isEqualTo("service_healthy");
        }
        assertThat(instructions("HEALTHCHECK")).hasSize(1);
        assertThat(String.join("\n", containerfile)).contains("/q/health/ready");
    }

    @Test
    void every_named_volume_is_mounted_and_every_mount_is_named() {
        var mounted = new TreeSet<String>();
        compose.get("services")
                .forEach(service -> service.path("volumes")
                        .forEach(volume -> mounted.add(volume.asText().split(":", -1)[0])));
        assertThat(compose.get("volumes").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(mounted);
        assertThat(mounted).hasSize(3);
    }

    @Test
    void no_secret_stands_in_a_file_and_none_works_without_being_chosen() throws IOException {
        int secrets = 0;
        for (JsonNode service : compose.get("services")) {
            for (var variable : service.path("environment").properties()) {
                if (variable.getKey().matches(".*(SECRET|PASSWORD|MASTER_KEY).*")) {
                    secrets++;
                    assertThat(variable.getValue().asText())
                            .as(variable.getKey())
                            .matches(FROM_ENV_FILE);
                }
            }
        }
        assertThat(secrets).isEqualTo(5);
        assertThat(Files.readAllLines(DEPLOY.resolve(".env.example")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactlyInAnyOrder(
                        "FOLDBACK_ACCOUNTS_MASTER_KEY=", "FOLDBACK_POSTGRES_PASSWORD=", "FOLDBACK_S3_SECRET_KEY=");
        assertThat(Files.readAllLines(Installation.REPOSITORY.resolve(".gitignore")))
                .contains(".env");
    }

    @Test
    void the_container_does_not_run_as_root() {
        assertThat(instructions("USER")).hasSize(1).noneMatch(user -> user.equals("root") || user.equals("0"));
    }

    @Test
    void what_is_copied_into_the_image_is_what_a_build_makes() {
        var sources = instructions("COPY").stream()
                .map(copy -> copy.replaceFirst("--chown=\\S+ ", "").split(" ", -1)[0])
                .toList();
        assertThat(sources).containsExactly("services/standalone/app/target/quarkus-app");
        // The launcher starts the application from the same place: if that moves, this does.
        for (String source : sources) {
            assertThat(launcher()).contains(source);
        }
    }

    private static String launcher() {
        try {
            return Files.readString(Installation.REPOSITORY.resolve("foldback"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode service(String name) {
        return compose.get("services").get(name);
    }

    /** What follows an instruction, for each time that it stands at the start of a line. */
    private List<String> instructions(String name) {
        return containerfile.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}
