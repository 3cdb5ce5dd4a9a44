package gradus.probe;

/**
 * A column of a trace.
 *
 * @param name what it is called in files, as {@code log10_risk}
 * @param meaning what it is, in a few words with its formula
 */
public record Column(String name, String meaning) {}
