package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.net.Draws;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Qr;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EuclideanMarginTest extends MarginSolverContract {
  private static final Seed SEED = new Seed(7);

  @Override
  Norm norm() {
    return Norm.TWO;
  }

  @Test
  void direction_goldenCases_isMet() {
    assertThat(SignedPoints.golden("hard_margin.json")).hasSize(2);
    for (JsonNode node : SignedPoints.golden("hard_margin.json")) {
      MarginSolution solution = solve(SignedPoints.points(node)).solution();
      // The file is good to 1e-14, and so are vectors of doubles of norm one.
      assertThat(solution.margin()).isCloseTo(node.path("margin").asDouble(), within(1e-14));
      assertThat(solution.direction())
          .containsExactly(SignedPoints.doubles(node.path("direction")), within(1e-13));
      assertThat(solution.support()).containsExactly(SignedPoints.integers(node.path("support")));
    }
  }

  @Test
  void margin_twoPoints_hasTheDualWorkedOutByHand() {
    // 0.8 q = 0.3 (1 - q) puts the pull on the second axis.
    Matrix z = Matrix.ofRows(new double[] {0.8, 0.1}, new double[] {-0.3, 0.1});
    MarginSolution solution = solve(z).solution();
    assertThat(solution.direction()).containsExactly(new double[] {0, 1}, within(1e-15));
    assertThat(solution.dual()).containsExactly(new double[] {3.0 / 11, 8.0 / 11}, within(1e-15));
  }

  @Test
  void relativeGap_on200RandomProblems_isBelow1e12() {
    double worst = 0;
    int wide = 0;
    for (int draw = 0; draw < 200; draw++) {
      Seed seed = SEED.child(draw);
      RandomGenerator random = seed.random();
      int d = 1 + random.nextInt(200);
      // Every third has random labels, which up to about 1.5 d points are separable.
      boolean noise = draw % 3 == 0;
      int n = 1 + random.nextInt(noise ? (int) Math.min(500, 1.4 * d) : 500);
      Matrix z = noise ? Draws.matrix(n, d, seed) : SignedPoints.separable(n, d, seed);
      if (solve(z) instanceof MarginSolution solution) {
        worst = Math.max(worst, solution.relativeGap());
        wide += n <= d ? 1 : 0;
      } else {
        assertThat(noise).as("only noise may not be separable: %d x %d", n, d).isTrue();
      }
    }
    assertThat(wide).isBetween(40, 160);
    assertThat(worst).isLessThan(1e-12);
  }

  @Test
  void solve_largeWideProblem_byPivotingAndByTheActiveSet_isTheSame() {
    Matrix z = Draws.matrix(400, 400, SEED.child("wide"));
    MarginSolution pivoted = solve(z).solution();
    double[] ones = new double[400];
    Arrays.fill(ones, 1);
    MarginSolution one =
        EuclideanMargin.answer(Points.of(z), NearestPoint.of(z, ones, new double[400], new int[0]))
            .solution();
    int[] wrongGuess = {3, 1, 4, 15, 92, 65, 35, 89, 79};
    MarginSolution guessed =
        EuclideanMargin.answer(Points.of(z), NearestPoint.of(z, ones, new double[400], wrongGuess))
            .solution();
    assertThat(pivoted.relativeGap()).isLessThan(1e-13);
    assertThat(one.direction()).containsExactly(pivoted.direction(), within(1e-13));
    assertThat(guessed.direction()).containsExactly(pivoted.direction(), within(1e-13));
    assertThat(pivoted.support().length).isGreaterThan(200);
  }

  @Test
  void solve_rotatedPoints_rotatesTheDirection() {
    Matrix z = SignedPoints.separable(80, 12, SEED.child("turn"));
    Matrix q = Qr.of(Draws.matrix(12, 12, SEED.child("q"))).q();
    double[] v = solve(z).solution().direction();
    double[] turned = solve(z.times(q)).solution().direction();
    double[] expected = Matrix.wrap(1, 12, v).times(q).data();
    assertThat(turned).containsExactly(expected, within(1e-12));
  }

  @Test
  void solve_collinearPoints_countsTheShortestOfEach() {
    Matrix z = SignedPoints.separable(40, 6, SEED.child("collinear"));
    Matrix with = Matrix.zeros(120, 6);
    for (int n = 0; n < 120; n++) {
      double factor = n < 40 ? 1 : 1 + (n % 7);
      for (int j = 0; j < 6; j++) {
        with.set(n, j, factor * z.at(n % 40, j));
      }
    }
    MarginSolution longer = solve(with).solution();
    assertThat(longer.margin()).isCloseTo(solve(z).solution().margin(), within(1e-14));
    assertThat(longer.relativeGap()).isLessThan(1e-13);
  }

  @Test
  void solve_nearlyEqualPoints_isStillCertified() {
    Matrix z = SignedPoints.separable(40, 6, SEED.child("near"));
    for (double apart : new double[] {1e-6, 1e-9, 1e-12, 1e-15}) {
      Matrix noise = Draws.matrix(120, 6, SEED.child("noise"));
      for (int n = 0; n < 120; n++) {
        for (int j = 0; j < 6; j++) {
          noise.set(n, j, z.at(n % 40, j) + (n < 40 ? 0 : apart * noise.at(n, j)));
        }
      }
      assertThat(solve(noise).solution().relativeGap()).as("%s", apart).isLessThan(1e-12);
    }
  }

  @Test
  void solve_rowsOfVeryDifferentSize_isAsGoodAsADirectionOfDoublesCanBe() {
    for (int draw = 0; draw < 20; draw++) {
      RandomGenerator random = SEED.child("sizes").child(draw).random();
      Matrix z = SignedPoints.separable(60, 7, SEED.child("scaled").child(draw));
      for (int n = 0; n < 60; n++) {
        double size = Math.pow(10, 16 * random.nextDouble() - 8);
        for (int j = 0; j < 7; j++) {
          z.set(n, j, size * z.at(n, j));
        }
      }
      MarginSolution solution = solve(z).solution();
      double largest = 0;
      for (int n : solution.support()) {
        largest = Math.max(largest, Norm.TWO.of(z.row(n)));
      }
      // One rounding of v moves the margin of a point by up to ε‖z‖; that is the reason of a gap.
      double resolution = Math.ulp(1.0) * largest / solution.margin();
      assertThat(solution.margin()).isPositive();
      assertThat(solution.relativeGap()).isLessThan(1e-12 + 2 * resolution);
    }
  }

  @Test
  void solve_columnsOfVeryDifferentSize_isBoundedFromBothSides() {
    // Separability does not depend on the scales of coordinates; the margin, 1e-16 of the examples'
    // size where the coordinates that matter are the small ones, is known to be positive at least.
    for (int draw = 0; draw < 10; draw++) {
      Matrix z = SignedPoints.separable(60, 5, SEED.child("columns").child(draw));
      for (int n = 0; n < 60; n++) {
        for (int j = 0; j < 5; j++) {
          z.set(n, j, Math.pow(10, 4 * j - 8) * z.at(n, j));
        }
      }
      MarginSolution solution = solve(z).solution();
      Certificate sides = solution.verify(Points.of(z));
      assertThat(sides.primal()).isPositive();
      assertThat(sides.dual()).isGreaterThanOrEqualTo(sides.primal() * (1 - 1e-12));
    }
  }

  @Test
  void solve_marginNearRoundOff_isFoundOrRuledOut() {
    // Rows (e u_n, noise) with e far below: the margin along the first axis is about e.
    for (double e : new double[] {1e-3, 1e-6, 1e-9, 1e-12}) {
      Matrix z = Draws.matrix(60, 5, SEED.child("thin"));
      for (int n = 0; n < 60; n++) {
        z.set(n, 0, e * (1 + Math.abs(z.at(n, 0))));
      }
      MarginSolution solution = solve(z).solution();
      assertThat(solution.margin()).isBetween(e, 3 * e);
      assertThat(solution.relativeGap()).isLessThan(1e-13 + 1e-19 / e);
    }
  }

  @Test
  void solve_randomLabelsBeyondCapacity_isNotSeparable() {
    for (int[] size : new int[][] {{300, 20}, {1000, 300}}) {
      Matrix z = Draws.matrix(size[0], size[1], SEED.child(size[0]));
      NotSeparable not = (NotSeparable) solve(z);
      double[] sum = SignedPoints.combination(z, not.witness());
      assertThat(Norm.TWO.of(sum)).isLessThan(1e-14);
    }
  }

  @Test
  void points_notFiniteOrNone_areRefused() {
    Matrix z = Matrix.ofRows(new double[] {1, 2}, new double[] {Double.NaN, 1});
    assertThatThrownBy(() -> Points.of(z))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("coordinate 0 of example 1");
    assertThatThrownBy(() -> Points.of(Matrix.zeros(0, 2))).isInstanceOf(BadInput.class);
  }
}
