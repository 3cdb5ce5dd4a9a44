package gradus.study;

/**
 * Where an arm stands.
 *
 * @param arm its name
 * @param steps the steps made
 * @param share how much is done, in [0, 1], as far as its limits tell; NaN where they do not
 * @param stepsPerSecond the rate over the last few seconds
 * @param log10Risk log10 of the risk as the arm sees it
 * @param margin the least margin when last recorded; NaN where there is none
 */
public record Progress(
    String arm, long steps, double share, double stepsPerSecond, double log10Risk, double margin) {}
