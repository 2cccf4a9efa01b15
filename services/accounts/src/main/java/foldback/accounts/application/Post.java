package foldback.accounts.application;

/** Sends mail. */
public interface Post {
    /** Hands a letter in to be sent. Returns at once, whatever becomes of it, so that its time tells nothing. */
    void send(Letter letter);

    /** Whether letters reach anybody but the log. */
    boolean reachesPeople();
}
