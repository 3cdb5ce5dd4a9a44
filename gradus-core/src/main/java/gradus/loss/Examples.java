package gradus.loss;

import gradus.data.Dataset;
import gradus.net.Batch;

/**
 * Some examples with their labels, laid out for a network and a loss.
 *
 * @param batch the inputs
 * @param targets the labels
 */
public record Examples(Batch batch, Targets targets) {
  /** All of a data set. */
  public static Examples of(Dataset data) {
    return new Examples(Batch.of(data.inputs()), Targets.of(data.labels()));
  }

  /** The number of examples there are. */
  public int count() {
    return batch.count();
  }
}
