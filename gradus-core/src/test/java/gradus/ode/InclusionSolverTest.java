package gradus.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.ode.Filippov.Jump;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discontinuous equations with closed forms: crossing, sliding, leaving, two kinks at once. */
class InclusionSolverTest {
  /** Times of events: steps err by 1e-11, and dense output by about as much. */
  private static final double TIME = 1e-9;

  private static double switches(InclusionSolver solver) {
    return solver.switches();
  }

  private static double pins(InclusionSolver solver) {
    return solver.pattern().pins().length;
  }

  /** y' = ½ - sign(y). */
  private static final Filippov SIGN =
      new Filippov(
          2,
          (y, v) -> {
            v[0] = 1.5;
            v[1] = 1;
          },
          new Jump(new double[] {1, 0}, 0, new double[] {-2, 0}));

  @ParameterizedTest
  @ValueSource(doubles = {1, -1, 0.3, 1e-6})
  void advance_bothSidesPush_slidesAtZeroWithFilippovsShare(double from) {
    InclusionSolver solver = SIGN.solver(new double[] {from, 0}, 1e-11);
    double meet = from > 0 ? from / 0.5 : -from / 1.5;
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(meet, within(TIME));
    Filippov.follow(solver, 20);
    assertThat(solver.state()[0]).isZero();
    // 1.5 - 2 s = 0.
    assertThat(solver.pattern().shares()[0]).isCloseTo(0.75, within(1e-12));
    assertThat(solver.velocity()[0]).isCloseTo(0, within(1e-12));
    assertThat(solver.switches()).isEqualTo(1);
    assertThat(solver.steps()).as("a slide is one smooth stretch").isLessThan(60);
  }

  @Test
  void advance_startOnTheKink_slidesAtOnce() {
    InclusionSolver solver = SIGN.solver(new double[] {0, 0}, 1e-11);
    assertThat(solver.pattern().pins()).containsExactly(0);
    Filippov.follow(solver, 3);
    assertThat(solver.state()[0]).isZero();
  }

  /** y' = 1 above 1 and 3 below. */
  @Test
  void advance_bothSidesPullOnward_crosses() {
    Filippov field =
        new Filippov(
            2,
            (y, v) -> {
              v[0] = 3;
              v[1] = 1;
            },
            new Jump(new double[] {1, 0}, 1, new double[] {-2, 0}));
    InclusionSolver solver = field.solver(new double[] {-1, 0}, 1e-11);
    assertThat(Filippov.next(solver, InclusionSolverTest::switches))
        .isCloseTo(2.0 / 3, within(TIME));
    Filippov.follow(solver, 5);
    assertThat(solver.state()[0]).isCloseTo(1 + (5 - 2.0 / 3), within(TIME));
    assertThat(solver.pattern().pins()).isEmpty();
    assertThat(solver.pattern().above(0)).isTrue();
  }

  /** y' = t - 1 - sign(y) slides, and leaves upwards where t - 1 = 1. */
  @Test
  void advance_pullThatGrows_leavesTheSlideOnTime() {
    Filippov field =
        new Filippov(
            2,
            (y, v) -> {
              v[0] = y[1];
              v[1] = 1;
            },
            new Jump(new double[] {1, 0}, 0, new double[] {-2, 0}));
    // Above: y' = t - 2 from y = 1 meets zero at 1 - 2t + t²/2 = 0, t = 2 - √2.
    InclusionSolver solver = field.solver(new double[] {1, 0}, 1e-11);
    assertThat(Filippov.next(solver, InclusionSolverTest::pins))
        .isCloseTo(2 - Math.sqrt(2), within(TIME));
    // The share of the upper side is t/2, and full at t = 2.
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(2, within(TIME));
    Filippov.follow(solver, 5);
    assertThat(solver.state()[0]).isCloseTo(4.5, within(1e-9));
    assertThat(solver.switches()).isEqualTo(2);
  }

