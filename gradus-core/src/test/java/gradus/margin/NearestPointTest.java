package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** By the conditions of optimality, which for a convex problem are enough, with plain loops. */
class NearestPointTest {
  private static final Seed SEED = new Seed(19);
  private static final int[] NONE = new int[0];

  @Test
  void of_randomPolyhedra_meetsTheConditionsOfOptimality() {
    for (int draw = 0; draw < 50; draw++) {
      Seed seed = SEED.child(draw);
      RandomGenerator random = seed.random();
      int d = 1 + random.nextInt(15);
      int n = 1 + random.nextInt(40);
      Matrix g = Draws.matrix(n, d, seed.child("g"));
      // Every row holds at this point, so that there is one.
      double[] inside = Draws.normal(d, seed.child("inside"));
      double[] h = new double[n];
      for (int i = 0; i < n; i++) {
        h[i] = Draws.dot(g.row(i), inside) - random.nextDouble();
      }
      double[] centre = Draws.normal(d, seed.child("centre"));
      NearestPoint.Outcome outcome = NearestPoint.of(g, h, centre, NONE);
      assertThat(outcome).isInstanceOf(NearestPoint.Outcome.Found.class);
      NearestPoint.Outcome.Found found = (NearestPoint.Outcome.Found) outcome;
      double[] expected = SignedPoints.combination(g, found.multipliers());
      for (int j = 0; j < d; j++) {
        assertThat(found.x()[j] - centre[j]).isCloseTo(expected[j], within(1e-11));
      }
      for (int i = 0; i < n; i++) {
        double slack = Draws.dot(g.row(i), found.x()) - h[i];
        assertThat(slack).isGreaterThan(-1e-12);
        assertThat(found.multipliers()[i]).isNotNegative();
        assertThat(found.multipliers()[i] * slack).isCloseTo(0, within(1e-10));
      }
    }
  }

  @Test
  void of_onePlane_isTheProjection() {
    Matrix g = Matrix.ofRows(new double[] {3, 4});
    NearestPoint.Outcome.Found found =
        (NearestPoint.Outcome.Found)
            NearestPoint.of(g, new double[] {10}, new double[] {0, 0}, NONE);
    assertThat(found.x()).containsExactly(new double[] {1.2, 1.6}, within(1e-15));
    assertThat(found.multipliers()).containsExactly(new double[] {0.4}, within(1e-15));
  }

  @Test
  void of_centreInside_isTheCentre() {
    Matrix g = Matrix.identity(3);
    double[] centre = {1, 2, 3};
    NearestPoint.Outcome.Found found =
        (NearestPoint.Outcome.Found) NearestPoint.of(g, new double[3], centre, NONE);
    assertThat(found.x()).containsExactly(centre);
    assertThat(found.multipliers()).containsOnly(0);
  }

  @Test
  void of_contradictingRows_isEmptyWithAProof() {
    // x ≥ 1, y ≥ 1, x + y ≤ 1.
    Matrix g = Matrix.ofRows(new double[] {1, 0}, new double[] {0, 1}, new double[] {-1, -1});
    NearestPoint.Outcome outcome = NearestPoint.of(g, new double[] {1, 1, -1}, new double[2], NONE);
    assertThat(outcome).isInstanceOf(NearestPoint.Outcome.Empty.class);
    double[] proof = ((NearestPoint.Outcome.Empty) outcome).multipliers();
    assertThat(SignedPoints.combination(g, proof)).containsOnly(0);
    assertThat(proof[0] + proof[1] - proof[2]).isPositive();
  }

  @Test
  void of_manyRows_looksAtFewOfThemAtATime() {
    Matrix g = SignedPoints.separable(5000, 10, SEED.child("many"));
    double[] ones = new double[5000];
    Arrays.fill(ones, 1);
    NearestPoint.Outcome.Found found =
        (NearestPoint.Outcome.Found) NearestPoint.of(g, ones, new double[10], NONE);
    assertThat(SignedPoints.least(g, found.x())).isCloseTo(1, within(1e-11));
  }

  @Test
  void activeRows_addedAndRemoved_stayAFactorisation() {
    int d = 12;
    Matrix g = Draws.matrix(9, d, SEED.child("active"));
    ActiveRows active = new ActiveRows(d);
    List<double[]> held = new ArrayList<>();
    for (int step : new int[] {0, 1, 2, 3, 4, -2, 5, -1, 6, 7, -4, 8}) {
      if (step < 0) {
        active.remove(-step);
        held.remove(-step);
      } else {
        active.append(active.project(g.row(step), 0));
        held.add(g.row(step));
      }
      double[] b = Draws.normal(held.size(), SEED.child(step));
      double[] x = new double[d];
      double[] y = active.solveTransposed(b);
      active.addPoint(y, x);
      double[] m = active.solve(y);
      double[] sum = new double[d];
      for (int k = 0; k < held.size(); k++) {
        assertThat(Draws.dot(held.get(k), x)).isCloseTo(b[k], within(1e-12));
        for (int j = 0; j < d; j++) {
          sum[j] += m[k] * held.get(k)[j];
        }
      }
      assertThat(x).containsExactly(sum, within(1e-12));
    }
  }
}
