package gradus.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.ode.Filippov.Jump;
import org.junit.jupiter.api.Test;

/** Places where no sides are found, on equations with closed forms. */
class ShortStepsTest {
  /** Short steps of 1e-6 of the state, the last of which may pass a kink by as much. */
  private static final double SHORT = 1e-5;

  /** An equation whose kinks, where they meet, find no sides the first so many times. */
  private static final class Undecided extends Filippov {
    private int times;

    Undecided(int times, Smooth.Velocity smooth, Jump... jumps) {
      super(2, smooth, jumps);
      this.times = times;
    }

    @Override
    public Contact contact(double[] y, Pattern pattern, int[] which) {
      return times-- > 0 ? bound -> null : super.contact(y, pattern, which);
    }
  }

  private static void along(double[] v, double speed) {
    v[0] = speed;
    v[1] = 1;
  }

  @Test
  void advance_crossingWithoutSides_isPassed() {
    // y' = 3 below 1, and 1 above.
    Undecided field =
        new Undecided(
            1, (y, v) -> along(v, 3), new Jump(new double[] {1, 0}, 1, new double[] {-2, 0}));
    InclusionSolver solver = field.solver(new double[] {-1, 0}, 1e-11);
    Filippov.follow(solver, 5);
    assertThat(solver.shortStretches()).isEqualTo(1);
    assertThat(solver.state()[0]).isCloseTo(1 + (5 - 2.0 / 3), within(SHORT));
  }

  @Test
  void advance_slideFoundLate_isReachedAllTheSame() {
    // y' = 1.5 below 0, and -0.5 above: it slides from t = 2 on.
    Undecided field =
        new Undecided(
            2, (y, v) -> along(v, 1.5), new Jump(new double[] {1, 0}, 0, new double[] {-2, 0}));
    InclusionSolver solver = field.solver(new double[] {1, 0}, 1e-11);
    Filippov.follow(solver, 5);
    assertThat(solver.shortStretches()).isEqualTo(2);
    assertThat(solver.pattern().pins()).containsExactly(0);
    assertThat(solver.state()[0]).isZero();
  }

  @Test
  void advance_slideNeverFound_endsWithAReason() {
    Undecided field =
        new Undecided(
            1000, (y, v) -> along(v, 1.5), new Jump(new double[] {1, 0}, 0, new double[] {-2, 0}));
    InclusionSolver solver = field.solver(new double[] {1, 0}, 1e-11);
    while (solver.advance()) {
      assertThat(solver.steps()).isLessThan(100_000);
    }
    assertThat(solver.failure()).contains("no consistent choice of sides");
    // Where it gave up it is on the solution, the zigzag apart.
    assertThat(solver.state()[0]).isCloseTo(0, within(SHORT));
    assertThat(solver.state()[1]).isGreaterThan(2);
  }

  @Test
  void advance_landingInAShortStretch_isNotPassed() {
    Undecided field =
        new Undecided(
            1, (y, v) -> along(v, 1.5), new Jump(new double[] {1, 0}, 0, new double[] {-2, 0}));
    InclusionSolver solver = field.solver(new double[] {1, 0}, 1e-11);
    double end = 2 + 1e-5;
    solver.aim(new Landing(1, end));
    while (solver.state()[1] < end) {
      assertThat(solver.advance()).isTrue();
    }
    assertThat(solver.shortStretches()).isEqualTo(1);
    assertThat(solver.state()[1]).isCloseTo(end, within(1e-12));
  }
}
