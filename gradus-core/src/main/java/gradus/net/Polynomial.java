package gradus.net;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Σ c_j z^j, by Horner's rule. */
public record Polynomial(List<Double> coefficients) implements Nonlinearity {
  /** Checks the coefficients. */
  public Polynomial {
    coefficients = List.copyOf(coefficients);
    if (coefficients.isEmpty() || !coefficients.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "polynomial needs finite coefficients c0, c1, …, not " + coefficients);
    }
  }

  @Override
  public String label() {
    return coefficients.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "polynomial(", ")"));
  }

  @Override
  public OptionalInt degree() {
    List<Integer> powers = new java.util.ArrayList<>();
    for (int j = 0; j < coefficients.size(); j++) {
      if (coefficients.get(j) != 0) {
        powers.add(j);
      }
    }
    return powers.size() == 1 ? OptionalInt.of(powers.getFirst()) : OptionalInt.empty();
  }

  @Override
  public void value(int n, double[] z, double[] a, int from) {
    for (int i = from; i < from + n; i++) {
      a[i] = derivative(0, z[i]);
    }
  }

  @Override
  public void slope(int n, double[] z, double[] d, int from) {
    for (int i = from; i < from + n; i++) {
      d[i] *= derivative(1, z[i]);
    }
  }

  @Override
  public void curvature(int n, double[] z, double[] t, double[] d, double[] c, int from) {
    for (int i = from; i < from + n; i++) {
      c[i] += derivative(2, z[i]) * t[i] * d[i];
    }
  }

  /** The derivative of the given order (0, 1 or 2) at z. */
  private double derivative(int order, double z) {
    double sum = 0;
    for (int j = coefficients.size() - 1; j >= order; j--) {
      double factor =
          switch (order) {
            case 0 -> 1;
            case 1 -> j;
            default -> j * (j - 1.0);
          };
      sum = sum * z + factor * coefficients.get(j);
    }
    return sum;
  }
}
