package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Labels;
import gradus.net.Draws;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The contract on linear kernels, and kernels with closed forms. */
class KernelMarginTest extends MarginSolverContract {
  private static final Seed SEED = new Seed(44);

  @Override
  Norm norm() {
    return Norm.TWO;
  }

  @Override
  Points points(Matrix z) {
    double[] ones = new double[z.rows()];
    Arrays.fill(ones, 1);
    return Points.ofKernel(z.times(z.transpose()), new Labels.Signs(ones));
  }

  /** A kernel sees the squares of the numbers, and half the digits. */
  @Override
  double tolerance() {
    return 1e-9;
  }

  private static Matrix gaussian(Matrix x, double width) {
    Matrix k = Matrix.zeros(x.rows(), x.rows());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.rows(); j++) {
        double square = 0;
        for (int c = 0; c < x.cols(); c++) {
          square += Math.pow(x.at(i, c) - x.at(j, c), 2);
        }
        k.set(i, j, Math.exp(-square / (2 * width * width)));
      }
    }
    return k;
  }

  @Test
  void margin_linearKernel_isThatOfThePoints() {
    Matrix z = SignedPoints.separable(60, 5, SEED);
    MarginSolution direct = MarginSolver.in(Norm.TWO).solve(Points.of(z)).solution();
    MarginSolution kernel = solve(z).solution();
    assertThat(kernel.margin()).isCloseTo(direct.margin(), within(1e-11));
    double[] v = SignedPoints.combination(z, kernel.direction());
    assertThat(v).containsExactly(direct.direction(), within(1e-9));
  }

  @Test
  void margin_twoPointsOfOppositeLabels_hasItsClosedForm() {
    // min over q of q² + (1-q)² - 2q(1-q)c is (1-c)/2, at q = ½.
    double c = 0.3;
    Matrix k = Matrix.ofRows(new double[] {1, c}, new double[] {c, 1});
    Points points = Points.ofKernel(k, new Labels.Signs(new double[] {1, -1}));
    MarginSolution solution = MarginSolver.in(Norm.TWO).solve(points).solution();
    assertThat(solution.margin()).isCloseTo(Math.sqrt((1 - c) / 2), within(1e-15));
    assertThat(solution.dual()).containsExactly(new double[] {0.5, 0.5}, within(1e-15));
    // f = c_1 k(x_1, ·) + c_2 k(x_2, ·) with c = ±1/√(2(1-c)).
    double size = 1 / Math.sqrt(2 * (1 - c));
    assertThat(solution.direction()).containsExactly(new double[] {size, -size}, within(1e-14));
  }

  @Test
  void margin_gaussianKernel_isCertified() {
    for (int n : new int[] {50, 400}) {
      Matrix x = Draws.matrix(n, 3, SEED.child(n));
      double[] y = new double[n];
      Arrays.setAll(y, i -> i % 2 == 0 ? 1 : -1);
      Points points = Points.ofKernel(gaussian(x, 0.5), new Labels.Signs(y));
      MarginSolution solution = MarginSolver.in(Norm.TWO).solve(points).solution();
      assertThat(solution.relativeGap()).as("n = %d", n).isBetween(-1e-13, 1e-10);
    }
  }

  @Test
  void solve_onePointWithBothLabels_isNotSeparable() {
    Matrix x = Matrix.ofRows(new double[] {0}, new double[] {0.4}, new double[] {0.4});
    Points points = Points.ofKernel(gaussian(x, 1), new Labels.Signs(new double[] {1, 1, -1}));
    NotSeparable not = (NotSeparable) MarginSolver.in(Norm.TWO).solve(points);
    assertThat(not.witness()).containsExactly(new double[] {0, 0.5, 0.5}, within(1e-7));
  }

  @Test
  void points_whatIsNoKernel_isRefused() {
    Labels.Signs two = new Labels.Signs(new double[] {1, -1});
    assertThatThrownBy(() -> Points.ofKernel(Matrix.zeros(2, 3), two))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("2 x 3");
    Matrix negative = Matrix.ofRows(new double[] {-1, 0}, new double[] {0, 1});
    assertThatThrownBy(() -> Points.ofKernel(negative, two)).hasMessageContaining("diagonal");
    Matrix infinite = Matrix.ofRows(new double[] {1, 0}, new double[] {Double.NaN, 1});
    assertThatThrownBy(() -> Points.ofKernel(infinite, two)).hasMessageContaining("finite");
  }
}
