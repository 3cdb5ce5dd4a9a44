package gradus.claims.kernel;

import gradus.claims.model.DataRoot;
import gradus.data.Dataset;
import gradus.data.ReadOptions;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Two classes of images from the data directory, at unit norm. */
final class DigitPairs {
  private DigitPairs() {}

  /** All training images of both classes; empty where there are none. */
  static Optional<Dataset> of(String name, String positive, String negative) {
    return DataRoot.with(name)
        .map(
            root ->
                root.read(name, ReadOptions.usual().withClasses(List.of(positive, negative)))
                    .train()
                    .binary(List.of(positive), List.of(negative)));
  }

  /** n of them, drawn. */
  static Dataset some(Dataset pool, int n, Seed seed) {
    int[] rows = new int[pool.size()];
    Arrays.setAll(rows, i -> i);
    seed.shuffle(rows);
    return pool.select(Arrays.copyOf(rows, n)).normalised();
  }
}
