package gradus.claims.structure;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.net.Nonlinearity;
import java.util.random.RandomGenerator;

/** Networks of random widths on random examples. */
final class RandomNetworks {
  private static final int EXAMPLES = 5;

  private RandomNetworks() {}

  /** A network of {@code depth} layers with widths 2 to 9 on five Gaussian examples. */
  static NetworkOnData draw(Nonlinearity sigma, int depth, RandomGenerator random) {
    int d = 2 + random.nextInt(8);
    int[] widths = new int[depth];
    for (int k = 0; k < depth - 1; k++) {
      widths[k] = 2 + random.nextInt(8);
    }
    widths[depth - 1] = 1;
    return new NetworkOnData(
        NetworkOnData.dense(d, sigma, widths), Vectors.gaussian(EXAMPLES, d, random));
  }
}
