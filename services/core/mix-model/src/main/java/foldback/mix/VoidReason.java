package foldback.mix;

/** Why a change came to nothing. It stays in the log, and everybody sees the reason. */
public sealed interface VoidReason {
    /** One sentence for the person whose change it was. */
    String explanation();

    /** The session had no first event, or had one already. */
    record SessionNotStarted() implements VoidReason {
        @Override
        public String explanation() {
            return "The session has not been started.";
        }
    }

    record SessionAlreadyStarted() implements VoidReason {
        @Override
        public String explanation() {
            return "The session has been started already.";
        }
    }

    /** The session was started under rules that this program does not know. */
    record RulesUnknown(int rulesVersion) implements VoidReason {
        @Override
        public String explanation() {
            return "The session follows rules of version " + rulesVersion + ", which this Foldback does not know.";
        }
    }

    /** Somebody else's change came first. */
    record Overtaken(long expectedVersion, long actualVersion) implements VoidReason {
        @Override
        public String explanation() {
            return "The change was made for version " + expectedVersion + ", but the session is at version "
                    + actualVersion + ".";
        }
    }

    /** Somebody else wrote what the change was to leave as it was. */
    record WrittenSince(String path, long expectedVersion, long actualVersion) implements VoidReason {
        @Override
        public String explanation() {
            return path + " was changed at version " + actualVersion + ", after version " + expectedVersion + ".";
        }
    }

    record TargetGone(String path) implements VoidReason {
        @Override
        public String explanation() {
            return "There is no " + path + ".";
        }
    }

    record AlreadyThere(String path) implements VoidReason {
        @Override
        public String explanation() {
            return "There is a " + path + " already.";
        }
    }

    record UnknownProcessor(String processor) implements VoidReason {
        @Override
        public String explanation() {
            return "There is no processor called " + Text.excerpt(processor) + ".";
        }
    }

    record ValueOutOfRange(String path, double value, double minimum, double maximum) implements VoidReason {
        @Override
        public String explanation() {
            return path + " takes values from " + minimum + " to " + maximum + ", not " + value + ".";
        }
    }

    record NameUnusable(String name) implements VoidReason {
        @Override
        public String explanation() {
            return "A name has 1 to " + Limits.NAME_CHARACTERS + " printable characters, unlike " + Text.excerpt(name)
                    + ".";
        }
    }

    record RangeImpossible(String path) implements VoidReason {
        @Override
        public String explanation() {
            return path + " lies outside of any song.";
        }
    }

    /** The route would make a bus hear itself. */
    record BusWouldFeedItself(Id bus) implements VoidReason {
        @Override
        public String explanation() {
            return "The bus " + bus + " would feed itself.";
        }
    }

    /** The sidechain would make a strip hear itself. */
    record StripWouldHearItself(String strip) implements VoidReason {
        @Override
        public String explanation() {
            return strip + " would be driven by what it feeds.";
        }
    }

    /** The processor listens to nothing but what it processes. */
    record NoSidechain(String insert) implements VoidReason {
        @Override
        public String explanation() {
            return insert + " has no sidechain.";
        }
    }

    record NotAutomatable(String path) implements VoidReason {
        @Override
        public String explanation() {
            return path + " cannot be automated.";
        }
    }

    /** Breakpoints that are not in the order of their frames, or not within what they were written for. */
    record PointsUnordered(String path) implements VoidReason {
        @Override
        public String explanation() {
            return "The points of " + path + " do not follow each other within their range.";
        }
    }

    /** A song has a tempo and a metre from its first frame on. */
    record SongNeedsOne(String what) implements VoidReason {
        @Override
        public String explanation() {
            return "A song needs a " + what + " at its beginning.";
        }
    }

    /** A session is somebody's. */
    record LastOwner(Id member) implements VoidReason {
        @Override
        public String explanation() {
            return member + " is the last owner of the session.";
        }
    }

    /** Something still plays into the bus that was to be removed. */
    record BusStillFed(Id bus, String by) implements VoidReason {
        @Override
        public String explanation() {
            return "The bus " + bus + " is still fed by " + by + ".";
        }
    }

    /** The master has no output to be routed. */
    record MasterHasNoOutput() implements VoidReason {
        @Override
        public String explanation() {
            return "The master feeds nothing but the mixdown.";
        }
    }

    record LimitReached(String what, int limit) implements VoidReason {
        @Override
        public String explanation() {
            return "There are " + limit + " " + what + " already, which is as many as there can be.";
        }
    }
}
