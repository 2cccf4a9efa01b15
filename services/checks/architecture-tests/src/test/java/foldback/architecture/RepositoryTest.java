package foldback.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import foldback.kit.TopicNames;
import foldback.kit.access.RouteRule;
import foldback.kit.access.RouteTable;
import foldback.mix.Processors;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that have to agree with the code or with each other. */
final class RepositoryTest {
    private static final int FEWEST_FILES = 350;
    private static final int FEWEST_TEST_FILES = 45;
    private static final int FEWEST_ROUTES = 23;
    private static final int FEWEST_LINKS = 25;
    private static final int FEWEST_DECISIONS = 6;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern DOCUMENTED_ROUTE = Pattern.compile("`(GET|POST|PUT|PATCH|DELETE) (/api/[^`?\\s]*)");
    private static final Pattern A_MACHINES_FOLDER =
            Pattern.compile("(?<![\\w.${}~/-])/(?:home|root|Users|wor[k])/(?=\\w)");
    private static final Pattern SKIPS =
            Pattern.compile("@(?:Disabled|Ignore)\\b|\\b(?:test|it|describe)\\.(?:skip|only|todo|fixme)\\b");
    private static final Pattern SLEEPS = Pattern.compile("\\bThread\\.sleep\\(");

    /** They poll another process, wait for a clock that is not theirs, or stand in for a slow one; none waits and hopes. */
    private static final Set<String> TESTS_THAT_SLEEP = Set.of(
            "services/checks/acceptance-tests/src/test/java/foldback/acceptance/Installation.java",
            "services/checks/acceptance-tests/src/test/java/foldback/acceptance/StandInApp.java",
            "services/checks/acceptance-tests/src/test/java/foldback/acceptance/Studio.java",
            "services/core/blob-store/src/test/java/foldback/blob/BlobStoreConformance.java",
            "services/core/event-log/src/test/java/foldback/log/EventLogConformance.java",
            "services/render-farm/src/test/java/foldback/render/RendersTest.java",
            "services/render-farm/src/test/java/foldback/render/worker/WorkersAsProcessesTest.java",
            "services/standalone/app/src/test/java/foldback/standalone/StandaloneTest.java",
            "services/stem-upload/src/test/java/foldback/stem/StemUploadTest.java",
            "services/standalone/sidecar/src/test/java/foldback/sidecar/SidecarMainTest.java");

    private final List<Path> files = RepositoryFiles.all();

    @Test
    void the_repository_has_been_seen() {
        assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
    }

