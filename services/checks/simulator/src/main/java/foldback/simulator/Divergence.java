package foldback.simulator;

/** Something came out otherwise than docs/SYNC.md promises. */
public final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1;

    Divergence(String what) {
        super(what);
    }
}
