package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Labels;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolyhedralMarginTest {
  /** Along the second axis both have 0.1; no corner of the square does better, see by hand. */
  private static final Matrix TWO =
      Matrix.ofRows(new double[] {0.8, 0.1}, new double[] {-0.3, 0.1});

  @Nested
  class OneNorm extends MarginSolverContract {
    @Override
    Norm norm() {
      return Norm.ONE;
    }

    @Test
    void margin_twoPoints_isThatOfTheCorner() {
      MarginSolution solution = solve(TWO).solution();
      assertThat(solution.margin()).isCloseTo(0.1, within(1e-16));
      assertThat(solution.direction()).containsExactly(new double[] {0, 1}, within(1e-15));
    }

    @Test
    void direction_oneUsefulCoordinate_isSparse() {
      // Coordinate 0 alone has margin 1; the others add noise of either sign.
      Matrix z = SignedPoints.separable(50, 6, new Seed(3));
      for (int n = 0; n < 50; n++) {
        for (int j = 0; j < 6; j++) {
          z.set(n, j, j == 0 ? 1 : 0.1 * z.at(n, j));
        }
      }
      double[] v = solve(z).solution().direction();
      assertThat(v[0]).isGreaterThan(0.9);
    }
  }

  @Nested
  class MaximumNorm extends MarginSolverContract {
    @Override
    Norm norm() {
      return Norm.INFINITY;
    }

    @Test
    void margin_twoPoints_isThatOfTheSide() {
      // On the side v = (a, 1): min(0.8a + 0.1, -0.3a + 0.1) is largest at a = 0.
      assertThat(solve(TWO).solution().margin()).isCloseTo(0.1, within(1e-16));
    }

    @Test
    void margin_onePoint_isItsOneNorm() {
      MarginSolution solution = solve(Matrix.ofRows(new double[] {3, -2, 0.5})).solution();
      assertThat(solution.margin()).isCloseTo(5.5, within(1e-14));
    }
  }

  @Test
  void solve_manyRows_goesByParts() {
    Matrix z = SignedPoints.separable(3000, 8, new Seed(5));
    for (Norm norm : new Norm[] {Norm.ONE, Norm.INFINITY}) {
      MarginSolution solution = MarginSolver.in(norm).solve(Points.of(z)).solution();
      assertThat(solution.relativeGap()).isLessThan(1e-12);
    }
  }

  @Test
  void solve_kernel_isRefused() {
    Points kernel = Points.ofKernel(Matrix.identity(2), new Labels.Signs(new double[] {1, -1}));
    assertThatThrownBy(() -> MarginSolver.in(Norm.ONE).solve(kernel))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("norm 2");
  }

  @Test
  void norm_unknownName_isRefused() {
    assertThat(Norm.named("inf")).isEqualTo(Norm.INFINITY);
    assertThatThrownBy(() -> Norm.named("3")).hasMessageContaining("1, 2 or inf");
  }
}
