package foldback.mix;

/** What a member of a session may do; see docs/GLOSSARY.md. */
public enum Role {
    /** Everything, members and the session's end included. */
    OWNER,
    /** Changes the mix. */
    ENGINEER,
    /** Notes, suggestions and verdicts, and what safe faders there are. */
    ARTIST,
    /** Listens and looks. */
    VIEWER
}
