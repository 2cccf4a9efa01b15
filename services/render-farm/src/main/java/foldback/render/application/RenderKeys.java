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

    public static String audio(String render) {
        return "mixdowns/" + render + ".wav";
    }

    public static String peaks(String render) {
        return "mixdowns/" + render + ".peaks.dat";
    }

    public static String manifest(String render) {
        return "mixdowns/" + render + ".json";
    }
}
