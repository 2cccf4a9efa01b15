package foldback.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C interrupt the work, and the JVM end only when the work has tidied up after itself. */
final class Interrupts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch tidy = new CountDownLatch(1);

    private Interrupts() {}

    /** Interrupts the calling thread when the JVM is told to end, until it is {@link #tidied}. */
    static Interrupts forThisThread() {
        Interrupts interrupts = new Interrupts();
        Thread work = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupts.end(work), "foldback-interrupt"));
        return interrupts;
    }

    private void end(Thread work) {
        if (tidy.getCount() == 0) {
            return;
        }
        work.interrupt();
        try {
            boolean done = tidy.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                System.err.println("foldback: did not end in time; files ending in .part may be left.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the work has ended and left nothing behind. */
    void tidied() {
        tidy.countDown();
    }
}
