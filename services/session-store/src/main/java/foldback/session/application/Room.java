package foldback.session.application;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The viewers of one session, by their clients. */
final class Room {
    private final Map<String, Viewer> byClient = new ConcurrentHashMap<>();

    /** The last change and its text: all viewers are told of a change before the next one comes. */
    private @Nullable Recorded last;

    private String lastText = "";

    int size() {
        return byClient.size();
    }

    /** Lets a viewer in, in the place of another one of the same client. */
    void let(Viewer viewer) {
        Viewer before = byClient.put(viewer.client(), viewer);
        if (before != null) {
            before.close(Viewer.Ending.REPLACED, "this client opened another socket");
        }
    }

    /** Whether the viewer was still there: nobody else has taken the client's place. */
    boolean remove(Viewer viewer) {
        return byClient.remove(viewer.client(), viewer);
    }

    /** A change as it goes over the sockets. */
    @SuppressWarnings("ReferenceEquality") // the same object, told to one viewer after the other
    synchronized String text(Recorded recorded) {
        if (last != recorded) {
            lastText = LiveMessages.change(recorded);
            last = recorded;
        }
        return lastText;
    }

    void tellOthers(String client, String message) {
        byClient.forEach((name, viewer) -> {
            if (!name.equals(client)) {
                viewer.send(message);
            }
        });
    }

    void end(Viewer.Ending ending, String why) {
        byClient.values().forEach(viewer -> viewer.close(ending, why));
    }
}
