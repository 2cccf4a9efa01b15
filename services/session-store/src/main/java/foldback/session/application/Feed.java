package foldback.session.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells one viewer of the changes of a session: first of those that were missed, then of each as it comes, which may be meanwhile. */
final class Feed implements Session.Listener {
    private final Room room;
    private final Viewer viewer;
    private final List<Recorded> meanwhile = new ArrayList<>();
    private boolean live;

    Feed(Room room, Viewer viewer) {
        this.room = room;
        this.viewer = viewer;
    }

    /** Begins with these; the thread that follows the log is not kept waiting for it. */
    void begin(List<Recorded> missed, Optional<String> stopped) {
        missed.forEach(recorded -> viewer.send(LiveMessages.change(recorded)));
        synchronized (this) {
            meanwhile.forEach(recorded -> viewer.send(LiveMessages.change(recorded)));
            meanwhile.clear();
            live = true;
        }
        stopped.ifPresent(this::stopped);
    }

    @Override
    public synchronized void changed(Recorded recorded) {
        if (live) {
            viewer.send(room.text(recorded));
        } else {
            meanwhile.add(recorded);
        }
    }

    @Override
    public void stopped(String reason) {
        viewer.send(LiveMessages.stopped(reason));
    }
}
