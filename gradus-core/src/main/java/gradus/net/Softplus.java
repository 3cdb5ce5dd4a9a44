package gradus.net;

import gradus.num.LogSum;
import java.util.OptionalInt;

/** log(1 + e^z), the smooth ReLU; not homogeneous. */
public record Softplus() implements Nonlinearity {
  @Override
  public String label() {
    return "softplus";
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.empty();
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    for (int i = from; i < from + n; i++) {
      a[i] = LogSum.softplus(z[i]);
    }
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    for (int i = from; i < from + n; i++) {
      d[i] *= sigmoid(z[i]);
    }
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    for (int i = from; i < from + n; i++) {
      c[i] += sigmoid(z[i]) * sigmoid(-z[i]) * t[i] * d[i];
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
