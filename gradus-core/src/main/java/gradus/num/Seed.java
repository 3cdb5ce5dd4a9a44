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
    return new Seed(mix(mix(value + GOLDEN_GAMMA) + (index + 1) * GOLDEN_GAMMA));
  }

  /** A fresh generator at the start of this seed's stream. */
  public RandomGenerator random() {
    return new SplittableRandom(value);
  }

  /**
   * Puts items in a random order, each order as likely as any other up to 2^-32; allocates nothing.
   */
  public void shuffle(int[] items) {
    long state = value;
    for (int i = items.length - 1; i > 0; i--) {
      state += GOLDEN_GAMMA;
      int j = (int) Math.unsignedMultiplyHigh(mix(state), i + 1L);
      int kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
  }

  /** A bijection of 64-bit words that spreads every bit (the finaliser of SplitMix64). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
