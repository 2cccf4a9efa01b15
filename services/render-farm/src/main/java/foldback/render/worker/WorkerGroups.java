package foldback.render.worker;

import foldback.log.KafkaSecurity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** The share groups of the workers. */
final class WorkerGroups {
    static final String FINALS = "foldback-render-workers";
    static final String PREVIEWS = "foldback-preview-workers";

    private WorkerGroups() {}

    /** A share group that is new starts at the end by default, and would miss the jobs that wait for it. */
    static void prepare(String bootstrap, KafkaSecurity security, Duration lock)
            throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> operations = List.of(
                set("share.auto.offset.reset", "earliest"),
                set("share.isolation.level", "read_committed"),
                set("share.record.lock.duration.ms", Long.toString(lock.toMillis())));
        try (Admin admin = Admin.create(security.with(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap)))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, FINALS), operations,
                            new ConfigResource(ConfigResource.Type.GROUP, PREVIEWS), operations))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
