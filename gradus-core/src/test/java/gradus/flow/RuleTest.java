package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anchored and noisy rules, and which rules may move which states. */
class RuleTest {
  private static final Seed SEED = new Seed(71);
  private static final Network LINEAR = Draws.network(Nonlinearity.linear(), 6, 1);

  /** w† = Xᵀa lies in the span of the rows and so is the solution of least norm of Xw = y. */
  private static final Matrix X =
      Matrix.ofRows(
          new double[] {1, 0.2, 0, 0, 0.5, 0},
          new double[] {0, 1, -0.3, 0, 0, 0.1},
          new double[] {0.1, 0, 1, 0.4, 0, 0});

  private static final double[] LEAST = new double[6];

  static {
    double[] a = {1, -0.5, 0.7};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 6; j++) {
        LEAST[j] += a[i] * X.at(i, j);
      }
    }
  }

  private static double error(Rule rule, long steps) {
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      y[i] = Draws.dot(X.row(i), LEAST);
    }
    Course course =
        new Descent(new StepSize.Constant(1), new Sampling.Full(), rule)
            .course(
                Dynamics.standard(),
                LINEAR,
                Loss.named("square"),
                Problems.dataset(X, new Labels.Values(y)),
                Draws.normal(6, SEED.child("start")),
                SEED);
    Training.run(course, Limits.steps(steps), Problems.silent());
    double[] off = MotionTest.moved(course.position().weights(), LEAST, -1);
    return Math.sqrt(Draws.dot(off, off));
  }

  @Test
  void anchored_leastSquares_tendsToTheLeastNormAtTheRateOfItsSchedule() {
    // the error is of order λ_t/(ησ²), and λ_t = 1/(t + 2).
    Rule halpern = new Rule.Anchored(new Anchoring.Halpern());
    double early = error(halpern, 1_000);
    double late = error(halpern, 100_000);
    assertThat(Math.log10(late / early) / 2).isCloseTo(-1, within(0.05));
    // 1000 steps leave 0.95^1000 = 5e-23 of the start; plain steps do the rest to round-off.
    assertThat(error(new Rule.Anchored(new Anchoring.ThenNone(0.05, 1_000)), 5_000))
        .isLessThan(1e-13);
    assertThat(error(new Rule.Plain(), 5_000)).as("plain steps keep the start").isGreaterThan(0.5);
  }

  @Test
  void langevin_quadraticRisk_hasTheVarianceOfTheUnadjustedChain() {
    // R̂ = ½ Σ λ_j w_j² for inputs √(nλ_j) e_j: each coordinate is w ← (1-ηλ)w + √(2ηT) ξ, whose
    // variance is T/(λ(1 - ηλ/2)).
    double[] lambda = {1, 2};
    double eta = 0.5;
    double temperature = 0.3;
    Matrix x =
        Matrix.ofRows(
            new double[] {Math.sqrt(2 * lambda[0]), 0}, new double[] {0, Math.sqrt(2 * lambda[1])});
    Course course =
        new Descent(
                new StepSize.Constant(eta),
                new Sampling.Full(),
                new Rule.Langevin(temperature, SEED))
            .course(
                Dynamics.standard(),
                Draws.network(Nonlinearity.linear(), 2, 1),
                Loss.named("square"),
                Problems.dataset(x, new Labels.Values(new double[2])),
                new double[2],
                SEED);
    int steps = 400_000;
    double[] square = new double[2];
    double[] next = new double[2];
    double[] before = new double[2];
    for (int step = 0; step < steps; step++) {
      course.evaluate();
      course.advance();
      double[] w = course.position().weights();
      for (int j = 0; j < 2; j++) {
        square[j] += w[j] * w[j] / steps;
        next[j] += w[j] * before[j] / steps;
        before[j] = w[j];
      }
    }
    for (int j = 0; j < 2; j++) {
      double exact = temperature / (lambda[j] * (1 - eta * lambda[j] / 2));
      double correlation = 1 - eta * lambda[j];
      // Relative deviation √(2(1+φ²)/((1-φ²) n)) = 0.003 for φ = ½: five of them.
      assertThat(square[j] / exact).isCloseTo(1, within(0.015));
      assertThat(next[j] / exact).isCloseTo(correlation, within(0.015));
    }
  }

  @Test
  void langevin_fixedWeights_getNoNoiseAndNoPull() {
    Network fixed = Draws.network(Nonlinearity.relu(), 3, 5, 1).withFixedOutputs();
    double[] start = Initialiser.gaussian(1).weights(fixed, SEED);
    for (Rule rule :
        new Rule[] {new Rule.Langevin(1, SEED), new Rule.Anchored(new Anchoring.Halpern())}) {
      Course course =
          new Descent(new StepSize.Constant(0.1), new Sampling.Full(), rule)
              .course(
                  Dynamics.standard(),
                  fixed,
                  Loss.named("logistic"),
                  Problems.noise(8, 3, SEED),
                  start,
                  SEED);
      Training.run(course, Limits.steps(5), Problems.silent());
      for (int i = 15; i < 20; i++) {
        assertThat(course.position().weights()[i]).isEqualTo(start[i]);
      }
      assertThat(course.position().weights()[0]).isNotEqualTo(start[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "halpern",
        "then-none",
        "langevin",
        "dual-acceleration",
        "progressive",
        "restarted",
        "lagrange",
        "weight-norm(rows)",
        "coefficient-normalization(3)",
        "prescribed-rho(log, 1, 2, rescaled)"
      })
  void restore_inTheMiddle_goesOnBitForBit(String name) {
    Dataset data = Problems.noise(20, 3, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1);
    double[] start = Initialiser.gaussian(0.5).weights(network, SEED);
    Rule rule =
        switch (name) {
          case "halpern" -> new Rule.Anchored(new Anchoring.Halpern());
          case "then-none" -> new Rule.Anchored(new Anchoring.ThenNone(0.1, 60));
          case "langevin" -> new Rule.Langevin(0.1, SEED);
          case "dual-acceleration" -> new Rule.DualAcceleration();
          case "progressive" -> new Rule.ProgressiveRescaling(1.1, 10, 1e3, false);
          case "restarted" -> new Rule.ProgressiveRescaling(1.1, 10, 1e3, true);
          default -> new Rule.Plain();
        };
    Dynamics dynamics = rule instanceof Rule.Plain ? Dynamics.named(name) : Dynamics.standard();
    StepSize step =
        rule.wantsRescaledStep() ? new StepSize.Rescaled(0.01) : new StepSize.Constant(0.01);
    Descent descent = new Descent(step, new Sampling.Epochs(6), rule);
    Loss loss = Loss.named("exponential");
    Course whole = descent.course(dynamics, network, loss, data, start, SEED);
    Course first = descent.course(dynamics, network, loss, data, start, SEED);
    Course second = descent.course(dynamics, network, loss, data, start, SEED);
    Training.run(whole, Limits.steps(101), Problems.silent());
    for (int made = 0; made < 57; made++) {
      first.evaluate();
      first.advance();
    }
    Snapshot snapshot = new Snapshot();
    first.save(snapshot);
    second.restore(snapshot);
    Training.run(second, Limits.steps(101), Problems.silent());

    assertThat(second.position().weights()).isEqualTo(whole.position().weights());
    assertThat(second.position().weights()).isNotEqualTo(start);
  }

  @Test
  void stepper_statesThatAreNotForTheRule_areRefused() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    for (Dynamics dynamics : new Dynamics[] {Dynamics.lagrange(), Dynamics.tangentGradient(3)}) {
      Motion motion = dynamics.motion(network);
      assertThatThrownBy(() -> new Rule.Momentum(0.9).stepper(motion))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("plain rule");
      assertThatThrownBy(() -> new Rule.Adam(0.9, 0.99, 1e-8).stepper(motion))
          .isInstanceOf(BadInput.class);
    }
    Motion weightNorm = Dynamics.weightNorm().motion(network);
    assertThat(new Rule.Momentum(0.9).stepper(weightNorm)).isNotNull();
    assertThatThrownBy(() -> new Rule.Anchored(new Anchoring.Halpern()).stepper(weightNorm))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(
            () -> new Rule.Langevin(1, SEED).stepper(Dynamics.rescaled().motion(network)))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(
            () ->
                new Descent(
                    new StepSize.Rescaled(1), new Sampling.Full(), new Rule.Langevin(1, SEED)))
        .hasMessageContaining("constant step");
    assertThatThrownBy(() -> new Rule.Langevin(0, SEED)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Anchoring.ThenNone(1, 5)).hasMessageContaining("(0, 1)");
  }

  @Test
  void course_riskDividedByTwice_isRefused() {
    for (String label : new String[] {"rescaled", "prescribed-rho(linear, 1, rescaled)"}) {
      assertThatThrownBy(
              () ->
                  Descent.full(new StepSize.Rescaled(1))
                      .course(
                          Dynamics.named(label),
                          LINEAR,
                          Loss.named("exponential"),
                          Problems.noise(8, 6, SEED),
                          Draws.normal(6, SEED),
                          SEED))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("constant step");
    }
  }

  @Test
  void rescaledDynamics_constantSteps_areRescaledStepsOfTheStandardOne() {
    Dataset data = Problems.separable(0.3, 6);
    double[] start = Draws.normal(6, SEED);
    Loss loss = Loss.named("exponential");
    Course one =
        Descent.full(new StepSize.Constant(0.5))
            .course(Dynamics.rescaled(), LINEAR, loss, data, start, SEED);
    Course other =
        Descent.full(new StepSize.Rescaled(0.5))
            .course(Dynamics.standard(), LINEAR, loss, data, start, SEED);
    Training.run(one, Limits.steps(500), Problems.silent());
    Training.run(other, Limits.steps(500), Problems.silent());
    assertThat(one.position().weights()).isEqualTo(other.position().weights());
    assertThat(one.position().logRisk()).isLessThan(-20);
  }

  @Test
  void kinds_memory_saysWhichStatesMomentumMayMove() {
    Network network =
        Network.of(
            3,
            java.util.List.of(
                new gradus.net.Layer.Dense(4),
                new gradus.net.Layer.BatchNorm(),
                new gradus.net.Layer.Dense(1)));
    for (DynamicsKind kind : Dynamics.all()) {
      if (kind.descent() && !kind.label().equals("prescribed-rho")) {
        Motion.Space space = Dynamics.named(kind.label()).motion(network).space();
        assertThat(kind.memory()).as(kind.label()).isEqualTo(space != Motion.Space.CURVED);
      }
    }
  }
}
