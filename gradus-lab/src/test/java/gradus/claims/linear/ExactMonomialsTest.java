package gradus.claims.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.claims.model.Vectors;
import gradus.data.Nodes;
import gradus.data.PolynomialBasis;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExactMonomialsTest {
  private static final double[] AT = {-1, -0.4, 0, 0.3, 0.99};

  /** Few nodes, where doubles still solve the same: condition numbers of 1e4. */
  @Test
  void values_ofLowDegree_areThoseOfLeastSquares() {
    double[] x = Nodes.CHEBYSHEV.points(8, new Seed(0));
    double[] y = Arrays.stream(x).map(v -> Math.sin(5 * v)).toArray();
    for (int degree : new int[] {7, 8, 15, 30}) {
      Matrix phi = PolynomialBasis.MONOMIAL.features(x, degree);
      double[] w = LeastSquares.of(phi, y).solution();
      double[] expected = Vectors.product(PolynomialBasis.MONOMIAL.features(AT, degree), w);

      double[] values = ExactMonomials.values(upper(x), upper(y), degree, AT);

      assertThat(values).containsExactly(expected, within(1e-10));
    }
  }

  /** With as many coefficients as nodes it is Lagrange's polynomial, near any entire function. */
  @Test
  void values_ofInterpolant_matchAnEntireFunction() {
    double[] x = Nodes.CHEBYSHEV.points(76, new Seed(0));
    double[] y = Arrays.stream(x).map(v -> Math.sin(8 * Math.PI * v)).toArray();

    double[] values = ExactMonomials.values(upper(x), upper(y), 75, AT);

    for (int i = 0; i < AT.length; i++) {
      // The targets' own rounding, times Lebesgue's constant of some 4.
      assertThat(values[i]).isCloseTo(Math.sin(8 * Math.PI * AT[i]), within(1e-13));
    }
  }

  private static double[] upper(double[] all) {
    return Arrays.copyOfRange(all, all.length / 2, all.length);
  }
}