  /**
   * A brick of mass 1 on a belt of speed ½, held by a spring of stiffness 1, with dry friction of
   * strength 1: x'' = -x - sign(x' - ½).
   */
  @Test
  void advance_brickOnABelt_sticksAndSlipsOnTime() {
    double speed = 0.5;
    Filippov field =
        new Filippov(
            3,
            (y, v) -> {
              v[0] = y[1];
              v[1] = -y[0] + 1;
              v[2] = 1;
            },
            new Jump(new double[] {0, 1, 0}, speed, new double[] {0, -2, 0}));
    // Slower than the belt, it is dragged: x = 1 - cos t, x' = sin t = ½ at t = π/6.
    InclusionSolver solver = field.solver(new double[] {0, 0, 0}, 1e-11);
    double sticks = Math.PI / 6;
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(sticks, within(TIME));
    double x = 1 - Math.cos(sticks);
    assertThat(solver.state()[0]).isCloseTo(x, within(TIME));
    // It goes with the belt until the spring pulls with strength 1, at x = 1.
    double slips = sticks + (1 - x) / speed;
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(slips, within(TIME));
    // Then x = 1 + ½ sin(t - slips), slower than the belt until a whole turn later, where it sticks
    // again for no time at all: x' = ½ cos reaches ½ exactly as the spring pulls with strength 1.
    Filippov.follow(solver, slips + 5);
    assertThat(solver.state()[0]).isCloseTo(1 + speed * Math.sin(5), within(TIME));
    assertThat(solver.state()[1]).isCloseTo(speed * Math.cos(5), within(TIME));
  }

  /** Two pulls on two kinks that meet at the origin, coupled: |y_1|' and |y_2|' fall together. */
  private static Filippov corner(double px, double py, double coupling) {
    return new Filippov(
        3,
        (y, v) -> {
          v[0] = px;
          v[1] = py;
          v[2] = 1;
        },
        new Jump(new double[] {1, 0, 0}, 0, new double[] {-2, coupling, 0}),
        new Jump(new double[] {0, 1, 0}, 0, new double[] {coupling, -2, 0}));
  }

  @Test
  void advance_twoKinksAtOnce_holdsBoth() {
    // Above both, y' = (1 - 2 + ½, same) = (-½, -½) from (1, 1): both reach zero at t = 2.
    InclusionSolver solver = corner(1, 1, 0.5).solver(new double[] {1, 1, 0}, 1e-11);
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(2, within(TIME));
    Filippov.follow(solver, 7);
    assertThat(solver.pattern().pins()).containsExactlyInAnyOrder(0, 1);
    assertThat(solver.state()[0]).isCloseTo(0, within(1e-12));
    assertThat(solver.state()[1]).isCloseTo(0, within(1e-12));
    // 1 - 2 s + ½ s = 0.
    assertThat(solver.pattern().shares())
        .containsExactly(new double[] {2 / 3.0, 2 / 3.0}, within(1e-9));
  }

