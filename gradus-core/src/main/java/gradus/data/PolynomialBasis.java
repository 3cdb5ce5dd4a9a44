package gradus.data;

import gradus.num.Matrix;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Polynomials p₀, p₁, ... on [-1, 1] used as features of a number. */
public enum PolynomialBasis {
  /** Chebyshev's Tₖ(x) = cos(k arccos x), at most 1 in size. */
  CHEBYSHEV("T"),
  /** √(k + ½) Pₖ with Legendre's Pₖ: orthonormal on [-1, 1], ∫ pⱼ pₖ dx = δⱼₖ. */
  LEGENDRE("P"),
  /** The powers xᵏ; badly conditioned from degree 30 on. */
  MONOMIAL("x^");

  private final String symbol;

  PolynomialBasis(String symbol) {
    this.symbol = symbol;
  }

  /** The name as a user writes it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the features p₀ to p_degree. */
  public List<String> names(int degree) {
    return IntStream.rangeClosed(0, degree).mapToObj(k -> symbol + k).toList();
  }

  /**
   * The features at n points.
   *
   * @param x n points of [-1, 1]
   * @param degree the highest degree
   * @return n x (degree + 1), row i holding p₀(xᵢ), ..., p_degree(xᵢ)
   */
  public Matrix features(double[] x, int degree) {
    Matrix features = Matrix.zeros(x.length, degree + 1);
    for (int i = 0; i < x.length; i++) {
      fill(x[i], degree, features.data(), i * (degree + 1));
    }
    return features;
  }

  private void fill(double x, int degree, double[] p, int off) {
    p[off] = 1;
    if (degree > 0) {
      p[off + 1] = x;
    }
    for (int k = 1; k < degree; k++) {
      double last = p[off + k];
      double before = p[off + k - 1];
      p[off + k + 1] =
          switch (this) {
            case CHEBYSHEV -> 2 * x * last - before;
            case LEGENDRE -> ((2 * k + 1) * x * last - k * before) / (k + 1);
            case MONOMIAL -> x * last;
          };
    }
    if (this == LEGENDRE) {
      for (int k = 0; k <= degree; k++) {
        p[off + k] *= Math.sqrt(k + 0.5);
      }
    }
  }
}
