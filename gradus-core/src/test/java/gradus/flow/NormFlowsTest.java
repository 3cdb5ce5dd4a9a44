package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows whose norms follow a schedule, and flows on the unit balls of p-norms. */
class NormFlowsTest {
  private static final Network LINEAR = Draws.network(Nonlinearity.linear(), 2, 1);

  /** Two points whose maximum-margin direction is (1, 0). */
  private static final Dataset PAIR =
      Problems.dataset(
          Matrix.ofRows(new double[] {1, 0.5}, new double[] {1, -0.5}),
          new Labels.Signs(new double[] {1, 1}));

  private static FlowCourse course(Dynamics dynamics, Dataset data, double... w) {
    // The laws of norms are asked for to 1e-9, over hundreds of steps.
    return new Flow(1e-12, 200_000)
        .course(dynamics, LINEAR, Loss.named("exponential"), Examples.of(data), w);
  }

  @Test
  void prescribedRho_linearSchedule_growsForEverAndTurnsAsTheQuadratureSays() {
    Dynamics dynamics = Dynamics.prescribedRho(new RadiusSchedule.Linear(0.5));
    FlowCourse course = course(dynamics, PAIR, 0.6, 0.8);
    double[] logTimes = {0, 1, 2, 100};
    for (double logTime : logTimes) {
      Flows.follow(course, logTime);
      double t = Math.exp(logTime);
      assertThat(course.rho()).isCloseTo(1 + 0.5 * t, within(1e-9 * (1 + 0.5 * t)));
      double angle = Math.atan2(course.weights()[1], course.weights()[0]);
      // What turns later than t = 60 is below e^-30.
      assertThat(angle).isCloseTo(turned(Math.min(t, 60)), within(1e-8));
    }
  }

  /**
   * The angle φ of V at t, by 200,000 classical steps: V̇ = ρ S g gives φ̇ = ρ ⟨g, (-sin φ, cos φ)⟩
   * with g the mean of e^{-⟨w, x⟩} x, in which cos and sin of φ weigh 1 and ½.
   */
  private static double turned(double time) {
    double phi = Math.atan2(0.8, 0.6);
    int steps = 200_000;
    double h = time / steps;
    for (int i = 0; i < steps; i++) {
      double t = i * h;
      double k1 = turning(t, phi);
      double k2 = turning(t + h / 2, phi + h / 2 * k1);
      double k3 = turning(t + h / 2, phi + h / 2 * k2);
      double k4 = turning(t + h, phi + h * k3);
      phi += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return phi;
  }

  private static double turning(double t, double phi) {
    double rho = 1 + 0.5 * t;
    double c = Math.cos(phi);
    double s = Math.sin(phi);
    double up = Math.exp(-rho * (c + 0.5 * s)) / 2;
    double down = Math.exp(-rho * (c - 0.5 * s)) / 2;
    return rho * (-s * (up + down) + c * 0.5 * (up - down));
  }

  @Test
  void prescribedRho_scheduleSlowerThanTheDirections_endsWithThatReason() {
    Dynamics dynamics = Dynamics.prescribedRho(new RadiusSchedule.Logarithmic(0.01, 1));
    FlowCourse course = course(dynamics, PAIR, 0.6, 0.8);
    course.aimOnward(300);
    while (course.failure() == null && course.logTime() < 300) {
      course.advance();
    }
    assertThat(course.failure()).contains("the norms move less than 1e-10 times as fast");
    // ρ has hardly moved, and the direction stands at the minimiser for fixed ρ, by symmetry (1,
    // 0).
    assertThat(course.weights()[1]).isCloseTo(0, within(1e-9));
    assertThat(course.rho()).isCloseTo(1 + 0.01 * course.logTime(), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, 1.5, 1.8})
  void tangentGradient_entryThatNothingPulls_settlesAtZeroAndStays(double p) {
    // g = (g_1, 0): the second entry falls to zero in finite time, by the root of ν there.
    Dataset one =
        Problems.dataset(Matrix.ofRows(new double[] {1, 0}), new Labels.Signs(new double[] {1}));
    FlowCourse course = course(Dynamics.tangentGradient(p), one, 0.8, 0.3);
    Flows.follow(course, 50);
    double[] w = course.weights();
    assertThat(w[1] / w[0]).isCloseTo(0, within(1e-6));
    // Then V = (1, 0) and ρ̇ = e^{-ρ}.
    assertThat(course.logRisk()).isCloseTo(-50, within(0.1));
    double norm = Math.pow(Math.pow(w[0], p) + Math.pow(Math.abs(w[1]), p), 1 / p);
    double[] state = state(course);
    assertThat(Math.pow(Math.pow(state[0], p) + Math.pow(Math.abs(state[1]), p), 1 / p))
        .isCloseTo(1, within(1e-9));
    assertThat(norm).isCloseTo(state[2], within(1e-8 * norm));
  }

  private static double[] state(FlowCourse course) {
    Snapshot snapshot = new Snapshot();
    course.save(snapshot);
    return snapshot.array("solver.y");
  }

  @Test
  void tangentGradient_slideAlongAJumpOfTheNorm_endsWithThatReason() {
    // The case of claim B-T7: the second entry falls to zero and both sides push there.
    Dataset one =
        Problems.dataset(Matrix.ofRows(new double[] {1, 0.5}), new Labels.Signs(new double[] {1}));
    FlowCourse course = course(Dynamics.tangentGradient(1), one, 0.8, 0.2);
    course.aimOnward(10);
    while (course.failure() == null && course.logTime() < 10) {
      course.advance();
    }
    assertThat(course.failure())
        .contains("slides")
        .contains("the 1-norm of W1 where its entry [0, 1]");
    assertThat(course.weights()[1]).isCloseTo(0, within(1e-6));
    assertThat(course.evaluations()).isLessThan(20_000);
  }
}
