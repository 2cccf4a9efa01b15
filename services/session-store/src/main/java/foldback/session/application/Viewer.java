package foldback.session.application;

/** Somebody's socket. Never waits: what it cannot send it queues, and when that is too much it closes itself. */
public interface Viewer {
    String client();

    String author();

    void send(String message);

    void close(Ending ending, String why);

    /** Why a socket ends, with its close code. */
    enum Ending {
        GOING_AWAY(1001),
        /** The same client opened another one. */
        REPLACED(4001),
        MALFORMED(4400),
        /** There is no access token, or it counts no longer. */
        SIGN_IN_NEEDED(4401),
        NO_SUCH_SESSION(4404),
        /** It is too slow: read the session again and come back. */
        TOO_SLOW(4408),
        /** The session has not been at that version. */
        AHEAD(4409),
        /** Too much has happened since that version: read the session again and come back. */
        TOO_OLD(4410),
        TOO_MANY(4429),
        /** The log or the database does not answer: come back later. */
        UNAVAILABLE(4503);

        private final int code;

        Ending(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
