package foldback.architecture;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The modules with Java in them: where they are, how many classes they have at the very least, which other modules they
 * may know directly, and which libraries. A module that is new has to be entered here.
 */
enum BuildModule {
    MIX_MODEL("services/core/mix-model", 60, List.of(), Libraries.JDK_ONLY),
    MIX_CODEC("services/core/mix-codec", 8, List.of(MIX_MODEL), Libraries.JACKSON),
    SIMULATOR("services/checks/simulator", 2, List.of(MIX_CODEC), Libraries.JACKSON),
    DSP("services/core/dsp", 18, List.of(), Libraries.JDK_ONLY),
    DSP_SIMD("services/core/dsp-simd", 4, List.of(DSP), Libraries.VECTORS),
    AUDIO_FILES("services/core/audio-files", 50, List.of(DSP), Libraries.JDK_ONLY),
    MIXDOWN("services/core/mixdown", 24, List.of(MIX_MODEL, DSP), Libraries.JDK_ONLY),
    MIXDOWN_WEB("services/core/mixdown-web", 3, List.of(MIXDOWN), Libraries.ANY),
    ANALYSIS("services/core/analysis", 25, List.of(MIX_CODEC, AUDIO_FILES), Libraries.FOURIER),
    BOUNCE("services/core/bounce", 15, List.of(MIX_CODEC, DSP_SIMD, AUDIO_FILES, MIXDOWN, ANALYSIS), Libraries.JACKSON),
    EVENT_LOG("services/core/event-log", 18, List.of(), Libraries.ANY),
    BLOB_STORE("services/core/blob-store", 16, List.of(), Libraries.ANY),
    SERVICE_KIT("services/core/service-kit", 25, List.of(EVENT_LOG, BLOB_STORE), Libraries.ANY),
    ACCOUNTS("services/accounts", 45, List.of(SERVICE_KIT), Libraries.ANY),
    SESSION_STORE("services/session-store", 15, List.of(MIX_CODEC, SERVICE_KIT), Libraries.ANY),
    STEM_UPLOAD("services/stem-upload", 45, List.of(AUDIO_FILES, ANALYSIS, SERVICE_KIT), Libraries.ANY),
    RENDER_FARM("services/render-farm", 30, List.of(BOUNCE, SERVICE_KIT), Libraries.ANY),
    REVIEW_COMMENTS("services/review-comments", 22, List.of(MIX_CODEC, SERVICE_KIT), Libraries.ANY),
    STANDALONE(
            "services/standalone/app",
            2,
            List.of(ACCOUNTS, SESSION_STORE, STEM_UPLOAD, RENDER_FARM, REVIEW_COMMENTS),
            Libraries.ANY),
    SIDECAR("services/standalone/sidecar", 15, List.of(EVENT_LOG, BLOB_STORE), Libraries.ANY),
    CLI("services/cli", 50, List.of(DSP, AUDIO_FILES, MIX_CODEC, ANALYSIS, BOUNCE), Libraries.JACKSON),
    BENCHMARKS("services/checks/benchmarks", 18, List.of(CLI, BOUNCE), Libraries.ANY),
    SOAK("services/checks/soak", 12, List.of(MIX_CODEC, AUDIO_FILES, EVENT_LOG, SIDECAR, CLI), Libraries.ANY),
    TEST_SERVERS("services/checks/test-servers", 1, List.of(SIDECAR), Libraries.ANY);

    static final Set<BuildModule> SERVICES = Set.of(ACCOUNTS, SESSION_STORE, STEM_UPLOAD, RENDER_FARM, REVIEW_COMMENTS);

    /** What is compiled for the browser too. */
    static final Set<BuildModule> IN_THE_BROWSER = Set.of(MIX_MODEL, DSP, MIXDOWN);

    private static final Path ROOT = Path.of(System.getProperty("foldback.root", "../../.."));
    private static final Map<BuildModule, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    /** The libraries that a module may know, by the beginnings of their packages. */
    private enum Libraries {
        JDK_ONLY,
        JACKSON,
        /** Jackson, and the Fourier transforms of JTransforms. */
        FOURIER,
        /** The JDK with its incubating vectors. */
        VECTORS,
        ANY
    }

    private final String folder;
    private final int fewestClasses;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<BuildModule> direct;

    private final Libraries libraries;

    BuildModule(String folder, int fewestClasses, List<BuildModule> direct, Libraries libraries) {
        this.folder = folder;
        this.fewestClasses = fewestClasses;
        this.direct = direct;
        this.libraries = libraries;
    }

    static Path root() {
        return ROOT.toAbsolutePath().normalize();
    }

    String folder() {
        return folder;
    }

    int fewestClasses() {
        return fewestClasses;
    }

    Path classFolder() {
        return root().resolve(folder).resolve("target/classes");
    }

    JavaClasses classes() {
        return IMPORTED.computeIfAbsent(this, module -> {
            if (!Files.isDirectory(module.classFolder())) {
                throw new IllegalStateException(module.folder + " is not built: there is no " + module.classFolder());
            }
            return new ClassFileImporter().importPath(module.classFolder());
        });
    }

    static JavaClasses classesOf(Collection<BuildModule> modules) {
        return new ClassFileImporter()
                .importPaths(modules.stream().map(BuildModule::classFolder).toList());
    }

    static JavaClasses all() {
        return classesOf(Arrays.asList(values()));
    }

    Set<String> packages() {
        return classes().stream().map(JavaClass::getPackageName).collect(toUnmodifiableSet());
    }

    /** The packages of this module and of every module that it may know, directly or through another. */
    Set<String> knownPackages() {
        Set<BuildModule> known = new TreeSet<>();
        Deque<BuildModule> next = new ArrayDeque<>(List.of(this));
        while (!next.isEmpty()) {
            BuildModule module = next.pop();
            if (known.add(module)) {
                next.addAll(module.direct);
            }
        }
        return known.stream().flatMap(m -> m.packages().stream()).collect(toUnmodifiableSet());
    }

    boolean mayKnowLibrary(String packageName) {
        boolean always = packageName.startsWith("java.") || packageName.startsWith("org.jspecify.");
        return switch (libraries) {
            case ANY -> true;
            case JACKSON -> always || packageName.startsWith("com.fasterxml.jackson.");
            case FOURIER ->
                always
                        || packageName.startsWith("com.fasterxml.jackson.")
                        || packageName.startsWith("org.jtransforms.")
                        || packageName.startsWith("org.visnow.");
            case VECTORS -> always || packageName.startsWith("jdk.incubator.vector");
            case JDK_ONLY -> always;
        };
    }

    /** The package that all packages of a service begin with. */
    String rootPackage() {
        return packages().stream()
                .map(p -> p.split("\\.", -1))
                .map(names -> names[0] + "." + names[1])
                .distinct()
                .reduce((one, other) -> {
                    throw new IllegalStateException(folder + " has two root packages: " + one + " and " + other);
                })
                .orElseThrow();
    }
}
