package gradus.flow;

import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.loss.Examples;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.num.Seed;
import java.util.stream.IntStream;

/**
 * Examples drawn from a law a block of steps at a time; block b depends on the seed and b alone.
 */
final class FreshSampler implements Sampler {
  /** Drawing many batches at once spares the cost of a data set for each. */
  private static final int STEPS_PER_DRAW = 64;

  private final DataLaw law;
  private final int size;
  private final int n;
  private final Seed seed;
  private final int[] order;
  private final Examples shown;
  private Dataset drawn;
  private Targets labels;
  private long block;

  FreshSampler(DataLaw law, int size, int n, Seed seed) {
    this.law = law;
    this.size = size;
    this.n = n;
    this.seed = seed;
    this.order = IntStream.range(0, size * STEPS_PER_DRAW).toArray();
    this.drawn = law.draw(order.length, seed.child(0));
    this.labels = Targets.of(drawn.labels());
    this.shown = new Examples(Batch.empty(law.dimension(), size), labels.empty(size));
  }

  @Override
  public Examples examples() {
    return shown;
  }

  @Override
  public void show(long step) {
    long wanted = step / STEPS_PER_DRAW;
    if (wanted != block) {
      block = wanted;
      drawn = law.draw(order.length, seed.child(wanted));
      labels = Targets.of(drawn.labels());
    }
    int from = (int) (step % STEPS_PER_DRAW) * size;
    shown.batch().fill(drawn.inputs(), order, from, size);
    shown.targets().fill(labels, order, from, size);
  }

  @Override
  public long stepsPerEpoch() {
    return Math.max(1L, n / size);
  }
}
