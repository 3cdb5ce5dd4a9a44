package gradus.flow;

import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.num.Seed;

/** Which examples a step sees. */
public sealed interface Sampling {
  /** The examples of step after step, from a seed. */
  Sampler sampler(Dataset data, Seed seed);

  /** All examples at every step. */
  record Full() implements Sampling {
    @Override
    public Sampler sampler(Dataset data, Seed seed) {
      return new FullSampler(data);
    }
  }

  /**
   * Batches without replacement: each epoch goes through all examples in a new random order, the
   * last batch holding what is left.
   *
   * @param size the number of examples in a batch
   */
  record Epochs(int size) implements Sampling {
    /** Checks the size. */
    public Epochs {
      atLeastOne(size);
    }

    @Override
    public Sampler sampler(Dataset data, Seed seed) {
      return new EpochSampler(data, Math.min(size, data.size()), seed);
    }
  }

  /**
   * Fresh draws from the law the data came from: no example is seen twice (ji2020 §2.4).
   *
   * @param size the number of examples in a batch
   * @param law the law
   */
  record Fresh(int size, DataLaw law) implements Sampling {
    /** Checks the size. */
    public Fresh {
      atLeastOne(size);
    }

    @Override
    public Sampler sampler(Dataset data, Seed seed) {
      return new FreshSampler(law, size, data.size(), seed);
    }
  }

  private static void atLeastOne(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 example, not " + size);
    }
  }
}
