package gradus.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random order. */
final class Shuffle {
  private Shuffle() {}

  /** Puts the entries in random order, each order equally likely (Fisher and Yates). */
  static void inPlace(int[] entries, RandomGenerator random) {
    for (int i = entries.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = entries[i];
      entries[i] = entries[j];
      entries[j] = kept;
    }
  }

  /** {@code count} of the numbers 0 to n - 1, each subset equally likely, ascending. */
  static int[] subset(int n, int count, RandomGenerator random) {
    int[] all = IntStream.range(0, n).toArray();
    inPlace(all, random);
    return Arrays.stream(all).limit(count).sorted().toArray();
  }
}
