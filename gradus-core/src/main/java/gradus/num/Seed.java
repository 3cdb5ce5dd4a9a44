package gradus.num;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The only source of randomness: a value from which labelled children and generators derive.
 *
 * <p>Two seeds with the same value give the same streams; children with different labels give
 * streams that are statistically unrelated. Nothing is consumed: asking twice gives the same twice.
 *
 * @param value the 64 bits that decide everything drawn from this seed
 */
public record Seed(long value) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** The seed of a stream with its own name, as {@code seed.child("init")}. */
  public Seed child(String label) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < label.length(); i++) {
      hash = (hash ^ label.charAt(i)) * FNV_PRIME;
    }
    return new Seed(mix(mix(value + GOLDEN_GAMMA) ^ hash));
  }

  /** The seed of the {@code index}-th of a family of streams, as one for each epoch. */
  public Seed child(long index) {
    return new Seed(childValue(index));
  }

  /** A fresh generator at the start of this seed's stream. */
  public RandomGenerator random() {
    return new SplittableRandom(value);
  }

  /**
   * Puts items in a random order, each order as likely as any other up to 2^-32; allocates nothing.
   */
  public void shuffle(int[] items) {
    shuffle(items, value);
  }

  /**
   * The same in an order that depends on this seed and the index alone, that of {@code
   * child(index)}, as one for each epoch; allocates nothing, the child neither.
   */
  public void shuffle(long index, int[] items) {
    shuffle(items, childValue(index));
  }

  private static void shuffle(int[] items, long start) {
    long state = start;
    for (int i = items.length - 1; i > 0; i--) {
      state += GOLDEN_GAMMA;
      int j = (int) Math.unsignedMultiplyHigh(mix(state), i + 1L);
      int kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
  }

  /**
   * out ← independent standard normal numbers that depend on this seed and the index alone, as one
   * vector for each step; allocates nothing (Box and Muller's transform).
   */
  public void normals(long index, double[] out) {
    long state = childValue(index);
    for (int i = 0; i < out.length; i += 2) {
      state += GOLDEN_GAMMA;
      // In (0, 1], so that the logarithm is finite.
      double radius = Math.sqrt(-2 * Math.log(((mix(state) >>> 11) + 1) * 0x1p-53));
      state += GOLDEN_GAMMA;
      double angle = 2 * Math.PI * unit(mix(state));
      out[i] = radius * Math.cos(angle);
      if (i + 1 < out.length) {
        out[i + 1] = radius * Math.sin(angle);
      }
    }
  }

  /** A number uniform in [0, 1) that depends on this seed and the index alone. */
  public double uniform(long index) {
    return unit(childValue(index));
  }

  private long childValue(long index) {
    return mix(mix(value + GOLDEN_GAMMA) + (index + 1) * GOLDEN_GAMMA);
  }

  private static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** A bijection of 64-bit words that spreads every bit (the finaliser of SplitMix64). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
