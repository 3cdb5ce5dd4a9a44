package gradus.net;

import java.util.OptionalInt;

/** The error function 2/√π ∫₀ᶻ exp(-s²) ds: a sigmoid whose infinite-width kernel is closed. */
public record Erf() implements Nonlinearity {
  private static final double AT_0 = 2 / Math.sqrt(Math.PI);

  @Override
  public String label() {
    return "erf";
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.empty();
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    for (int i = from; i < from + n; i++) {
      a[i] = org.hipparchus.special.Erf.erf(z[i]);
    }
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    for (int i = from; i < from + n; i++) {
      d[i] *= AT_0 * Math.exp(-z[i] * z[i]);
    }
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    for (int i = from; i < from + n; i++) {
      c[i] -= 2 * z[i] * AT_0 * Math.exp(-z[i] * z[i]) * t[i] * d[i];
    }
  }
}
