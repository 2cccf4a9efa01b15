package foldback.mixdown.parallel;

import foldback.mixdown.Crew;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A render that several threads work at. What one of them has run, another goes on with: the lock hands it over. */
final class StageShift implements Crew.Shift {
    private final Object lock = new Object();
    private final Roster roster;
    private final List<Thread> helpers = new ArrayList<>();
    private boolean listening;
    private boolean over;
    private @Nullable Throwable broken;

    StageShift(Roster roster, int helpers) {
        this.roster = roster;
        for (int i = 1; i <= helpers; i++) {
            this.helpers.add(
                    Thread.ofPlatform().name("foldback-mixdown-" + i).daemon().start(this::help));
        }
    }

    private void help() {
        while (true) {
            int stage = await(false);
            if (stage == Roster.NONE) {
                return;
            }
            run(stage);
        }
    }

    @Override
    public void nextChunk() {
        synchronized (lock) {
            if (listening) {
                roster.release();
                lock.notifyAll();
            }
            listening = true;
        }
        while (true) {
            int stage = await(true);
            if (stage == Roster.NONE) {
                return;
            }
            run(stage);
        }
    }

    /**
     * Waits for something to run. An interrupt does not end the waiting, which is never longer than somebody else runs a chunk; it is kept
     * for whoever asks.
     *
     * @param listens whether a finished chunk is as good
     * @return none if it is over, or there is a chunk to listen to
     */
    private int await(boolean listens) {
        boolean interrupted = false;
        try {
            synchronized (lock) {
                while (true) {
                    if (listens) {
                        throwIfBroken();
                    }
                    if (over || (listens && roster.hasChunk())) {
                        return Roster.NONE;
                    }
                    int stage = roster.take();
                    if (stage != Roster.NONE) {
                        return stage;
                    }
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(int stage) {
        try {
            roster.stage(stage).runChunk();
            synchronized (lock) {
                roster.finish(stage);
                lock.notifyAll();
            }
        } catch (Throwable e) { // also an error: whoever listens has to learn of it
            synchronized (lock) {
                broken = broken == null ? e : broken;
                over = true;
                lock.notifyAll();
            }
        }
    }

    private void throwIfBroken() {
        Throwable e = broken;
        if (e instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        if (over) {
            throw new IllegalStateException("the render was closed");
        }
    }

    /** Returns when no helper runs any more. */
    @Override
    public void close() {
        synchronized (lock) {
            over = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        for (Thread helper : helpers) {
            boolean gone = false;
            while (!gone) {
                try {
                    helper.join();
                    gone = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
