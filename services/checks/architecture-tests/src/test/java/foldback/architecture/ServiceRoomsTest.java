package foldback.architecture;

import static foldback.architecture.BuildModule.RENDER_FARM;
import static foldback.architecture.BuildModule.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each service has the same rooms, and what belongs in one stays there. */
final class ServiceRoomsTest {
    private static final int FEWEST_CLASSES = 105;
    private static final JavaClasses CLASSES = BuildModule.classesOf(SERVICES);

    @Test
    void every_service_has_been_seen() {
        assertThat(SERVICES).hasSize(5);
        assertThat(CLASSES.size()).as("classes seen").isGreaterThanOrEqualTo(FEWEST_CLASSES);
    }

    @Test
    void a_service_has_only_the_rooms_that_all_have() {
        everywhere(Rules::hasOnlyTheRooms);
    }

    @Test
    void no_room_knows_the_api() {
        everywhere(Rules::nobodyKnowsTheApi);
    }

    @Test
    void the_api_leaves_rows_to_the_application() {
        everywhere(Rules::apiLeavesRowsAlone);
    }

    @Test
    void the_api_leaves_the_log_to_the_application() {
        everywhere(Rules::apiLeavesTheLogAlone);
    }

    @Test
    void messaging_knows_no_rows() {
        everywhere(Rules::messagingKnowsNoRows);
    }

    @Test
    void persistence_calls_no_use_case() {
        everywhere(Rules::rowsKnowNoUseCases);
    }

    @Test
    void a_worker_needs_no_database_and_no_other_service() {
        Rules.aWorkerNeedsNoDatabase(RENDER_FARM.rootPackage()).check(CLASSES);
    }

    @Test
    void an_entity_never_leaves_persistence() {
        Rules.entitiesStayInPersistence().check(CLASSES);
    }

    @Test
    void resources_are_in_api() {
        Rules.resourcesAreInApi().check(CLASSES);
    }

    private static void everywhere(Function<String, ArchRule> rule) {
        for (BuildModule service : SERVICES) {
            rule.apply(service.rootPackage()).check(CLASSES);
        }
    }
}
