package foldback.mix;

import java.util.List;

/**
 * A fader over faders: what it adds, mutes and solos, it does to each of its members. No signal passes through it.
 *
 * @param faderDb added to the fader of every member; {@link ParameterSpec#SILENCE_DB} and below silences them
 * @param members in the order of their paths
 */
public record Vca(
        Id id, String name, Colour colour, double faderDb, boolean muted, boolean soloed, List<StripAddress> members) {
    public Vca {
        members = List.copyOf(members);
    }

    /** The value of one of {@link StripParameters#VCA}, as events carry it. */
    public double parameter(String parameterId) {
        return switch (parameterId) {
            case "fader" -> faderDb;
            case "mute" -> muted ? 1 : 0;
            case "solo" -> soloed ? 1 : 0;
            default -> throw new IllegalArgumentException("a VCA has no parameter " + parameterId);
        };
    }

    Vca withParameter(String parameterId, double value) {
        return switch (parameterId) {
            case "fader" -> new Vca(id, name, colour, value, muted, soloed, members);
            case "mute" -> new Vca(id, name, colour, faderDb, value != 0, soloed, members);
            case "solo" -> new Vca(id, name, colour, faderDb, muted, value != 0, members);
            default -> throw new IllegalArgumentException("a VCA has no parameter " + parameterId);
        };
    }

    Vca withLabel(String nextName, Colour nextColour) {
        return new Vca(id, nextName, nextColour, faderDb, muted, soloed, members);
    }

    Vca withMembers(List<StripAddress> next) {
        return new Vca(id, name, colour, faderDb, muted, soloed, next);
    }
}
