package foldback.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import foldback.architecture.fixture.habits.BadHabits;
import foldback.architecture.fixture.habits.GoodHabits;
import foldback.architecture.fixture.habits.Shape;
import foldback.architecture.fixture.unmarked.InNoMarkedPackage;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule, held against classes made to break it. */
final class RulesCanFailTest {
    private static final String ROOMS = "foldback.architecture.fixture.rooms";
    private static final JavaClasses BOLD_SERVICE = new ClassFileImporter().importPackages(ROOMS);
    private static final JavaClasses BAD_HABITS = new ClassFileImporter().importClasses(BadHabits.class);
    private static final JavaClasses GOOD_HABITS =
            new ClassFileImporter().importClasses(GoodHabits.class, Shape.class, Shape.Circle.class);

    /** @param names what its message has to name, so that it fails for the right reason */
    record Broken(String rule, ArchRule asRule, JavaClasses by, List<String> names) {
        Broken(String rule, ArchRule asRule, JavaClasses by, String... names) {
            this(rule, asRule, by, List.of(names));
        }

        @Override
        public String toString() {
            return rule;
        }
    }

    static List<Broken> broken() {
        return List.of(
                new Broken(
                        "onlyKnows",
                        Rules.onlyKnows("it", Set.of(BadHabits.class.getPackageName()), p -> p.startsWith("java.")),
                        BAD_HABITS,
                        "KafkaException",
                        "SdkException"),
                new Broken("hasOnlyTheRooms", Rules.hasOnlyTheRooms(ROOMS), BOLD_SERVICE, "Utilities"),
                new Broken("nobodyKnowsTheApi", Rules.nobodyKnowsTheApi(ROOMS), BOLD_SERVICE, "BoldUseCase"),
                new Broken("apiLeavesRowsAlone", Rules.apiLeavesRowsAlone(ROOMS), BOLD_SERVICE, "BoldRows"),
                new Broken("apiLeavesTheLogAlone", Rules.apiLeavesTheLogAlone(ROOMS), BOLD_SERVICE, "BoldLog"),
                new Broken("messagingKnowsNoRows", Rules.messagingKnowsNoRows(ROOMS), BOLD_SERVICE, "BoldLog"),
                new Broken("rowsKnowNoUseCases", Rules.rowsKnowNoUseCases(ROOMS), BOLD_SERVICE, "BoldUseCase"),
                new Broken("aWorkerNeedsNoDatabase", Rules.aWorkerNeedsNoDatabase(ROOMS), BOLD_SERVICE, "BoldWorker"),
                new Broken(
                        "entitiesStayInPersistence",
                        Rules.entitiesStayInPersistence(),
                        BOLD_SERVICE,
                        "does not reside in a package '..persistence..'",
                        "has modifier PUBLIC"),
                new Broken(
                        "onlyPersistenceTalksToTheDatabase",
                        Rules.onlyPersistenceTalksToTheDatabase(),
                        BOLD_SERVICE,
                        "EntityManager"),
                new Broken("resourcesAreInApi", Rules.resourcesAreInApi(), BOLD_SERVICE, "BoldUseCase"),
                new Broken(
                        "onlyMessagingTalksToKafka", Rules.onlyMessagingTalksToKafka(), BAD_HABITS, "KafkaException"),
                new Broken("onlyTheBlobStoreTalksToS3", Rules.onlyTheBlobStoreTalksToS3(), BAD_HABITS, "SdkException"),
                new Broken("nothingIsInjectedIntoFields", Rules.nothingIsInjectedIntoFields(), BAD_HABITS, "injected"),
                new Broken("onlyProgramsPrint", Rules.onlyProgramsPrint(), BAD_HABITS, "System.out"),
                new Broken("timeIsJavaTime", Rules.timeIsJavaTime(), BAD_HABITS, "java.util.Date"),
                new Broken("onlyTheListedSleep", Rules.onlyTheListedSleep(Set.of()), BAD_HABITS, "Thread.sleep"),
                new Broken("staticFieldsAreFinal", Rules.staticFieldsAreFinal(), BAD_HABITS, "BadHabits.count"),
                new Broken("classesAreClosed", Rules.classesAreClosed(Sealed::isSealed), BAD_HABITS, "BadHabits"),
                new Broken(
                        "packagesAreNullMarked",
                        Rules.packagesAreNullMarked(),
                        new ClassFileImporter().importClasses(InNoMarkedPackage.class),
                        "InNoMarkedPackage"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_rule_fails_where_it_is_broken(Broken broken) {
        assertThatThrownBy(() -> broken.asRule().check(broken.by()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(broken.names().toArray(String[]::new));
    }

    @Test
    void every_rule_has_been_shown_to_fail() {
        Set<String> rules = new TreeSet<>();
        for (Method method : Rules.class.getDeclaredMethods()) {
            if (method.getReturnType() == ArchRule.class) {
                rules.add(method.getName());
            }
        }
        assertThat(broken().stream().map(Broken::rule)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void a_rule_that_meets_no_class_fails() {
        JavaClasses none = new ClassFileImporter().importClasses(List.of());
        for (Broken broken : broken()) {
            assertThatThrownBy(() -> broken.asRule().check(none))
                    .as(broken.rule())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("failed to check any classes");
        }
    }

    @Test
    void good_habits_are_let_through() {
        Arrays.asList(
                        Rules.nothingIsInjectedIntoFields(),
                        Rules.staticFieldsAreFinal(),
                        Rules.classesAreClosed(Sealed::isSealed),
                        Rules.onlyProgramsPrint())
                .forEach(rule -> rule.check(GOOD_HABITS));
        Rules.packagesAreNullMarked().check(BOLD_SERVICE);
    }
}
