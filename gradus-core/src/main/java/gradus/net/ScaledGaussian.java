package gradus.net;

import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** Independent normal entries, with one scale or with He's by fan-in. */
record ScaledGaussian(double scale, boolean byFanIn) implements Initialiser {
  ScaledGaussian {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "an initial scale must be finite and not negative, not " + scale);
    }
  }

  @Override
  public double[] weights(Network network, Seed seed) {
    double[] w = new double[network.parameters()];
    for (Block block : network.blocks()) {
      fill(w, block, byFanIn ? scale * Math.sqrt(2.0 / block.cols()) : scale, seed);
    }
    return w;
  }

  static void fill(double[] w, Block block, double deviation, Seed seed) {
    RandomGenerator random = seed.child(block.name()).random();
    for (int i = block.offset(); i < block.end(); i++) {
      w[i] = deviation * random.nextGaussian();
    }
  }
}
