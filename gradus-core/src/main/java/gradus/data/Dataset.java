package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Labelled examples. Every operation gives a new set and leaves this one as it is.
 *
 * <p>Every number is finite: a set with NaN or infinity cannot be made (BadInput names the row and
 * the column).
 *
 * @param name what the set is called in results
 * @param inputs n x d, one example a row
 * @param labels the n labels
 * @param features the names of the d coordinates
 * @param shape the shape of one example, with product d: [d] for a plain vector, [channels, height,
 *     width] for an image
 */
public record Dataset(
    String name, Matrix inputs, Labels labels, List<String> features, List<Integer> shape) {

  /** Checks that the parts fit. */
  public Dataset {
    features = List.copyOf(features);
    shape = List.copyOf(shape);
    int d = inputs.cols();
    if (labels.count() != inputs.rows()) {
      throw new IllegalArgumentException(
          "%d labels for %d examples".formatted(labels.count(), inputs.rows()));
    }
    if (features.size() != d) {
      throw new IllegalArgumentException("%d names for %d features".formatted(features.size(), d));
    }
    if (shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) != d) {
      throw new IllegalArgumentException("shape %s for %d features".formatted(shape, d));
    }
    Finite.check(name, inputs, labels, features);
  }

  /** Plain vectors with coordinates named x1 to xd. */
  public static Dataset of(String name, Matrix inputs, Labels labels) {
    return new Dataset(name, inputs, labels, plainNames(inputs.cols()), List.of(inputs.cols()));
  }

  /** The names x1 to xd. */
  static List<String> plainNames(int d) {
    return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
  }

  /** The number n of examples. */
  public int size() {
    return inputs.rows();
  }

  /** The number d of coordinates of one example. */
  public int dimension() {
    return inputs.cols();
  }

  /** The number of examples of each class by name, in the order of classes; empty for reals. */
  public Map<String, Integer> classCounts() {
    return Relabelling.counts(labels);
  }

  /** The given examples, in that order (rows may repeat). */
  public Dataset select(int[] rows) {
    int d = dimension();
    Matrix chosen = Matrix.zeros(rows.length, d);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(inputs.data(), rows[i] * d, chosen.data(), i * d, d);
    }
    return new Dataset(name, chosen, labels.select(rows), features, shape);
  }

  /** With a constant coordinate 1 appended, named "bias"; an example becomes a plain vector. */
  public Dataset withBias() {
    int n = size();
    int d = dimension();
    Matrix extended = Matrix.zeros(n, d + 1);
    for (int i = 0; i < n; i++) {
      System.arraycopy(inputs.data(), i * d, extended.data(), i * (d + 1), d);
      extended.set(i, d, 1);
    }
    List<String> names = new ArrayList<>(features);
    names.add("bias");
    return new Dataset(name, extended, labels, names, List.of(d + 1));
  }

  /**
   * The same coordinates as an image, or a plain vector.
   *
   * @throws BadInput if the shape has another number of coordinates
   */
  public Dataset shaped(List<Integer> other) {
    long size = other.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (size != dimension()) {
      throw BadInput.in(
          name,
          "a shape of %s holds %,d numbers, but an example has %,d"
              .formatted(other, size, dimension()));
    }
    return new Dataset(name, inputs, labels, features, other);
  }

  /** Each coordinate with mean 0 and standard deviation 1; see {@link Standardisation}. */
  public Dataset standardised() {
    return Standardisation.of(this).apply(this);
  }

  /**
   * Each example divided by its Euclidean norm.
   *
   * @throws BadInput if an example is zero
   */
  public Dataset normalised() {
    double[] norms = Norms.ofRows(inputs);
    for (int i = 0; i < norms.length; i++) {
      if (norms[i] == 0) {
        throw BadInput.in(
            name, "row " + (i + 1) + " is zero and has no unit norm; remove it, or add a bias");
      }
    }
    return with(Norms.divided(inputs, norms));
  }

  /** All examples divided by one number so that the longest has norm 1; as it is if all are 0. */
  public Dataset inUnitBall() {
    double[] norms = Norms.ofRows(inputs);
    double longest = 0;
    for (double norm : norms) {
      longest = Math.max(longest, norm);
    }
    Arrays.fill(norms, longest == 0 ? 1 : longest);
    return with(Norms.divided(inputs, norms));
  }

  /**
   * Parts the set at random into {@code round(testShare n)} test examples and the rest; with
   * classes or signs each class in that proportion (to one example, and never all of a class).
   *
   * @throws BadInput if the share is not in (0, 1) or a part would be empty
   */
  public Split split(double testShare, Seed seed) {
    return Splitting.split(this, testShare, seed);
  }

  /**
   * Only the examples of the named classes, labelled +1 and -1; an empty list stands for all other
   * classes. A class is named by its name or, where no name is an integer, by its index.
   *
   * @throws BadInput if a name is unknown or on both sides, if labels are reals, or if one side has
   *     no example
   */
  public Dataset binary(List<String> positive, List<String> negative) {
    return Relabelling.binary(this, positive, negative);
  }

  /** Only the examples of the named classes; the labels stay as they are. */
  public Dataset onlyClasses(List<String> names) {
    return Relabelling.only(this, names);
  }

  /**
   * Labels ±1 of labels that already come in two: the second of two classes is +1; reals must all
   * be -1 or +1, or all 0 or 1.
   *
   * @throws BadInput if there are not exactly two, each with an example
   */
  public Dataset asSigns() {
    return Relabelling.asSigns(this);
  }

  /**
   * {@code round(share n)} examples chosen at random get a label drawn uniformly from the classes
   * (by chance perhaps the one they had); the others keep theirs.
   *
   * @throws BadInput if the share is not in [0, 1] or labels are reals
   */
  public Dataset withRandomLabels(double share, Seed seed) {
    return Relabelling.random(this, share, seed);
  }

  /** The same examples under another name. */
  public Dataset named(String other) {
    return new Dataset(other, inputs, labels, features, shape);
  }

  Dataset with(Labels other) {
    return new Dataset(name, inputs, other, features, shape);
  }

  Dataset with(Matrix other) {
    return new Dataset(name, other, labels, features, shape);
  }
}
