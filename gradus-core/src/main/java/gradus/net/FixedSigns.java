package gradus.net;

import gradus.num.Seed;
import java.util.random.RandomGenerator;

/** Gaussian hidden weights under fixed random signs over √m. */
record FixedSigns() implements Initialiser {
  @Override
  public double[] weights(Network network, Seed seed) {
    double[] w = new double[network.parameters()];
    Block last = network.blocks().getLast();
    for (Block block : network.blocks()) {
      if (block.equals(last)) {
        RandomGenerator random = seed.child("signs").random();
        double size = 1 / Math.sqrt(block.cols());
        for (int i = block.offset(); i < block.end(); i++) {
          w[i] = random.nextBoolean() ? size : -size;
        }
      } else {
        boolean first = block.offset() == 0;
        ScaledGaussian.fill(w, block, first ? 1 : 1 / Math.sqrt(block.cols()), seed);
      }
    }
    return w;
  }

  @Override
  public Network adapt(Network network) {
    return network.withFixedOutputs();
  }
}
