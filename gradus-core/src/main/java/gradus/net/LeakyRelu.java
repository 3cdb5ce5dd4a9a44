package gradus.net;

import gradus.num.Elementwise;
import java.util.OptionalInt;

/** max(z, αz); ReLU at α = 0. The derivative at the kink is α. */
public record LeakyRelu(double alpha) implements Nonlinearity {
  private static final Elementwise LOOPS = Elementwise.best();

  /** Checks the slope. */
  public LeakyRelu {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("leaky-relu needs a slope in [0, 1], not " + alpha);
    }
  }

  @Override
  public String label() {
    return alpha == 0 ? "relu" : "leaky-relu(" + alpha + ")";
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(1);
  }

  @Override
  public boolean keepsSign() {
    return true;
  }

  @Override
  public boolean hasOffSide() {
    return alpha == 0;
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    LOOPS.rectify(n, alpha, z, from, a, from);
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    LOOPS.gate(n, alpha, z, from, d, from);
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    // Piecewise linear: σ'' = 0 off the kink.
  }
}
