package foldback.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = Topics.load();

    @Test
    void every_log_of_the_contract_is_there_and_keeps_its_records_for_ever() {
        var logs = topics.topics().stream()
                .filter(topic -> topic.name().endsWith("-events"))
                .toList();
        assertThat(logs)
                .extracting(Topics.Topic::name)
                .containsExactlyInAnyOrder(
                        "foldback.mix-events",
                        "foldback.stem-events",
                        "foldback.render-events",
                        "foldback.review-events",
                        "foldback.workspace-events",
                        "foldback.project-events");
        assertThat(logs)
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("retention.ms", "-1")
                        .containsEntry("retention.bytes", "-1"));
    }

    @Test
    void logs_have_the_same_partitions_so_that_a_session_has_one_number_in_all_of_them() {
        assertThat(topics.topics().stream()
                        .filter(topic -> topic.name().endsWith("-events"))
                        .map(Topics.Topic::partitions)
                        .distinct())
                .containsExactly(12);
    }

    @Test
    void the_queue_of_jobs_is_there() {
        assertThat(topics.topics()).extracting(Topics.Topic::name).contains("foldback.render-jobs");
    }

    @Test
    void one_host_holds_one_copy_and_a_cluster_three() {
        assertThat(topics.replicationFactor().of(Replication.ONE_HOST)).isEqualTo((short) 1);
        assertThat(topics.replicationFactor().of(Replication.CLUSTER)).isEqualTo((short) 3);
    }
}
