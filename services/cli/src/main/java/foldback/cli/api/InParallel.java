package foldback.cli.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that waits for the network, several pieces of it at once. */
public final class InParallel {
    private InParallel() {}

    /**
     * Does all, or throws what the first piece that failed threw; the others are called off then.
     *
     * @return the results in the order of the work
     */
    public static <T> List<T> run(int atOnce, List<? extends Callable<T>> work) throws ApiException, IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(atOnce)) {
            List<Future<T>> running = new ArrayList<>();
            work.forEach(each -> running.add(pool.submit(each)));
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> each : running) {
                    results.add(each.get());
                }
                return results;
            } catch (ExecutionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case ApiException refused -> throw refused;
                    case IOException broken -> throw broken;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
