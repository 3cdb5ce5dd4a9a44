package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.data.Labels;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Qr;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

class SeparableSplitTest {
  private static final Seed SEED = new Seed(1803);
  private static final Loss LOGISTIC = Loss.named("logistic");
  private static final Loss EXPONENTIAL = Loss.named("exponential");

  /** Every part of a split proves itself: a direction for S_sep, positive weights for S_sc. */
  private static SeparableSplit proved(Matrix z) {
    Points points = Points.of(z);
    SeparableSplit split = SeparableSplit.of(points);
    SeparableSplit.Certificate proof = split.verify(points);
    assertThat(proof.least()).isPositive();
    assertThat(proof.leak()).isLessThan(1e-13);
    assertThat(proof.residual()).isLessThan(1e-13);
    assertThat(split.separable().length + split.rest().length).isEqualTo(z.rows());
    return split;
  }

  @Test
  void of_goldenCase_isMet() {
    for (JsonNode node : SignedPoints.golden("split.json")) {
      Matrix z = SignedPoints.points(node);
      SeparableSplit split = proved(z);
      assertThat(split.separable()).containsExactly(SignedPoints.integers(node.path("separable")));
      MarginSolution perp = split.perp().orElseThrow();
      assertThat(perp.margin()).isCloseTo(node.path("margin_perp").asDouble(), within(1e-9));
      assertThat(perp.direction())
          .containsExactly(SignedPoints.doubles(node.path("direction_perp")), within(1e-9));
      assertThat(split.minimum(Points.of(z), LOGISTIC).w())
          .containsExactly(
              SignedPoints.doubles(node.path("logistic_minimizer_on_h")), within(1e-9));
    }
  }

  @Test
  void of_pointOnTheBoundary_goesWithTheRest() {
    // ±e_1 cancel; (5, 0) lies in their span; the others have a part off it.
    Matrix z =
        Matrix.ofRows(
            new double[] {-1, 0},
            new double[] {1, 0},
            new double[] {1, 2},
            new double[] {5, 0},
            new double[] {3, 0.1});
    SeparableSplit split = proved(z);
    assertThat(split.separable()).containsExactly(2, 4);
    assertThat(split.rest()).containsExactly(0, 1, 3);
    assertThat(split.basis().rows()).isEqualTo(1);
    assertThat(split.perp().orElseThrow().direction())
        .containsExactly(new double[] {0, 1}, within(1e-15));
  }

