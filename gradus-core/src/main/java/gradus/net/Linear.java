package gradus.net;

import java.util.OptionalInt;

/** The identity. */
public record Linear() implements Nonlinearity {
  @Override
  public String label() {
    return "linear";
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
  public void value(int n, double[] z, double[] a, int from) {
    System.arraycopy(z, from, a, from, n);
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    // σ' = 1.
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    // σ'' = 0.
  }
}