  @Test
  void advance_secondKinkMetOnASlide_joinsIt() {
    // From (0, 1): the first slides at once with 1 - 2 s + ½ = 0, s = ¾, and y_2' = 1 - 2 + ⅜ = -⅝.
    InclusionSolver solver = corner(1, 1, 0.5).solver(new double[] {0, 1, 0}, 1e-11);
    assertThat(solver.pattern().pins()).containsExactly(0);
    assertThat(solver.pattern().shares()[0]).isCloseTo(0.75, within(1e-12));
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(1.6, within(TIME));
    assertThat(solver.pattern().pins()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void advance_secondKinkCrossedOnASlide_leavesTheFirstAlone() {
    // The second pull is so strong that its kink is crossed: y_2' = 3 - 2 s_2 > 0 on both sides.
    InclusionSolver solver = corner(1, 3, 0.5).solver(new double[] {0.25, -1, 0}, 1e-11);
    // Below the second, above the first: y' = (-1, 3.5), so y_1 = 0 at t = ¼, where y_2 = -⅛; then
    // s_1 = ½, y_2' = 3.25 and y_2 = 0 at ¼ + 1/26.
    assertThat(Filippov.next(solver, InclusionSolverTest::pins)).isCloseTo(0.25, within(TIME));
    assertThat(Filippov.next(solver, InclusionSolverTest::switches))
        .isCloseTo(0.25 + 1 / 26.0, within(TIME));
    assertThat(solver.pattern().pins()).containsExactly(0);
    Filippov.follow(solver, 2);
    // Above the second, 1 - 2 s + ½ = 0: s_1 = ¾ and y_2' = 1 + ⅜.
    assertThat(solver.pattern().shares()[0]).isCloseTo(0.75, within(1e-9));
    assertThat(solver.state()[1]).isCloseTo(1.375 * (2 - 0.25 - 1 / 26.0), within(TIME));
  }

  @Test
  void advance_crossingsThatPileUp_endInTheCorner() {
    // y_1' = -sign y_1 - 2 sign y_2, y_2' = 2 sign y_1 - sign y_2 spirals into the origin:
    // |y_1| + |y_2| falls at rate 2, and from (1, ½) infinitely many crossings pile up at t = ¾,
    // after which the solution stays there, with both shares ½.
    Filippov field =
        new Filippov(
            3,
            (y, v) -> {
              v[0] = 3;
              v[1] = -1;
              v[2] = 1;
            },
            new Jump(new double[] {1, 0, 0}, 0, new double[] {-2, 4, 0}),
            new Jump(new double[] {0, 1, 0}, 0, new double[] {-4, -2, 0}));
    InclusionSolver solver = field.solver(new double[] {1, 0.5, 0}, 1e-10);
    assertThat(Filippov.next(solver, s -> s.pattern().pins().length == 2 ? 1 : 0))
        .isCloseTo(0.75, within(TIME));
    Filippov.follow(solver, 2);
    assertThat(solver.state()).containsExactly(new double[] {0, 0, 2}, within(1e-13));
    assertThat(solver.pattern().shares()).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
    assertThat(solver.switches()).isLessThan(100);
  }

  @Test
  void guard_switchesWithoutProgress_endInAReason() {
    ChatterGuard guard = new ChatterGuard();
    guard.moved(1e-3);
    String reason = null;
    int events = 0;
    while (reason == null && events < 1000) {
      reason = guard.event(1e-16, 1e-3);
      events++;
    }
    assertThat(reason).contains("chatters").contains(events + " switches");
    // Where time goes on between them, switches may go on for ever.
    ChatterGuard patient = new ChatterGuard();
    for (int i = 0; i < 1000; i++) {
      assertThat(patient.event(1e-6, 1e-3)).isNull();
    }
  }

  @Test
  void restore_onASlide_goesOnBitForBit() {
    Filippov field = corner(1, 1, 0.5);
    InclusionSolver whole = field.solver(new double[] {0.3, 1, 0}, 1e-10);
    InclusionSolver first = field.solver(new double[] {0.3, 1, 0}, 1e-10);
    InclusionSolver second = field.solver(new double[] {5, 5, 0}, 1e-10);
    Map<String, double[]> kept = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      whole.advance();
      first.advance();
    }
    assertThat(whole.pattern().pins()).isNotEmpty();
    first.save((name, values) -> kept.put(name, values.clone()));
    second.restore(name -> Objects.requireNonNull(kept.get(name)));
    for (int i = 0; i < 30; i++) {
      assertThat(whole.advance()).isTrue();
      assertThat(second.advance()).isTrue();
      assertThat(second.state()).isEqualTo(whole.state());
    }
    assertThat(second.pattern().pins()).isEqualTo(whole.pattern().pins());
    assertThat(second.evaluations()).isEqualTo(whole.evaluations());
    assertThat(second.switches()).isEqualTo(whole.switches());
  }
}
