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
