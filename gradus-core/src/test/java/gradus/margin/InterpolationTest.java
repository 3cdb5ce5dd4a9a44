package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  private static final Seed SEED = new Seed(26);

  private static void certified(Interpolation found, Matrix x, double[] y) {
    Interpolation.Certificate proof = found.verify(x, y);
    assertThat(proof.normal()).isLessThan(1e-14);
    assertThat(proof.offSpan()).isLessThan(1e-12);
  }

  @Test
  void of_wideMatrix_interpolatesAsLeastSquaresDoes() {
    for (int[] size : new int[][] {{1, 1}, {3, 7}, {20, 60}}) {
      Matrix x = Draws.matrix(size[0], size[1], SEED);
      double[] y = Draws.normal(size[0], SEED.child("y"));
      Interpolation found = Interpolation.of(x, y);
      certified(found, x, y);
      assertThat(found.interpolates()).isTrue();
      assertThat(found.verify(x, y).residual()).isLessThan(1e-14);
      // LAPACK's own solution, by another routine.
      assertThat(found.w()).containsExactly(LeastSquares.of(x, y).solution(), within(1e-12));
    }
  }

  @Test
  void of_tallMatrix_isLeastSquares() {
    Matrix x = Draws.matrix(50, 6, SEED);
    double[] y = Draws.normal(50, SEED.child("y"));
    Interpolation found = Interpolation.of(x, y);
    certified(found, x, y);
    assertThat(found.interpolates()).isFalse();
    assertThat(found.rank()).isEqualTo(6);
    assertThatThrownBy(found::leaveOneOutErrors).hasMessageContaining("rank 50");
  }

  @Test
  void of_twoEqualColumns_sharesTheWeight() {
    Matrix x = Matrix.ofRows(new double[] {1, 1, 0}, new double[] {0, 0, 2});
    double[] w = Interpolation.of(x, new double[] {3, 4}).w();
    assertThat(w).containsExactly(new double[] {1.5, 1.5, 2}, within(1e-15));
  }

  @Test
  void of_deficientRank_leavesOutWhatIsRoundOff() {
    Matrix x = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {2, 4, 6});
    Interpolation found = Interpolation.of(x, new double[] {1, 2});
    assertThat(found.rank()).isEqualTo(1);
    certified(found, x, new double[] {1, 2});
    assertThat(found.w())
        .containsExactly(new double[] {1.0 / 14, 2.0 / 14, 3.0 / 14}, within(1e-15));
  }

  @Test
  void leaveOneOutErrors_formula_isWhatLeavingOneOutGives() {
    int n = 8;
    Matrix x = Draws.matrix(n, 20, SEED.child("loo"));
    double[] y = Draws.normal(n, SEED.child("target"));
    double[] errors = Interpolation.of(x, y).leaveOneOutErrors();
    for (int i = 0; i < n; i++) {
      Matrix others = Matrix.zeros(n - 1, 20);
      double[] targets = new double[n - 1];
      for (int k = 0; k < n - 1; k++) {
        int from = k < i ? k : k + 1;
        System.arraycopy(x.row(from), 0, others.data(), k * 20, 20);
        targets[k] = y[from];
      }
      double predicted = Draws.dot(x.row(i), Interpolation.of(others, targets).w());
      assertThat(errors[i]).isCloseTo(y[i] - predicted, within(1e-12));
    }
  }

  @Test
  void of_sizesThatDiffer_isRefused() {
    assertThatThrownBy(() -> Interpolation.of(Matrix.zeros(2, 3), new double[3]))
        .hasMessageContaining("2 examples");
  }
}
