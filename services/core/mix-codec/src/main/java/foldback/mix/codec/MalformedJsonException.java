package foldback.mix.codec;

/** What was read is not what this version of Foldback writes or takes. The message is fit for the person who sent it. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    public MalformedJsonException(String what) {
        super(what);
        this.what = what;
    }

    /** What is wrong and where, in a clause without its full stop. */
    public String what() {
        return what;
    }
}
