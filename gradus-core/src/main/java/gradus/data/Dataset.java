package gradus.data;

import gradus.num.Matrix;
import java.util.List;

/**
 * Labelled examples.
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
    if (labels.count() != inputs.rows()) {
      throw new IllegalArgumentException(
          "%d labels for %d examples".formatted(labels.count(), inputs.rows()));
    }
  }

  /** The number n of examples. */
  public int size() {
    return inputs.rows();
  }

  /** The number d of coordinates of one example. */
  public int dimension() {
    return inputs.cols();
  }
}
