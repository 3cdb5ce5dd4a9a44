package gradus.flow;

import gradus.net.Block;
import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Blas;

/**
 * w = γ v/‖v‖ for each group of weights, a layer or a unit: y = (v, γ_1, …, γ_m).
 *
 * <p>γ̇ = ⟨v, g⟩/‖v‖ and v̇ = (γ/‖v‖) Sg with S = I - vvᵀ/‖v‖².
 */
final class WeightNormMotion implements Motion {
  private static final Blas BLAS = Blas.best();

  private final int parameters;
  private final Block[] blocks;
  private final boolean unitStart;
  private final boolean perUnit;
  private final int groups;
  private final double[] w;

  WeightNormMotion(Network network, boolean unitStart, boolean perUnit) {
    this.parameters = network.parameters();
    this.blocks = network.blocks().toArray(Block[]::new);
    this.unitStart = unitStart;
    this.perUnit = perUnit;
    int count = 0;
    for (Block block : blocks) {
      count += groups(block);
    }
    this.groups = count;
    this.w = new double[parameters];
  }

  private int groups(Block block) {
    return perUnit ? block.rows() : 1;
  }

  @Override
  public int dimension() {
    return parameters + groups;
  }

  @Override
  public int scale(int i) {
    return i < parameters ? 0 : 1;
  }

  @Override
  public double[] state(double[] w) {
    double[] y = new double[dimension()];
    System.arraycopy(w, 0, y, 0, parameters);
    int gamma = parameters;
    for (Block block : blocks) {
      int n = block.size() / groups(block);
      for (int from = block.offset(); from < block.end(); from += n, gamma++) {
        double norm = BLAS.nrm2(n, w, from);
        if (norm == 0) {
          throw new BadInput(
              "weights of %s start at zero and have no direction, which weight-norm needs; start elsewhere"
                  .formatted(block.name()));
        }
        y[gamma] = norm;
        for (int i = from; unitStart && i < from + n; i++) {
          y[i] /= norm;
        }
      }
    }
    return y;
  }

  @Override
  public double[] weights(double[] y) {
    int gamma = parameters;
    for (Block block : blocks) {
      int n = block.size() / groups(block);
      for (int from = block.offset(); from < block.end(); from += n, gamma++) {
        double scale = y[gamma] / BLAS.nrm2(n, y, from);
        for (int i = from; i < from + n; i++) {
          w[i] = scale * y[i];
        }
      }
    }
    return w;
  }

  @Override
  public void lift(double[] y, double[] g, double[] v) {
    int gamma = parameters;
    for (Block block : blocks) {
      int n = block.size() / groups(block);
      for (int from = block.offset(); from < block.end(); from += n, gamma++) {
        double norm = BLAS.nrm2(n, y, from);
        double along = BLAS.dot(n, y, from, g, from) / norm;
        v[gamma] = along;
        double scale = y[gamma] / norm;
        for (int i = from; i < from + n; i++) {
          v[i] = scale * (g[i] - along * (y[i] / norm));
        }
      }
    }
  }

  @Override
  public void push(double[] y, double[] v, double[] dw) {
    int gamma = parameters;
    for (Block block : blocks) {
      int n = block.size() / groups(block);
      for (int from = block.offset(); from < block.end(); from += n, gamma++) {
        double norm = BLAS.nrm2(n, y, from);
        double along = BLAS.dot(n, y, from, v, from) / norm;
        double scale = y[gamma] / norm;
        for (int i = from; i < from + n; i++) {
          double direction = y[i] / norm;
          dw[i] = v[gamma] * direction + scale * (v[i] - along * direction);
        }
      }
    }
  }
}
