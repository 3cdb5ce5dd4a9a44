package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The game, which knows nothing of margins, against margins. */
class RobustSeparationTest {
  private static final Seed SEED = new Seed(28);

  private static double[] norms(Matrix z) {
    double[] norms = new double[z.rows()];
    Arrays.setAll(norms, n -> Norm.TWO.of(z.row(n)));
    return norms;
  }

  private static double margin(Matrix z) {
    return MarginSolver.in(Norm.TWO).solve(Points.of(z)).solution().margin();
  }

  @Test
  void largest_equalRadii_isTheMargin() {
    for (int draw = 0; draw < 5; draw++) {
      Matrix z = SignedPoints.separable(30, 4, SEED.child(draw));
      double[] ones = new double[30];
      Arrays.fill(ones, 1);
      RobustSeparation.Largest largest = RobustSeparation.largest(Points.of(z), ones, false, 1e-8);
      assertThat(largest.lower()).isLessThanOrEqualTo(margin(z));
      assertThat(largest.upper()).isGreaterThanOrEqualTo(margin(z));
      assertThat(largest.upper() - largest.lower()).isLessThan(1e-6 * margin(z));
    }
  }

  @Test
  void largest_perturbedWeights_isTheMarginOfNormalisedExamples() {
    // N-L6: not that of the examples themselves, unless these have norm one.
    Matrix z = SignedPoints.separable(25, 3, SEED.child("weights"));
    Matrix unit = z.copy();
    double[] norms = norms(z);
    for (int n = 0; n < 25; n++) {
      for (int j = 0; j < 3; j++) {
        unit.set(n, j, z.at(n, j) / norms[n]);
      }
    }
    RobustSeparation.Largest largest = RobustSeparation.largest(Points.of(z), norms, false, 1e-8);
    assertThat(largest.lower()).isCloseTo(margin(unit), within(1e-6));
    assertThat(Math.abs(largest.lower() - margin(z))).isGreaterThan(1e-3);
  }

  @Test
  void largest_withABias_isHalfTheDistanceOfTheClasses() {
    // Two points of each class on two parallel lines at distance 3; the bias is nobody's to move.
    double[][] rows = {{0, 4, 1}, {2, 4, 1}, {-1, -1, -1}, {-1, -1, -1}};
    Matrix z = Matrix.ofRows(rows);
    double[] ones = {1, 1, 1, 1};
    RobustSeparation.Largest largest = RobustSeparation.largest(Points.of(z), ones, true, 1e-9);
    // x = (0, 4) and (2, 4) against (1, 1): the distance of (1, 1) from the segment is 3.
    assertThat(largest.lower()).isCloseTo(1.5, within(1e-6));
  }

  @Test
  void test_eitherWay_givesItsProof() {
    Matrix z = SignedPoints.separable(20, 3, SEED.child("proof"));
    double gamma = margin(z);
    double[] radius = new double[20];
    Arrays.fill(radius, 0.99 * gamma);
    RobustSeparation.Answer.Holds holds =
        (RobustSeparation.Answer.Holds) RobustSeparation.test(Points.of(z), radius, false);
    assertThat(SignedPoints.least(z, holds.w()) - 0.99 * gamma * Norm.TWO.of(holds.w()))
        .isPositive();
    Arrays.fill(radius, 1.01 * gamma);
    RobustSeparation.Answer.Defeated defeated =
        (RobustSeparation.Answer.Defeated) RobustSeparation.test(Points.of(z), radius, false);
    Matrix places = defeated.places();
    double[] sum = SignedPoints.combination(places, defeated.witness().witness());
    assertThat(Norm.TWO.of(sum)).isLessThan(1e-13);
    for (int i = 0; i < places.rows(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int n = 0; n < 20; n++) {
        double[] apart = places.row(i).clone();
        for (int j = 0; j < 3; j++) {
          apart[j] -= z.at(n, j);
        }
        nearest = Math.min(nearest, Norm.TWO.of(apart));
      }
      assertThat(nearest).isLessThanOrEqualTo(1.01 * gamma * (1 + 1e-12));
    }
  }

  @Test
  void test_noRadius_isSeparability() {
    Matrix opposite = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0});
    assertThat(RobustSeparation.test(Points.of(opposite), new double[2], false))
        .isInstanceOf(RobustSeparation.Answer.Defeated.class);
    assertThatThrownBy(
            () -> RobustSeparation.largest(Points.of(opposite), new double[] {1, 1}, false, 1e-6))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(
            () -> RobustSeparation.test(Points.of(opposite), new double[] {1, -1}, false))
        .hasMessageContaining("radii");
  }
}
