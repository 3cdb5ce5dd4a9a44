package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The laws of a {@link MarginSolver}: weak duality, a certificate that recomputes, and an answer
 * either way.
 *
 * <p>Extended by the test of each solver.
 */
abstract class MarginSolverContract {
  private static final Seed SEED = new Seed(2020);

  /** The norm of the margin. */
  abstract Norm norm();

  /** The points that the rows of a matrix stand for. */
  Points points(Matrix z) {
    return Points.of(z);
  }

  /** A direction of the points at random. */
  double[] direction(Points points, Seed seed) {
    return Draws.normal(points.dimension(), seed);
  }

  /** The relative gap that round-off leaves on points of norm 1 to 10 with margins above 1e-3. */
  double tolerance() {
    return 1e-12;
  }

  final Separation solve(Matrix z) {
    return MarginSolver.in(norm()).solve(points(z));
  }

  @Test
  void solve_separablePoints_closesTheGap() {
    for (int draw = 0; draw < 20; draw++) {
      Matrix z = SignedPoints.separable(5 + 7 * draw, 1 + draw, SEED.child(draw));
      MarginSolution solution = solve(z).solution();
      assertThat(solution.margin()).isPositive();
      assertThat(solution.relativeGap()).isBetween(0.0, tolerance());
      assertThat(points(z).norm(solution.direction(), norm())).isCloseTo(1, within(1e-14));
      assertThat(Arrays.stream(solution.dual()).sum()).isCloseTo(1, within(1e-13));
      assertThat(Arrays.stream(solution.dual()).min().orElseThrow()).isNotNegative();
    }
  }

  @Test
  void margin_anyDirectionAndAnyWeights_liesBetweenTheirValues() {
    Matrix z = SignedPoints.separable(40, 6, SEED.child("weak"));
    Points points = points(z);
    double gamma = solve(z).solution().margin();
    for (int draw = 0; draw < 200; draw++) {
      double[] v = direction(points, SEED.child("v").child(draw));
      double least = Arrays.stream(points.margins(v)).min().orElseThrow();
      double[] q = SignedPoints.weights(z.rows(), SEED.child("q").child(draw));
      assertThat(least / points.norm(v, norm())).isLessThanOrEqualTo(gamma * (1 + 1e-12));
      assertThat(points.pull(q, norm())).isGreaterThanOrEqualTo(gamma * (1 - 1e-12));
    }
  }

  @Test
  void verify_solution_recomputesWhatItSaysOfItself() {
    Matrix z = SignedPoints.separable(30, 5, SEED.child("verify"));
    MarginSolution solution = solve(z).solution();
    Certificate sides = solution.verify(points(z));
    assertThat(sides.primal()).isCloseTo(solution.margin(), within(1e-15));
    // Round-off may put the primal value above the dual one; a solution calls that zero.
    assertThat(sides.gap()).isCloseTo(solution.gap(), within(1e-14));
  }

  @Test
  void verify_tamperedSolution_isFoundOut() {
    Matrix z = SignedPoints.separable(30, 5, SEED.child("verify"));
    MarginSolution good = solve(z).solution();
    double[] turned = good.direction().clone();
    turned[0] += 0.1;
    double[] heavy = SignedPoints.weights(30, SEED);
    MarginSolution bad = new MarginSolution(norm(), turned, good.margin(), heavy, good.gap());
    assertThat(bad.verify(points(z)).gap()).isGreaterThan(1e-3);
    double[] negative = good.dual().clone();
    negative[0] = -1;
    MarginSolution wrong = new MarginSolution(norm(), turned, good.margin(), negative, 0);
    assertThatThrownBy(() -> wrong.verify(points(z))).hasMessageContaining("negative");
    Matrix other = SignedPoints.separable(31, 5, SEED);
    assertThatThrownBy(() -> good.verify(points(other))).hasMessageContaining("30 points");
  }

  @Test
  void solve_pointsThatCancel_givesTheWeights() {
    Matrix z = SignedPoints.separable(30, 4, SEED.child("cancel"));
    for (int j = 0; j < 4; j++) {
      z.set(7, j, -0.3 * z.at(2, j) - 0.5 * z.at(11, j));
    }
    assertThat(solve(z)).isInstanceOf(NotSeparable.class);
    NotSeparable not = (NotSeparable) solve(z);
    assertThat(not.residual()).isLessThan(1e-8);
    assertThat(not.verify(points(z))).isCloseTo(not.residual(), within(1e-15));
    assertThat(Arrays.stream(not.witness()).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(not.witness()).sum()).isCloseTo(1, within(1e-13));
    assertThatThrownBy(not::solution).hasMessageContaining("not separable");
  }

  @Test
  void solve_aPointThatIsZero_isNotSeparable() {
    Matrix z = SignedPoints.separable(10, 3, SEED.child("zero"));
    for (int j = 0; j < 3; j++) {
      z.set(4, j, 0);
    }
    NotSeparable not = (NotSeparable) solve(z);
    assertThat(not.witness()[4]).isEqualTo(1);
    assertThat(not.residual()).isZero();
  }

  @Test
  void solve_scaledPoints_scalesTheMargin() {
    Matrix z = SignedPoints.separable(40, 5, SEED.child("scale"));
    MarginSolution one = solve(z).solution();
    for (double factor : new double[] {1e-8, 1e8}) {
      Matrix scaled = z.copy();
      for (int i = 0; i < scaled.data().length; i++) {
        scaled.data()[i] *= factor;
      }
      MarginSolution other = solve(scaled).solution();
      assertThat(other.margin()).isCloseTo(factor * one.margin(), within(factor * 1e-13));
      assertThat(other.relativeGap()).isLessThan(tolerance());
    }
  }

  @Test
  void solve_duplicatedPoints_haveTheSameMargin() {
    Matrix z = SignedPoints.separable(30, 5, SEED.child("twice"));
    Matrix twice = Matrix.zeros(60, 5);
    System.arraycopy(z.data(), 0, twice.data(), 0, 150);
    System.arraycopy(z.data(), 0, twice.data(), 150, 150);
    MarginSolution solution = solve(twice).solution();
    assertThat(solution.margin()).isCloseTo(solve(z).solution().margin(), within(1e-13));
    assertThat(solution.relativeGap()).isLessThan(tolerance());
  }
}
