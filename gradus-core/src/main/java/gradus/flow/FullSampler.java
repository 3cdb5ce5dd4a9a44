package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Examples;

/** Always everything. */
final class FullSampler implements Sampler {
  private final Examples all;

  FullSampler(Dataset data) {
    all = Examples.of(data);
  }

  @Override
  public Examples examples() {
    return all;
  }

  @Override
  public void show(long step) {
    // Nothing changes.
  }

  @Override
  public long stepsPerEpoch() {
    return 1;
  }
}
