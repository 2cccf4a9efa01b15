package foldback.mix;

/**
 * A parameter that artists may move, within a range.
 *
 * @param minimum not below the parameter's
 * @param maximum not above the parameter's
 */
public record SafeFader(ParameterAddress address, double minimum, double maximum) {}
