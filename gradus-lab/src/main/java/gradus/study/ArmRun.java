package gradus.study;

/**
 * One arm with one seed: what is run.
 *
 * @param name the arm's name, with {@code -s<seed>} when there are several seeds
 * @param arm what is done
 * @param seed what decides the start and the batches
 */
public record ArmRun(String name, ArmSpec arm, long seed) {}
