package gradus.net;

import java.util.OptionalInt;

/** The hyperbolic tangent; not homogeneous. */
public record Tanh() implements Nonlinearity {
  @Override
  public String label() {
    return "tanh";
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.empty();
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    for (int i = from; i < from + n; i++) {
      a[i] = Math.tanh(z[i]);
    }
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    for (int i = from; i < from + n; i++) {
      double y = Math.tanh(z[i]);
      d[i] *= (1 - y) * (1 + y);
    }
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    for (int i = from; i < from + n; i++) {
      double y = Math.tanh(z[i]);
      c[i] += -2 * y * (1 - y) * (1 + y) * t[i] * d[i];
    }
  }
}
