package gradus.net;

import java.util.OptionalInt;

/** max(z, 0)^k for k ≥ 2: once differentiable at 0, homogeneous of degree k. */
public record ReluPower(int k) implements Nonlinearity {
  /** Checks the power. */
  public ReluPower {
    if (k < 2) {
      throw new IllegalArgumentException("relu^k needs a power of at least 1, not " + k);
    }
  }

  @Override
  public String label() {
    return "relu^" + k;
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(k);
  }

  @Override
  public boolean hasOffSide() {
    return true;
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    for (int i = from; i < from + n; i++) {
      a[i] = power(Math.max(z[i], 0), k);
    }
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    for (int i = from; i < from + n; i++) {
      d[i] *= k * power(Math.max(z[i], 0), k - 1);
    }
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    for (int i = from; i < from + n; i++) {
      // At k = 2 the second derivative jumps at 0; the value from the left is 0.
      double bend = z[i] > 0 ? k * (k - 1) * power(z[i], k - 2) : 0;
      c[i] += bend * t[i] * d[i];
    }
  }

  private static double power(double base, int exponent) {
    double product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
    }
    return product;
  }
}
