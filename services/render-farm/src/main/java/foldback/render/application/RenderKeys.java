package foldback.render.application;

/** Where renders lie in the blob store; docs/API.md has the whole list. */
public final class RenderKeys {
    private RenderKeys() {}

    public static String mixDocument(String hash) {
        return "mix-documents/" + hash + ".json";
    }

    public static String stem(String hash) {
        return "stems/" + hash + ".wav";
    }

    /** Of a picture that files carry as their cover. */
    public static String artwork(String hash) {
        return "artwork/" + hash;
    }

    /** The only file of a render of before there were specs. */
    public static String audio(String render) {
        return "mixdowns/" + render + ".wav";
    }

    public static String file(String render, String name) {
        return "mixdowns/" + render + "/" + name;
    }

    public static String peaks(String render) {
        return "mixdowns/" + render + ".peaks.dat";
    }

    /** Written last: where it is, everything is. */
    public static String manifest(String render) {
        return "mixdowns/" + render + ".json";
    }

    /** What came of a comparison. */
    public static String comparison(String render) {
        return "comparisons/" + render + ".json";
    }

    /** There as soon as the job of that ticket is called off. */
    public static String cancelled(String ticket) {
        return "cancelled/" + ticket;
    }
}
