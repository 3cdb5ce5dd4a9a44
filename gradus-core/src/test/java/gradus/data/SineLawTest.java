package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SineLawTest {
  private static final Seed SEED = new Seed(1);

  private static double[] targets(Dataset data) {
    assertThat(data.labels()).isInstanceOf(Labels.Values.class);
    return ((Labels.Values) data.labels()).y();
  }

  @Test
  void draw_targets_areTheSineAtTheNodes() {
    for (Nodes nodes : Nodes.values()) {
      Dataset data = DataLaw.sine(4, 5, PolynomialBasis.MONOMIAL, nodes).draw(9, SEED);
      double[] x = data.inputs().col(1);

      assertThat(x).isEqualTo(nodes.points(9, SEED));
      for (int i = 0; i < 9; i++) {
        // |8πx| ≤ 26, so that Math.sin of the plain product is off by 26 units of round-off.
        assertThat(targets(data)[i]).isCloseTo(Math.sin(8 * Math.PI * x[i]), within(1e-14));
      }
    }
  }

  @Test
  void draw_nineEqualNodes_seesNothing_whileChebyshevNodesDo() {
    PolynomialBasis basis = PolynomialBasis.CHEBYSHEV;

    assertThat(targets(DataLaw.sine(4, 30, basis, Nodes.EQUAL).draw(9, SEED))).containsOnly(0);
    double[] seen = targets(DataLaw.sine(4, 30, basis, Nodes.CHEBYSHEV).draw(9, SEED));
    assertThat(Arrays.stream(seen).map(Math::abs).max().orElseThrow()).isGreaterThan(0.5);
  }

  @Test
  void draw_features_areNamed() {
    Dataset data = DataLaw.sine(4, 2, PolynomialBasis.LEGENDRE, Nodes.EQUAL).draw(3, SEED);

    assertThat(data.features()).containsExactly("P0", "P1", "P2");
    assertThat(data.shape()).containsExactly(3);
  }

  @Test
  void nodes_chebyshev_areTheZerosOfItsPolynomial() {
    for (int n : new int[] {1, 2, 9, 76}) {
      double[] x = Nodes.CHEBYSHEV.points(n, SEED);

      assertThat(x).isSorted();
      for (int i = 0; i < n; i++) {
        // Tₙ has slope at most n², and a node is right to 1e-16.
        assertThat(Math.cos(n * Math.acos(x[i]))).isCloseTo(0, within(4e-16 * n * n + 1e-15));
        assertThat(x[i]).isEqualTo(-x[n - 1 - i]);
      }
    }
  }

  @Test
  void nodes_others_areWhereTheyShouldBe() {
    assertThat(Nodes.EQUAL.points(5, SEED)).containsExactly(-1, -0.5, 0, 0.5, 1);
    assertThat(Nodes.EQUAL.points(1, SEED)).containsExactly(0);
    double[] uniform = Nodes.UNIFORM.points(10_000, SEED);
    assertThat(Arrays.stream(uniform).allMatch(x -> x >= -1 && x < 1)).isTrue();
    // Standard deviation of the mean: (1/√3)/100.
    assertThat(Arrays.stream(uniform).average().orElseThrow()).isCloseTo(0, within(4 * 0.00578));
  }

  @Test
  void chebyshev_isACosine() {
    double[] x = {-1, -0.7, 0, 0.3, 1};
    Matrix features = PolynomialBasis.CHEBYSHEV.features(x, 40);

    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k <= 40; k++) {
        // The recurrence loses about k² units of round-off at the ends.
        assertThat(features.at(i, k)).isCloseTo(Math.cos(k * Math.acos(x[i])), within(1e-12));
      }
    }
  }

  @Test
  void legendre_isOrthonormal() {
    // The midpoint rule with step h = 1e-4 is off by h²/24 times the difference of the derivative
    // of pⱼpₖ at the ends, at most 2 · 12.5 · (78 + 78) = 3900: 1.6e-6.
    int degree = 12;
    int m = 20_000;
    double[] x = new double[m];
    Arrays.setAll(x, i -> -1 + (2 * i + 1.0) / m);
    Matrix p = PolynomialBasis.LEGENDRE.features(x, degree);

    for (int j = 0; j <= degree; j++) {
      for (int k = 0; k <= degree; k++) {
        double integral = 0;
        for (int i = 0; i < m; i++) {
          integral += p.at(i, j) * p.at(i, k) * 2 / m;
        }
        assertThat(integral).isCloseTo(j == k ? 1 : 0, within(1e-5));
      }
    }
  }

  @Test
  void legendre_lowDegrees_areThePolynomials() {
    double x = 0.3;
    Matrix p = PolynomialBasis.LEGENDRE.features(new double[] {x}, 3);

    assertThat(p.row(0))
        .containsExactly(
            new double[] {
              Math.sqrt(0.5),
              Math.sqrt(1.5) * x,
              Math.sqrt(2.5) * (3 * x * x - 1) / 2,
              Math.sqrt(3.5) * (5 * x * x * x - 3 * x) / 2
            },
            within(1e-15));
  }

  @Test
  void monomial_isAPower_alsoOfDegreeZero() {
    Matrix p = PolynomialBasis.MONOMIAL.features(new double[] {-2}, 4);

    assertThat(p.row(0)).containsExactly(1, -2, 4, -8, 16);
    assertThat(PolynomialBasis.MONOMIAL.features(new double[] {5, 6}, 0).data())
        .containsExactly(1, 1);
  }
}
