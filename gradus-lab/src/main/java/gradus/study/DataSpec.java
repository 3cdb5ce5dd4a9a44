package gradus.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Which data a study learns from, and what is done to them before.
 *
 * <p>The order: read or draw; choose classes; split off the test; standardise or normalise (by what
 * the training part says); random labels for the training part; append the bias.
 *
 * @param source where they come from
 * @param positive the classes called +1; empty where the labels speak for themselves
 * @param negative the classes called -1; empty for all others
 * @param scaling what is done to the inputs
 * @param bias whether a constant coordinate 1 is appended
 * @param randomLabels the share of training labels that are drawn at random
 * @param testShare the share of examples kept aside for testing
 * @param testFile the file of examples for testing, in the form of the source
 * @param limit the number of examples used at most
 * @param seed what decides draws, splits and random labels; the study's first seed where empty
 */
public record DataSpec(
    Source source,
    List<String> positive,
    List<String> negative,
    Scaling scaling,
    boolean bias,
    double randomLabels,
    OptionalDouble testShare,
    Optional<String> testFile,
    Optional<Integer> limit,
    OptionalLong seed) {

  /** Where examples come from. */
  public sealed interface Source {
    /**
     * A file.
     *
     * @param name as the user wrote it
     * @param label the name or number of the label column, where the format has columns
     */
    record File(String name, Optional<String> label) implements Source {}

    /**
     * A law.
     *
     * @param spec name and arguments, as {@code xor2:n=200,d=20}
     */
    record Law(String spec) implements Source {}
  }

  /** What is done to the inputs. */
  public enum Scaling {
    /** Nothing. */
    NONE,
    /** Each coordinate gets mean 0 and variance 1 on the training examples. */
    STANDARDISE,
    /** Each example gets norm 1. */
    UNIT_NORM
  }
}
