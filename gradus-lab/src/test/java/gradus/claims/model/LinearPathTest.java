package gradus.claims.model;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LinearPathTest {
  /** Points on the right side of a random direction, in several sizes. */
  private static List<Matrix> cases() {
    List<Matrix> cases = new ArrayList<>();
    for (int d : new int[] {2, 5}) {
      RandomGenerator random = new Seed(d).random();
      double[] teacher = Vectors.gaussian(d, random);
      Matrix z = Vectors.gaussian(4 * d, d, random);
      double[] side = Vectors.product(z, teacher);
      for (int n = 0; n < z.rows(); n++) {
        for (int j = 0; j < d; j++) {
          z.set(n, j, Math.signum(side[n]) * z.at(n, j));
        }
      }
      cases.add(z);
    }
    return cases;
  }

  @Test
  void path_isStationaryAndTendsToTheHardMargin() {
    for (Matrix z : cases()) {
      LinearPath at = LinearPath.start(z);
      double margin = Margins.of(z).margin();
      for (double rho : new double[] {10, 100, 1000}) {
        at = at.upTo(z, rho / margin);
        assertThat(at.residual()).isLessThan(1e-9);
        assertThat(at.rho()).isGreaterThanOrEqualTo(rho / margin * (1 - 1e-9));
        assertThat(margin - Vectors.min(Vectors.product(z, at.direction())))
            .isLessThanOrEqualTo(Math.log(z.rows()) / at.rho());
      }
    }
  }

  @Test
  void ballMinimum_inTwoNorm_isThePointOfThePath() {
    for (Matrix z : cases()) {
      LinearPath path = LinearPath.start(z).upTo(z, 20);
      BallMinimum ball = BallMinimum.of(z, path.rho(), 2, 1e-13, 100_000);
      // The value is within 1e-13 of the least, and grows with the square of the distance.
      assertThat(Vectors.distance(ball.v(), path.direction())).isLessThan(1e-5);
    }
  }

  @Test
  void ballMinimum_staysInItsBall() {
    for (Matrix z : cases()) {
      double[] one = BallMinimum.of(z, 10, 1, 1e-8, 5000).v();
      double sum = 0;
      for (double v : one) {
        sum += Math.abs(v);
      }
      assertThat(sum).isLessThan(1 + 1e-12);
      double[] box = BallMinimum.of(z, 10, Double.POSITIVE_INFINITY, 1e-8, 5000).v();
      assertThat(Vectors.max(box)).isLessThanOrEqualTo(1);
      assertThat(Vectors.min(box)).isGreaterThanOrEqualTo(-1);
    }
  }
}
