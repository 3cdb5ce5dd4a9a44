package gradus.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solver where there is no kink: closed forms, and published digits of stiff problems. */
class SmoothEquationsTest {
  private static final Smooth KEPLER =
      new Smooth(
          5,
          (y, v) -> {
            double cube = Math.pow(y[0] * y[0] + y[1] * y[1], -1.5);
            v[0] = y[2];
            v[1] = y[3];
            v[2] = -y[0] * cube;
            v[3] = -y[1] * cube;
            v[4] = 1;
          });

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-9, 1e-12})
  void advance_orbitOfKepler_comesBackWithinTheTolerance(double tolerance) {
    double e = 0.6;
    double[] start = {1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e)), 0};
    InclusionSolver solver = KEPLER.follow(start, tolerance, 2 * Math.PI);
    // Errors grow along the orbit by the sensitivity to the period: δa/a moves the end by 3π v δa,
    // and v = 2 at the perihelion; with some hundred steps, none of which errs by more than the
    // tolerance, a thousand times the tolerance bounds the end.
    assertThat(solver.state()).containsExactly(end(start), within(1e3 * tolerance));
    assertThat(solver.stiff()).as("nothing is stiff here").isFalse();
    assertThat(solver.switches()).isZero();
  }

  private static double[] end(double[] start) {
    double[] end = start.clone();
    end[4] = 2 * Math.PI;
    return end;
  }

  @Test
  void advance_towardsALanding_landsToTheLastBits() {
    Smooth growth =
        new Smooth(
            2,
            (y, v) -> {
              v[0] = y[0];
              v[1] = 1;
            });
    InclusionSolver solver = new InclusionSolver(growth, new double[] {1, 0}, 1e-10);
    double t = 0;
    for (double mark : new double[] {0.1, 0.100001, 0.37, 2, 3}) {
      solver.aim(new Landing(1, mark));
      while (solver.state()[1] < mark - 1e-13) {
        assertThat(solver.advance()).isTrue();
        assertThat(solver.state()[1]).isGreaterThan(t);
        t = solver.state()[1];
        assertThat(t).isLessThanOrEqualTo(mark + 1e-14 * mark);
      }
      assertThat(t).isCloseTo(mark, within(1e-13));
      assertThat(solver.state()[0]).isCloseTo(Math.exp(mark), within(1e-8));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-11})
  void advance_componentOntoTheSlowCurve_changesToTheImplicitMethod(double tolerance) {
    Smooth stiff =
        new Smooth(
            2,
            (y, v) -> {
              v[0] = -1e6 * (y[0] - Math.cos(y[1]));
              v[1] = 1;
            });
    InclusionSolver solver = stiff.follow(new double[] {2, 0}, tolerance, 10);
    assertThat(solver.stiff()).isTrue();
    // The slow solution: y = (λ² cos t + λ sin t)/(λ² + 1) with λ = 1e6.
    double slow = (1e12 * Math.cos(10) + 1e6 * Math.sin(10)) / (1e12 + 1);
    // In a component this stiff the error is what the embedded formula sees, which is compared with
    // 0.1 tol^(2/3) times a size of 2; and errors do not add up.
    assertThat(solver.state()[0]).isCloseTo(slow, within(0.4 * Math.pow(tolerance, 2 / 3.0)));
    // An explicit method needs 10 · 1e6/3.3 steps.
    assertThat(solver.evaluations()).isLessThan(20_000);
  }

  @Test
  void advance_vanDerPol_meetsThePublishedDigits() {
    Smooth pol =
        new Smooth(
            3,
            (y, v) -> {
              v[0] = y[1];
              v[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6;
              v[2] = 1;
            });
    InclusionSolver solver = pol.follow(new double[] {2, 0, 0}, 1e-8, 2);
    // E. Hairer and G. Wanner's test set, ε = 1e-6, at t = 2. Between there and the start lie two
    // jumps, each of which makes errors some hundred times larger.
    assertThat(solver.state()[0]).isCloseTo(1.706167732170469, within(1e-5));
    assertThat(solver.state()[1]).isCloseTo(-0.8928097010248125, within(1e-5));
    assertThat(solver.stiff()).isTrue();
    assertThat(solver.evaluations()).isLessThan(50_000);
  }

  @Test
  void advance_robertson_keepsTheSumAndMeetsThePublishedDigits() {
    Smooth robertson =
        new Smooth(
            4,
            (y, v) -> {
              double a = 0.04 * y[0];
              double b = 1e4 * y[1] * y[2];
              double c = 3e7 * y[1] * y[1];
              v[0] = -a + b;
              v[1] = a - b - c;
              v[2] = c;
              v[3] = 1;
            });
    InclusionSolver solver = robertson.follow(new double[] {1, 0, 0, 0}, 1e-10, 40);
    double[] y = solver.state();
    // scipy's Radau and LSODA at 1e-13, which agree on these digits; LSODE's manual prints the
    // first
    // four. Each of about a hundred steps may err by 1e-10 of the size of the state.
    assertThat(y[0]).isCloseTo(0.71582706872, within(1e-9));
    assertThat(y[1]).isCloseTo(9.1855347646e-6, within(1e-13));
    assertThat(y[2]).isCloseTo(0.28416374574, within(1e-9));
    // Linear invariants are kept by both methods, to the iteration's accuracy.
    assertThat(y[0] + y[1] + y[2]).isCloseTo(1, Offset.offset(1e-11));
    assertThat(solver.stiff()).isTrue();
  }

  @Test
  void advance_blowUp_failsWithItsReason() {
    Smooth square =
        new Smooth(
            2,
            (y, v) -> {
              v[0] = y[0] * y[0];
              v[1] = 1;
            });
    InclusionSolver solver = new InclusionSolver(square, new double[] {1, 0}, 1e-8);
    solver.limitEvaluations(100_000);
    int steps = 0;
    while (solver.advance()) {
      steps++;
    }
    assertThat(steps).isGreaterThan(10);
    assertThat(solver.state()[1]).isCloseTo(1, within(1e-3));
    assertThat(solver.failure()).isNotNull();
  }

  @Test
  void advance_fewRightHandSidesAllowed_givesUpAndSaysSo() {
    InclusionSolver solver = new InclusionSolver(KEPLER, new double[] {1, 0, 0, 1, 0}, 1e-8);
    solver.limitEvaluations(100);
    while (solver.advance()) {
      assertThat(solver.evaluations()).isLessThan(150);
    }
    assertThat(solver.failure()).contains("gave up").contains("right-hand sides");
    assertThat(solver.state()[4]).isGreaterThan(0);
  }
}