  @Test
  void of_rowsThatCancelOnlyModuloOthers_goToTheRest() {
    // Rows 2 and 3 cancel up to 5 e_1, which rows 0 and 1 make up for; 4 and 5 again, one floor up.
    double[][] rows = {
      {1, 0, 0, 0},
      {-1, 0, 0, 0},
      {3, 1, 0, 0},
      {2, -1, 0, 0},
      {5, 3, 1, 0},
      {-7, 1, -2, 0},
      {9, 9, 9, 1},
      {-9, 8, 7, 0.5},
      {0, 0, 0, 2}
    };
    Matrix z = Matrix.ofRows(rows);
    Matrix turned = z.times(Qr.of(Draws.matrix(4, 4, SEED)).q());
    for (Matrix points : new Matrix[] {z, turned}) {
      SeparableSplit split = proved(points);
      assertThat(split.rest()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(split.basis().rows()).isEqualTo(3);
      assertThat(split.perp().orElseThrow().margin()).isCloseTo(0.5, within(1e-13));
    }
  }

  @Test
  void of_randomSubspace_findsIt() {
    int d = 8;
    for (int draw = 0; draw < 20; draw++) {
      Seed seed = SEED.child(draw);
      Matrix raw = Draws.matrix(30, d, seed);
      for (int n = 0; n < 30; n++) {
        for (int j = 0; j < d; j++) {
          if (n < 14 && j >= 3) {
            raw.set(n, j, 0); // within the first three coordinates, and too many to separate
          } else if (n >= 14 && j == 3) {
            raw.set(n, j, 0.1 + Math.abs(raw.at(n, j)));
          }
        }
      }
      Matrix z = raw.times(Qr.of(Draws.matrix(d, d, seed.child("q"))).q());
      SeparableSplit split = proved(z);
      // Fourteen random points of three dimensions are separable with probability 1e-2 at most;
      // either way the proof holds, and what is separable contains the last sixteen.
      assertThat(split.separable()).contains(14, 29);
      if (split.rest().length > 0) {
        assertThat(split.separable()).hasSize(16);
      }
    }
  }

  @Test
  void of_separablePoints_isAllOfThem() {
    Matrix z = SignedPoints.separable(20, 3, SEED);
    SeparableSplit split = proved(z);
    assertThat(split.isSeparable()).isTrue();
    assertThat(split.separable()).hasSize(20);
    assertThat(split.minimum(Points.of(z), LOGISTIC).w()).containsOnly(0);
    assertThat(split.perp().orElseThrow().margin())
        .isEqualTo(MarginSolver.in(Norm.TWO).solve(Points.of(z)).solution().margin());
  }

  @Test
  void of_zeros_isAllRest() {
    SeparableSplit split = SeparableSplit.of(Points.of(Matrix.zeros(3, 2)));
    assertThat(split.rest()).hasSize(3);
    assertThat(split.perp()).isEmpty();
  }

  @Test
  void minimum_twoMisclassifiedPoints_hasItsClosedForm() {
    // B-E29: e^{x1 w} + e^{-x2 w} is least at w = log(x2/x1)/(x1 + x2).
    double x1 = 0.7;
    double x2 = 2;
    Matrix z = Matrix.ofRows(new double[] {-x1}, new double[] {x2});
    SpanMinimum minimum = proved(z).minimum(Points.of(z), EXPONENTIAL);
    assertThat(minimum.w()[0]).isCloseTo(Math.log(x2 / x1) / (x1 + x2), within(1e-15));
  }

  @Test
  void minimum_threePoints_hasItsClosedForm() {
    // e^{w1} + e^{-w1}(e^{w2} + e^{-w2}): w = (½ log 2, 0). Logistic: e^{w1} = 2.
    Matrix z = Matrix.ofRows(new double[] {-1, 0}, new double[] {1, 1}, new double[] {1, -1});
    SeparableSplit split = proved(z);
    Points points = Points.of(z);
    assertThat(split.minimum(points, EXPONENTIAL).w())
        .containsExactly(new double[] {Math.log(2) / 2, 0}, within(1e-15));
    SpanMinimum logistic = split.minimum(points, LOGISTIC);
    assertThat(logistic.w()).containsExactly(new double[] {Math.log(2), 0}, within(1e-15));
    // -ℓ' at margins -log 2, log 2, log 2: 2/3, 1/3, 1/3.
    assertThat(logistic.weights()).containsExactly(new double[] {0.5, 0.25, 0.25}, within(1e-15));
  }

  @Test
  void minimum_nearlySeparableRest_isFoundFarAway() {
    // 2e^{-aw}a = e^{bw}b on the second axis: w = log(2a/b)/(a + b), here 7600.
    double a = 1e-3;
    double b = 1e-6;
    Matrix z = Matrix.ofRows(new double[] {1, a}, new double[] {-1, a}, new double[] {0, -b});
    SpanMinimum minimum = proved(z).minimum(Points.of(z), EXPONENTIAL);
    double far = Math.log(2 * a / b) / (a + b);
    assertThat(minimum.w()).containsExactly(new double[] {0, far}, within(1e-9));
  }

  @Test
  void minimum_otherLoss_isRefused() {
    Matrix z = Matrix.ofRows(new double[] {-1}, new double[] {1});
    assertThatThrownBy(
            () -> SeparableSplit.of(Points.of(z)).minimum(Points.of(z), Loss.named("hinge")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("logistic or the exponential");
  }

  @Test
  void of_kernel_isRefused() {
    Points kernel = Points.ofKernel(Matrix.identity(2), new Labels.Signs(new double[] {1, -1}));
    assertThatThrownBy(() -> SeparableSplit.of(kernel)).isInstanceOf(BadInput.class);
  }

  @Test
  void answer_eitherWay_saysAllThatIsAsked() {
    Matrix z = SignedPoints.separable(20, 3, SEED);
    MarginAnswer yes = MarginAnswer.of(Points.of(z), Norm.INFINITY, LOGISTIC);
    assertThat(yes.isSeparable()).isTrue();
    assertThat(yes.separation().solution().norm()).isEqualTo(Norm.INFINITY);
    assertThat(yes.forecast()).isPresent();
    Matrix opposite = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0});
    MarginAnswer no = MarginAnswer.of(Points.of(opposite), Norm.TWO, LOGISTIC);
    assertThat(no.isSeparable()).isFalse();
    assertThat(no.forecast()).isEmpty();
    assertThat(no.split().rest()).hasSize(2);
  }
}
