package foldback.sidecar;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * {@code AwaitReady URL SECONDS PID} ends with 0 as soon as the URL answers 200, and with 1 when the time is over or the process has ended
 * before. For the launcher, which cannot count on curl.
 */
public final class AwaitReady {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int ANSWER_WITHIN_MS = 2_000;

    private AwaitReady() {}

    public static void main(String[] arguments) throws Exception {
        var url = URI.create(arguments[0]);
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
        long pid = Long.parseLong(arguments[2]);
        while (System.nanoTime() < deadline
                && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            if (answers(url)) {
                System.exit(ExitCode.OK.number());
            }
            Thread.sleep(LOOK_EVERY);
        }
        System.exit(ExitCode.FAILED.number());
    }

    static boolean answers(URI url) {
        try {
            var connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_WITHIN_MS);
            connection.setReadTimeout(ANSWER_WITHIN_MS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }
}
