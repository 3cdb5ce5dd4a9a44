package gradus.net;

import gradus.num.Blas;
import gradus.num.Seed;

/**
 * A random orthonormal frame for each block: Gaussian vectors made orthonormal one after another,
 * the projections taken off twice so that they are orthogonal to round-off.
 */
record Orthogonal(double scale) implements Initialiser {
  Orthogonal {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "an initial scale must be finite and not negative, not " + scale);
    }
  }

  @Override
  public double[] weights(Network network, Seed seed) {
    double[] w = new double[network.parameters()];
    for (Block block : network.blocks()) {
      int count = Math.min(block.rows(), block.cols());
      int length = Math.max(block.rows(), block.cols());
      double[] frame = frame(count, length, block, seed);
      boolean byRows = block.rows() <= block.cols();
      for (int i = 0; i < block.rows(); i++) {
        for (int j = 0; j < block.cols(); j++) {
          double entry = byRows ? frame[i * length + j] : frame[j * length + i];
          w[block.offset() + i * block.cols() + j] = scale * entry;
        }
      }
    }
    return w;
  }

  private static double[] frame(int count, int length, Block block, Seed seed) {
    double[] vectors = new double[count * length];
    ScaledGaussian.fill(vectors, new Block(block.name(), 0, count, length, true), 1, seed);
    Blas blas = Blas.best();
    for (int i = 0; i < count; i++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          double overlap = blas.dot(length, vectors, j * length, vectors, i * length);
          blas.axpy(length, -overlap, vectors, j * length, vectors, i * length);
        }
        blas.scal(length, 1 / blas.nrm2(length, vectors, i * length), vectors, i * length);
      }
    }
    return vectors;
  }
}
