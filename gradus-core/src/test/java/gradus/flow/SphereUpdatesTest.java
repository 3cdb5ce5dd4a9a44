package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

/** B-9: the updates with a unit norm agree for short steps, to the orders that expansion gives. */
class SphereUpdatesTest {
  private static final Seed SEED = new Seed(51);
  private static final int D = 10;
  private static final Network LINEAR = Draws.network(Nonlinearity.linear(), D, 1);

  private static double[] unit(Seed seed) {
    double[] x = Draws.normal(D, seed);
    return MotionTest.moved(new double[D], x, 1 / Math.sqrt(Draws.dot(x, x)));
  }

  /** A unit vector at about 45° to u, so that neither ⟨u, g⟩ nor Sg is small. */
  private static double[] slanted(double[] u) {
    double[] sum = MotionTest.moved(u, unit(SEED.child("g")), 1);
    return MotionTest.moved(new double[D], sum, 1 / Math.sqrt(Draws.dot(sum, sum)));
  }

  /** The direction after one step from the unit vector u, with h = ηg since ρ = 1. */
  private static double[] direction(Dynamics dynamics, double[] u, double[] g, double eta) {
    Motion motion = dynamics.motion(LINEAR);
    double[] y = motion.state(u);
    double[] next = new double[y.length];
    motion.step(y, MotionTest.lifted(motion, y, g), eta, next);
    return java.util.Arrays.copyOf(next, D);
  }

  /** cos(‖s‖) u + sin(‖s‖) s/‖s‖ for s = S h, by itself. */
  private static double[] geodesic(double[] u, double[] g, double eta) {
    double[] s = MotionTest.moved(new double[D], MotionTest.moved(g, u, -Draws.dot(u, g)), eta);
    double length = Math.sqrt(Draws.dot(s, s));
    double[] end = MotionTest.moved(new double[D], u, Math.cos(length));
    return MotionTest.moved(end, s, Math.sin(length) / length);
  }

  private static double[] off(Dynamics dynamics, double[] u, double[] g, double eta) {
    return MotionTest.moved(direction(dynamics, u, g, eta), geodesic(u, g, eta), -1);
  }

  private static double order(Dynamics dynamics, double[] u, double[] g) {
    double[] wide = off(dynamics, u, g, 1e-2);
    double[] narrow = off(dynamics, u, g, 1e-3);
    return Math.log10(Math.sqrt(Draws.dot(wide, wide) / Draws.dot(narrow, narrow)));
  }

  @Test
  void updates_shortSteps_differFromTheGeodesicByTheirOrder() {
    double[] u = unit(SEED.child("u"));
    double[] g = slanted(u);
    // At η = 1e-3 the third order is 1e-9 c, against round-off of 1e-16.
    assertThat(order(Dynamics.lagrange(), u, g)).isCloseTo(3, within(0.05));
    assertThat(order(Dynamics.coefficientNormalization(2), u, g)).isCloseTo(2, within(0.05));
    assertThat(order(Dynamics.tangentGradient(2), u, g)).isCloseTo(2, within(0.05));
    double[] same = off(Dynamics.trueGradient(), u, g, 1e-2);
    assertThat(Math.sqrt(Draws.dot(same, same))).isLessThan(1e-15);
  }

  @Test
  void updates_secondOrder_hasTheLeadingTermOfTheExpansion() {
    double[] u = unit(SEED.child("u"));
    double[] g = slanted(u);
    double[] tangent = MotionTest.moved(g, u, -Draws.dot(u, g));
    double eta = 1e-4;
    double[] coefficient = off(Dynamics.coefficientNormalization(2), u, g, eta);
    double[] plain = off(Dynamics.tangentGradient(2), u, g, eta);
    for (int i = 0; i < D; i++) {
      // The next order is η = 1e-4 of this one.
      assertThat(coefficient[i] / (eta * eta))
          .isCloseTo(-Draws.dot(u, g) * tangent[i], within(1e-3));
      assertThat(plain[i] / (eta * eta))
          .isCloseTo(Draws.dot(tangent, tangent) / 2 * u[i], within(1e-3));
    }
  }

  @Test
  void alpha_randomPairs_keepsTheUnitNormAndExpandsAsOneLessTheTangentPart() {
    int solved = 0;
    for (int draw = 0; draw < 200; draw++) {
      double[] u = unit(SEED.child(draw));
      double[] h = MotionTest.moved(new double[D], unit(SEED.child(1_000 + draw)), 0.01 * draw);
      double along = Draws.dot(u, h);
      double across = Draws.dot(h, h) - along * along;
      if (across > 1) {
        assertThatThrownBy(() -> Multiplier.alpha(u, h)).isInstanceOf(StepTooLong.class);
        continue;
      }
      solved++;
      double alpha = Multiplier.alpha(u, h);
      double[] moved = MotionTest.moved(h, u, alpha);
      assertThat(Math.sqrt(Draws.dot(moved, moved))).isCloseTo(1, within(1e-13));
      // √(1 - s²) lies between 1 - s² and 1 - s²/2.
      assertThat(alpha - (1 - along)).isBetween(-across - 1e-13, -across / 2 + 1e-13);
      assertThat(Multiplier.lambda(u, h)).isCloseTo((1 - alpha) / 2, within(1e-15));
    }
    assertThat(solved).isBetween(50, 180);
  }

  @Test
  void lagrange_stepTooLong_endsInAFailureAtTheLastGoodState() {
    Course course =
        Descent.full(new StepSize.Constant(50))
            .course(
                Dynamics.lagrange(),
                LINEAR,
                Loss.named("exponential"),
                Problems.noise(12, D, SEED),
                unit(SEED),
                SEED);
    double[] start = course.position().weights().clone();
    Outcome outcome = Training.run(course, Limits.steps(100), Problems.silent());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.reason()).contains("step 1 cannot be made", "W1", "smaller step");
    assertThat(course.position().steps()).isZero();
    assertThat(course.position().weights()).containsExactly(start);
    Risk risk =
        new Risk(LINEAR, Loss.named("exponential"), Examples.of(Problems.noise(12, D, SEED)));
    assertThat(course.position().logRisk()).isEqualTo(risk.at(start));
  }
}