    @Test
    void every_module_is_in_the_root_pom() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher module = Pattern.compile("<module>([^<]+)</module>").matcher(read("pom.xml"));
        while (module.find()) {
            listed.add(module.group(1));
        }
        Set<String> there = new TreeSet<>();
        for (Path file : named("pom.xml")) {
            String folder = parentOf(file);
            if (!folder.isEmpty()) {
                there.add(folder);
            }
        }
        assertThat(listed).isEqualTo(there).hasSizeGreaterThanOrEqualTo(19);
    }

    @Test
    void every_module_with_java_in_it_is_under_these_rules() {
        Set<String> withJava = new TreeSet<>();
        for (Path file : files) {
            String name = file.toString();
            int main = name.indexOf("/src/main/java/");
            if (main > 0) {
                withJava.add(name.substring(0, main));
            }
        }
        assertThat(Stream.of(BuildModule.values()).map(BuildModule::folder))
                .containsExactlyInAnyOrderElementsOf(withJava);
    }

    @Test
    void topics_are_named_as_they_are_made() throws IOException, IllegalAccessException {
        Set<String> named = new TreeSet<>();
        for (Field field : TopicNames.class.getFields()) {
            named.add(String.valueOf(field.get(null)));
        }
        Set<String> made = new TreeSet<>();
        for (JsonNode topic : json("infra/kafka/topics.json").get("topics")) {
            made.add(topic.get("name").asText());
        }
        assertThat(named).isEqualTo(made).hasSizeGreaterThanOrEqualTo(5);
        String contract = read("docs/API.md");
        assertThat(made).allMatch(topic -> contract.contains("`" + topic + "`"), "is in docs/API.md");
    }

    @Test
    void the_bucket_is_named_as_it_is_made() throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(RepositoryFiles.ROOT.resolve(
                "services/core/service-kit/src/main/resources/META-INF/microprofile-config.properties"))) {
            settings.load(in);
        }
        assertThat(json("infra/s3/buckets.json").findValuesAsText("name"))
                .containsExactly(settings.getProperty("foldback.s3.bucket"));
    }

    @Test
    void every_route_is_in_the_contract_and_the_contract_has_no_other() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher route = DOCUMENTED_ROUTE.matcher(read("docs/API.md"));
        while (route.find()) {
            documented.add(route.group(1) + " " + withoutNames(route.group(2)));
        }
        Set<String> there = new TreeSet<>();
        for (JavaClass resource : BuildModule.classesOf(BuildModule.SERVICES)) {
            Optional<String> path = path(resource.tryGetAnnotationOfType("jakarta.ws.rs.Path"));
            if (path.isPresent()) {
                resource.getMethods().forEach(method -> addRoute(there, path.get(), method));
            }
        }
        assertThat(there).isEqualTo(documented).hasSizeGreaterThanOrEqualTo(FEWEST_ROUTES);
    }

    @Test
    void every_route_and_socket_has_a_row_that_says_who_may_and_no_row_is_without_one() {
        Set<String> there = new TreeSet<>();
        for (JavaClass type : BuildModule.classesOf(BuildModule.SERVICES)) {
            path(type.tryGetAnnotationOfType("jakarta.ws.rs.Path"))
                    .ifPresent(base -> type.getMethods().forEach(method -> addRoute(there, base, method)));
            type.tryGetAnnotationOfType("io.quarkus.websockets.next.WebSocket")
                    .flatMap(socket -> socket.get("path"))
                    .ifPresent(path -> there.add("WS " + withoutNames(String.valueOf(path))));
        }
        Set<String> ruled = new TreeSet<>();
        for (RouteRule rule : RouteTable.load().rules()) {
            ruled.add(rule.method() + " " + withoutNames(rule.path()));
        }
        assertThat(ruled).isEqualTo(there).hasSizeGreaterThanOrEqualTo(FEWEST_ROUTES);
    }

    @Test
    void every_processor_is_one_that_the_web_client_was_tested_with() throws IOException {
        String fixture = read("web-client/test/fixture/processors.ts");
        assertThat(Processors.ALL)
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(
                        p -> Pattern.compile("['\"]" + p.id() + "['\"]")
                                .matcher(fixture)
                                .find(),
                        "is in the fixture");
    }

    @Test
    void decisions_are_numbered_without_gap_or_double() throws IOException {
        List<String> names = files.stream()
                .filter(f -> parentOf(f).equals("docs/adr"))
                .map(f -> f.getFileName().toString())
                .sorted()
                .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(FEWEST_DECISIONS);
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).matches(String.format("%04d-[a-z0-9-]+\\.md", i + 1));
            assertThat(read("docs/adr/" + names.get(i)))
                    .as(names.get(i))
                    .matches(Pattern.compile("# (0{0,3}" + (i + 1) + ")[.:] .*", Pattern.DOTALL));
        }
    }

    @Test
    void every_relative_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path file : ending(".md")) {
            Matcher link = LINK.matcher(read(file.toString()));
            while (link.find()) {
                String target = link.group(1).replaceFirst("#.*", "");
                if (target.isEmpty() || target.matches("[a-z]+:.*")) {
                    continue;
                }
                links++;
                Path folder = RepositoryFiles.ROOT.resolve(file).getParent();
                if (folder == null || !Files.exists(folder.resolve(target))) {
                    broken.add(file + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).as("links seen").isGreaterThanOrEqualTo(FEWEST_LINKS);
    }

    @Test
    void no_file_names_a_folder_of_somebodys_machine() throws IOException {
        assertThat(linesWith(A_MACHINES_FOLDER, RepositoryFiles.text(files))).isEmpty();
    }

    @Test
    void artifacts_come_from_wherever_the_builder_gets_them() throws IOException {
        assertThat(linesWith(Pattern.compile("<(?:pluginR|r)epositor(?:y|ies)>"), named("pom.xml")))
                .isEmpty();
        assertThat(linesWith(Pattern.compile("\"resolved\":"), named("package-lock.json")))
                .isEmpty();
        assertThat(linesWith(Pattern.compile("registry"), named(".npmrc"))).isEmpty();
        assertThat(named("settings.xml")).isEmpty();
        assertThat(named("package-lock.json")).isNotEmpty();
    }

    @Test
    void no_test_is_skipped() throws IOException {
        List<Path> tests = tests();
        assertThat(linesWith(SKIPS, tests)).isEmpty();
        assertThat(tests).as("tests seen").hasSizeGreaterThanOrEqualTo(FEWEST_TEST_FILES);
    }

    @Test
    void no_test_waits_and_hopes() throws IOException {
        Set<String> sleeping = new TreeSet<>();
        for (Path test : tests()) {
            if (SLEEPS.matcher(read(test.toString())).find()) {
                sleeping.add(test.toString());
            }
        }
        assertThat(sleeping).isEqualTo(new TreeSet<>(TESTS_THAT_SLEEP));
    }

    @Test
    void what_is_looked_for_would_be_found() {
        assertThat(A_MACHINES_FOLDER.matcher("in " + "/ho" + "me/ada/foldback").find())
                .isTrue();
        assertThat(A_MACHINES_FOLDER.matcher("target" + "/wor" + "k/stems").find())
                .isFalse();
        assertThat(SKIPS.matcher("@" + "Disabled(\"later\")").find()).isTrue();
        assertThat(SKIPS.matcher("  test" + ".skip('later'").find()).isTrue();
        assertThat(SLEEPS.matcher("Thread." + "sleep(100);").find()).isTrue();
        assertThat(LINK.matcher("see [the words](docs/GLOSSARY.md)").results().map(m -> m.group(1)))
                .containsExactly("docs/GLOSSARY.md");
    }

    private static void addRoute(Set<String> routes, String base, JavaMethod method) {
        for (String verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (method.isAnnotatedWith("jakarta.ws.rs." + verb)) {
                String below = path(method.tryGetAnnotationOfType("jakarta.ws.rs.Path"))
                        .orElse("");
                routes.add(verb + " " + withoutNames(below.isEmpty() ? base : base + "/" + below));
            }
        }
    }

    private static Optional<String> path(Optional<? extends JavaAnnotation<?>> annotation) {
        return annotation.flatMap(a -> a.get("value")).map(String::valueOf);
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** What tests are made of, in Java and in TypeScript; not what stands here, which names what is banned. */
    private List<Path> tests() {
        return files.stream()
                .filter(f -> f.toString().matches("services/.*/src/test/java/.*\\.java|web-client/test/.*\\.ts"))
                .filter(f -> !f.toString().startsWith("services/checks/architecture-tests/"))
                .toList();
    }

    private List<Path> named(String name) {
        return files.stream().filter(f -> f.endsWith(name)).toList();
    }

    private List<Path> ending(String end) {
        return files.stream().filter(f -> f.toString().endsWith(end)).toList();
    }

    private static List<String> linesWith(Pattern pattern, List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (String line : read(file.toString()).split("\n", -1)) {
                if (pattern.matcher(line).find()) {
                    found.add(file + ": " + line.strip());
                }
            }
        }
        return found;
    }

    private static String parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? "" : parent.toString();
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(read(file));
    }

    private static String read(String file) throws IOException {
        return Files.readString(RepositoryFiles.ROOT.resolve(file), UTF_8);
    }
}
