package foldback.mixdown;

import java.util.List;

/** Whoever runs the stages of a render. The samples do not depend on it. */
public interface Crew {
    /** How many chunks a stage may be ahead of any that it feeds, and the last one ahead of its listener: at least 1. */
    int chunksInFlight();

    /**
     * Takes up the work.
     *
     * @param stages each after its feeders; what the last one makes is the output
     */
    Shift start(List<? extends Stage> stages);

    /** A render as it is being run. */
    interface Shift extends AutoCloseable {
        /**
         * Gives the last chunk back, and returns when the next one is there. What a stage throws, on whichever thread, comes out here.
         */
        void nextChunk();

        /** Stops working; no chunk can be had afterwards. */
        @Override
        void close();
    }

    /** Everything on the caller's thread, one stage after the other. */
    static Crew alone() {
        return new Alone();
    }

    /** See {@link #alone}. */
    record Alone() implements Crew {
        @Override
        public int chunksInFlight() {
            return 1;
        }

        @Override
        public Shift start(List<? extends Stage> stages) {
            Stage[] inOrder = stages.toArray(new Stage[0]);
            return new Shift() {
                @Override
                public void nextChunk() {
                    for (Stage stage : inOrder) {
                        stage.runChunk();
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
