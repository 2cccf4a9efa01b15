package foldback.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HabitsTest {
    private static final int FEWEST_CLASSES = 430;

    /** They look at something that tells nobody when it changes, or try again later. */
    private static final Set<String> MAY_SLEEP = Set.of(
            "foldback.blob.BucketProvisioner",
            "foldback.cli.api.StemUploader",
            "foldback.cli.demo.Demo",
            "foldback.log.TopicProvisioner",
            "foldback.render.worker.Worker",
            "foldback.sidecar.AwaitReady",
            "foldback.sidecar.FolderLock",
            "foldback.sidecar.LauncherWatch",
            "foldback.sidecar.OrphanedPostgres",
            "foldback.sidecar.Preflight");

    private static final String WASM_EXPORTS = "foldback.mixdown.web.WasmEngine";

    private static final JavaClasses CLASSES = BuildModule.all();

    @Test
    void every_module_has_been_seen() {
        System.out.println("architecture: " + CLASSES.size() + " classes");
        assertThat(CLASSES.size()).as("classes seen").isGreaterThanOrEqualTo(FEWEST_CLASSES);
    }

    @Test
    void only_the_log_and_what_stands_on_it_talk_to_kafka() {
        Rules.onlyMessagingTalksToKafka().check(CLASSES);
    }

    @Test
    void only_the_blob_store_and_the_sidecar_talk_to_s3() {
        Rules.onlyTheBlobStoreTalksToS3().check(CLASSES);
    }

    @Test
    void only_persistence_and_the_kit_talk_to_the_database() {
        Rules.onlyPersistenceTalksToTheDatabase().check(CLASSES);
    }

    @Test
    void nothing_is_injected_into_fields() {
        Rules.nothingIsInjectedIntoFields().check(CLASSES);
    }

    @Test
    void only_programs_for_a_terminal_print() {
        Rules.onlyProgramsPrint().check(CLASSES);
    }

    @Test
    void times_are_those_of_java_time() {
        Rules.timeIsJavaTime().check(CLASSES);
    }

    @Test
    void only_the_listed_classes_sleep() {
        Rules.onlyTheListedSleep(MAY_SLEEP).check(CLASSES);
        assertThat(MAY_SLEEP).allMatch(CLASSES::contain, "is a class still");
    }

    @Test
    void there_is_no_static_state() {
        // The servers of a test JVM are shared by all its tests, and what a WebAssembly module exports has no instance:
        // these have to be static.
        var mustBe = DescribedPredicate.<String>describe(
                "are of test-servers, or the exports of the browser's engine",
                name -> BuildModule.TEST_SERVERS.classes().contain(name) || name.equals(WASM_EXPORTS));
        assertThat(CLASSES.contain(WASM_EXPORTS)).isTrue();
        Rules.staticFieldsAreFinal().check(CLASSES.that(not(mustBe.onResultOf(JavaClass::getName))));
    }

    @Test
    void a_class_is_final_sealed_or_abstract() {
        Rules.classesAreClosed(Sealed::isSealed).check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        Rules.packagesAreNullMarked().check(CLASSES);
    }
}
