package foldback.session.api;

/** What texts in requests have to look like. */
final class Texts {
    static final int NAME_CHARACTERS = 120;

    /** What a person could read in a list. */
    static final String NAME = "\\P{Cntrl}*";

    static final String NAME_NEEDED = "printable characters are needed";

    /** An id of the mix model, as workspaces have. */
    static final String ID = "[a-z0-9][a-z0-9-]{0,63}";

    static final String ID_NEEDED = "1 to 64 of a-z, 0-9 and - are needed";

    private Texts() {}
}
