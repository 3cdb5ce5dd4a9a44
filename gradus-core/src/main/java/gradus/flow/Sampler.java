package gradus.flow;

import gradus.loss.Examples;

/** A stream of batches; where it stands follows from the step alone, so nothing need be saved. */
interface Sampler {
  /** The examples, filled anew by {@link #show}. */
  Examples examples();

  /** Fills in the batch of a step, counted from 0. */
  void show(long step);

  /** The number of steps after which about n examples have been seen. */
  long stepsPerEpoch();
}
