package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Examples;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.num.Matrix;
import gradus.num.Seed;

/** Batches without replacement; the order of epoch e depends on the seed and e alone. */
final class EpochSampler implements Sampler {
  private final Matrix inputs;
  private final Targets all;
  private final Examples shown;
  private final Seed seed;
  private final int size;
  private final int[] order;
  private long epoch = -1;

  EpochSampler(Dataset data, int size, Seed seed) {
    this.inputs = data.inputs();
    this.all = Targets.of(data.labels());
    this.shown = new Examples(Batch.empty(data.dimension(), size), all.empty(size));
    this.seed = seed;
    this.size = size;
    this.order = new int[data.size()];
  }

  @Override
  public Examples examples() {
    return shown;
  }

  @Override
  public void show(long step) {
    long wanted = step / stepsPerEpoch();
    if (wanted != epoch) {
      shuffle(wanted);
    }
    int from = Math.toIntExact(step % stepsPerEpoch()) * size;
    int count = Math.min(size, order.length - from);
    shown.batch().fill(inputs, order, from, count);
    shown.targets().fill(all, order, from, count);
  }

  @Override
  public long stepsPerEpoch() {
    return (order.length + size - 1L) / size;
  }

  private void shuffle(long wanted) {
    epoch = wanted;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    // Not through a child: only some compilations would see that it need not be allocated.
    seed.shuffle(wanted, order);
  }
}
