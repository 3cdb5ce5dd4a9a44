package gradus.data;

import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.List;
import java.util.Optional;

/**
 * What is done to a set between reading and training, always in this order: choose two classes,
 * part off a test set, draw random labels (in training only), standardise (by the training set's
 * statistics), scale to unit norm, append the bias.
 *
 * @param positive the classes that become +1; with {@code negative} empty, against all others
 * @param negative the classes that become -1
 * @param testShare the share of examples kept aside for the test, or 0
 * @param randomLabels the share of training examples that get random labels, or 0
 * @param standardise whether coordinates get mean 0 and deviation 1
 * @param unitNorm whether examples get Euclidean norm 1, before the bias
 * @param bias whether a coordinate 1 is appended
 */
public record Preparation(
    List<String> positive,
    List<String> negative,
    double testShare,
    double randomLabels,
    boolean standardise,
    boolean unitNorm,
    boolean bias) {
  /** Copies the lists. */
  public Preparation {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
  }

  /** Nothing is done. */
  public static Preparation none() {
    return new Preparation(List.of(), List.of(), 0, 0, false, false, false);
  }

  /**
   * The sets prepared; the file list stays.
   *
   * @throws BadInput if the data do not allow a step, or a test share is asked of data that has its
   *     own test set
   */
  public Loaded apply(Loaded loaded, Seed seed) {
    Dataset train = chosen(loaded.train());
    Optional<Dataset> test = loaded.test().map(this::chosen);
    if (testShare != 0) {
      if (test.isPresent()) {
        throw BadInput.in(
            train.name(), "a test share and a test set of its own are asked for; leave out one");
      }
      Split split = train.split(testShare, seed);
      train = split.train();
      test = Optional.of(split.test());
    }
    if (randomLabels != 0) {
      train = train.withRandomLabels(randomLabels, seed);
    }
    if (standardise) {
      Standardisation scale = Standardisation.of(train);
      train = scale.apply(train);
      test = test.map(scale::apply);
    }
    if (unitNorm) {
      train = train.normalised();
      test = test.map(Dataset::normalised);
    }
    if (bias) {
      train = train.withBias();
      test = test.map(Dataset::withBias);
    }
    return new Loaded(train, test, loaded.files());
  }

  private Dataset chosen(Dataset data) {
    return positive.isEmpty() && negative.isEmpty() ? data : data.binary(positive, negative);
  }
}
