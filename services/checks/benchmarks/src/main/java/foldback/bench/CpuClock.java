package foldback.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU seconds, user and system: of this process, or of the processes that it started and that have ended. Linux only. */
final class CpuClock {
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Of the fields of stat behind the name, which may hold anything: see proc_pid_stat(5). */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;

    /** The kernel's USER_HZ, which is 100 wherever Java runs. */
    private static final double TICKS_PER_SECOND = 100;

    private CpuClock() {}

    static double own() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e9;
    }

    /** With all that they started and waited for. */
    static double ofEndedChildren() throws IOException {
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM])) / TICKS_PER_SECOND;
    }
}
