package foldback.mix;

/** Which strip of the console: a track's, a bus's, or the master. Written as {@code track/<id>}, {@code bus/<id>}, {@code master}. */
public sealed interface StripAddress {
    StripAddress MASTER = new Master();

    /** The address as text; {@link #parse} reads it back. */
    String path();

    record OfTrack(Id track) implements StripAddress {
        @Override
        public String path() {
            return "track/" + track;
        }
    }

    record OfBus(Id bus) implements StripAddress {
        @Override
        public String path() {
            return "bus/" + bus;
        }
    }

    record Master() implements StripAddress {
        @Override
        public String path() {
            return "master";
        }
    }

    static StripAddress track(String id) {
        return new OfTrack(new Id(id));
    }

    static StripAddress bus(String id) {
        return new OfBus(new Id(id));
    }

    /**
     * Reads a {@link #path}.
     *
     * @throws IllegalArgumentException if the text is no strip's address
     */
    static StripAddress parse(String path) {
        if (path.equals("master")) {
            return MASTER;
        }
        int slash = path.indexOf('/');
        String kind = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        return switch (kind) {
            case "track" -> new OfTrack(new Id(rest));
            case "bus" -> new OfBus(new Id(rest));
            default -> throw new IllegalArgumentException("no strip has the address " + Text.excerpt(path));
        };
    }
}
