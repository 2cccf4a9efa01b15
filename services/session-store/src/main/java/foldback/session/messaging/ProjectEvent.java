package foldback.session.messaging;

import foldback.mix.Limits;
import java.util.UUID;

/**
 * What happened to a project. Stored for ever: a member is never given another meaning. Who, when and in which workspace stand in the record's
 * headers; all projects of a workspace are in one partition, so that a session that goes from one to another is in one order for everybody.
 */
public sealed interface ProjectEvent {
    UUID project();

    record ProjectStarted(UUID project, String name) implements ProjectEvent {
        public ProjectStarted {
            requireName(name);
        }
    }

    record ProjectRenamed(UUID project, String name) implements ProjectEvent {
        public ProjectRenamed {
            requireName(name);
        }
    }

    /**
     * A session came into the project, out of any other, or to another place in it.
     *
     * @param position among the other sessions, from 0; beyond the end is the end
     */
    record SessionFiled(UUID project, UUID session, int position) implements ProjectEvent {
        public SessionFiled {
            if (position < 0) {
                throw new IllegalArgumentException("positions are counted from 0, not from " + position);
            }
        }
    }

    record SessionUnfiled(UUID project, UUID session) implements ProjectEvent {}

    /** The project is done: it is shown only to who asks for it, and not changed until it is restored. */
    record ProjectArchived(UUID project) implements ProjectEvent {}

    record ProjectRestored(UUID project) implements ProjectEvent {}

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a name has 1 to " + Limits.NAME_CHARACTERS + " printable characters");
        }
    }

    /** Whether a person could read this name in a list. */
    static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= Limits.NAME_CHARACTERS
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
