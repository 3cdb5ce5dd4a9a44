package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescentTest {
  private static final Seed SEED = new Seed(8);

  /**
   * W ← W - η∇R̂ for a two-layer ReLU network under the exponential loss, as loops over examples.
   */
  private static void textbookStep(double[][] w1, double[] w2, Dataset data, double eta) {
    int n = data.size();
    double[] y = ((Labels.Signs) data.labels()).y();
    double[][] g1 = new double[w1.length][data.dimension()];
    double[] g2 = new double[w2.length];
    for (int i = 0; i < n; i++) {
      double[] h = new double[w1.length];
      double f = 0;
      for (int j = 0; j < h.length; j++) {
        h[j] = Math.max(0, Draws.dot(w1[j], data.inputs().row(i)));
        f += w2[j] * h[j];
      }
      double slope = -y[i] * Math.exp(-y[i] * f) / n;
      for (int j = 0; j < h.length; j++) {
        g2[j] += slope * h[j];
        for (int k = 0; k < data.dimension() && h[j] > 0; k++) {
          g1[j][k] += slope * w2[j] * data.inputs().at(i, k);
        }
      }
    }
    for (int j = 0; j < w1.length; j++) {
      w2[j] -= eta * g2[j];
      for (int k = 0; k < data.dimension(); k++) {
        w1[j][k] -= eta * g1[j][k];
      }
    }
  }

  @Test
  void descent_thousandSteps_isTheTextbookRecursion() {
    Dataset data = Problems.noise(12, 3, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1);
    double[] w = Initialiser.gaussian(0.5).weights(network, SEED);
    double[][] w1 = new double[6][3];
    double[] w2 = new double[6];
    for (int j = 0; j < 6; j++) {
      System.arraycopy(w, 3 * j, w1[j], 0, 3);
      w2[j] = w[18 + j];
    }
    Course course =
        Descent.full(new StepSize.Constant(0.05))
            .course(Dynamics.standard(), network, Loss.named("exponential"), data, w, SEED);

    Training.run(course, Limits.steps(1000), Problems.silent());
    for (int step = 0; step < 1000; step++) {
      textbookStep(w1, w2, data, 0.05);
    }

    double[] end = course.position().weights();
    double moved = 0;
    for (int j = 0; j < 6; j++) {
      // Round-off of 1e-16 a step, hardly amplified by a descent that converges.
      assertThat(end[18 + j]).isCloseTo(w2[j], within(1e-12));
      moved += Math.abs(end[18 + j] - w[18 + j]);
      for (int k = 0; k < 3; k++) {
        assertThat(end[3 * j + k]).isCloseTo(w1[j][k], within(1e-12));
      }
    }
    assertThat(moved).as("the weights have gone somewhere").isGreaterThan(0.1);
    assertThat(course.position().logTime()).isCloseTo(Math.log(50), within(1e-12));
  }

  @Test
  void momentumAndAdam_hundredSteps_areTheTextbookRecursions() {
    Dataset data = Problems.noise(12, 3, SEED);
    Network network = Draws.network(Nonlinearity.tanh(), 3, 5, 1);
    Loss loss = Loss.named("logistic");
    double[] start = Initialiser.gaussian(0.5).weights(network, SEED);
    Course ball =
        new Descent(new StepSize.Constant(0.1), new Sampling.Full(), new Rule.Momentum(0.9))
            .course(Dynamics.standard(), network, loss, data, start, SEED);
    Course adam =
        new Descent(
                new StepSize.Constant(0.01), new Sampling.Full(), new Rule.Adam(0.9, 0.999, 1e-8))
            .course(Dynamics.standard(), network, loss, data, start, SEED);
    Training.run(ball, Limits.steps(100), Problems.silent());
    Training.run(adam, Limits.steps(100), Problems.silent());

    Risk risk = new Risk(network, loss, Examples.of(data));
    double[] byBall = start.clone();
    double[] velocity = new double[start.length];
    double[] byAdam = start.clone();
    double[] m = new double[start.length];
    double[] v = new double[start.length];
    double[] g = new double[start.length];
    for (int t = 1; t <= 100; t++) {
      risk.at(byBall);
      risk.gradient(g);
      for (int i = 0; i < g.length; i++) {
        velocity[i] = 0.9 * velocity[i] - 0.1 * Math.exp(risk.logScale()) * g[i];
        byBall[i] += velocity[i];
      }
      risk.at(byAdam);
      risk.gradient(g);
      for (int i = 0; i < g.length; i++) {
        double gi = Math.exp(risk.logScale()) * g[i];
        m[i] = 0.9 * m[i] + 0.1 * gi;
        v[i] = 0.999 * v[i] + 0.001 * gi * gi;
        double mHat = m[i] / (1 - Math.pow(0.9, t));
        double vHat = v[i] / (1 - Math.pow(0.999, t));
        byAdam[i] -= 0.01 * mHat / (Math.sqrt(vHat) + 1e-8);
      }
    }
    for (int i = 0; i < g.length; i++) {
      assertThat(ball.position().weights()[i]).isCloseTo(byBall[i], within(1e-11));
      assertThat(adam.position().weights()[i]).isCloseTo(byAdam[i], within(1e-11));
    }
  }

  @Test
  void rescaled_separableData_reachesTenThousandInTheLogAndKeepsTheBoundOfJT41() {
    // γ̄ = 0.2 in the unit ball: after T steps the risk is about e^{-γ̄² T}.
    double gamma = 0.2;
    Dataset data = DataLaw.linear(4, gamma).draw(40, SEED);
    int n = data.size();
    Network network = Draws.network(Nonlinearity.linear(), 4, 1);
    Course course =
        Descent.full(new StepSize.Rescaled(1))
            .course(
                Dynamics.standard(), network, Loss.named("exponential"), data, new double[4], SEED);
    List<Double> slack = new ArrayList<>();
    double[] y = ((Labels.Signs) data.labels()).y();
    Training.run(
        course,
        Limits.steps(1_000_000),
        new Observer() {
          @Override
          public boolean pause(Course running) {
            return false;
          }

          @Override
          public long record(Position at) {
            if (at.steps() > 0) {
              double least = Double.POSITIVE_INFINITY;
              for (int i = 0; i < n; i++) {
                least = Math.min(least, y[i] * Draws.dot(at.weights(), data.inputs().row(i)));
              }
              double margin = least / Math.sqrt(Draws.dot(at.weights(), at.weights()));
              slack.add(margin - (gamma - (Math.log(n) + 1) / (gamma * at.steps())));
            }
            return Math.max(at.steps() + 1, at.steps() * 5 / 4);
          }
        });

    assertThat(course.position().logRisk()).isLessThan(-1e4).isGreaterThan(-1e5);
    assertThat(slack).hasSizeGreaterThan(50).allSatisfy(s -> assertThat(s).isGreaterThan(-1e-12));
  }

  @Test
  void epochs_everyEpoch_seesEachExampleOnce() {
    Dataset data = Problems.noise(23, 2, SEED);
    Sampler sampler = new Sampling.Epochs(5).sampler(data, SEED);
    assertThat(sampler.stepsPerEpoch()).isEqualTo(5);
    List<Set<Double>> epochs = new ArrayList<>();
    List<Double> firsts = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      Set<Double> seen = new HashSet<>();
      for (int step = 0; step < 5; step++) {
        sampler.show(5 * epoch + step);
        assertThat(sampler.examples().count()).isEqualTo(step < 4 ? 5 : 3);
        for (int i = 0; i < sampler.examples().count(); i++) {
          seen.add(sampler.examples().batch().inputs()[i]);
        }
      }
      firsts.add(sampler.examples().batch().inputs()[0]);
      epochs.add(seen);
    }
    Set<Double> all = new HashSet<>();
    for (int i = 0; i < 23; i++) {
      all.add(data.inputs().at(i, 0));
    }
    assertThat(epochs).allSatisfy(seen -> assertThat(seen).isEqualTo(all));
    assertThat(new HashSet<>(firsts)).as("the order changes").hasSizeGreaterThan(1);
  }

  @Test
  void fresh_stepAfterStep_showsEachDrawOnceAndTheSameAgain() {
    DataLaw law = DataLaw.gaussians(3, 2);
    Sampler sampler = new Sampling.Fresh(4, law).sampler(law.draw(40, SEED), SEED.child("sgd"));
    Sampler again = new Sampling.Fresh(4, law).sampler(law.draw(40, SEED), SEED.child("sgd"));
    Set<Double> seen = new HashSet<>();
    for (long step = 0; step < 200; step++) {
      sampler.show(step);
      for (int i = 0; i < 4; i++) {
        seen.add(sampler.examples().batch().inputs()[i]);
      }
    }
    assertThat(seen).as("no example comes twice").hasSize(800);
    // A resumed run asks for a late step first.
    again.show(199);
    assertThat(again.examples().batch().inputs()).isEqualTo(sampler.examples().batch().inputs());
  }

  @Test
  void sgdStep_oneBatch_isTheGradientOfThatBatch() {
    Dataset data = Problems.noise(8, 3, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    double[] start = Initialiser.gaussian(0.5).weights(network, SEED);
    Loss loss = Loss.named("logistic");
    Course course =
        new Descent(new StepSize.Constant(0.1), new Sampling.Epochs(3), new Rule.Plain())
            .course(Dynamics.standard(), network, loss, data, start, SEED);
    course.evaluate();
    course.advance();

    // Which three examples it was is found out by trying all: exactly one choice must explain it.
    int explained = 0;
    double[] g = new double[start.length];
    for (int a = 0; a < 8; a++) {
      for (int b = a + 1; b < 8; b++) {
        for (int c = b + 1; c < 8; c++) {
          double[] y = ((Labels.Signs) data.labels()).y();
          Matrix x =
              Matrix.ofRows(data.inputs().row(a), data.inputs().row(b), data.inputs().row(c));
          Dataset three = Problems.dataset(x, new Labels.Signs(new double[] {y[a], y[b], y[c]}));
          Risk risk = new Risk(network, loss, Examples.of(three));
          risk.at(start);
          risk.gradient(g);
          double off = 0;
          for (int i = 0; i < g.length; i++) {
            double step = -0.1 * Math.exp(risk.logScale()) * g[i];
            off = Math.max(off, Math.abs(course.position().weights()[i] - start[i] - step));
          }
          explained += off < 1e-13 ? 1 : 0;
        }
      }
    }
    assertThat(explained).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "momentum", "adam"})
  void restore_inTheMiddle_goesOnBitForBit(String rule) {
    Dataset data = Problems.noise(20, 3, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1);
    double[] start = Initialiser.gaussian(0.5).weights(network, SEED);
    Rule chosen =
        switch (rule) {
          case "plain" -> new Rule.Plain();
          case "momentum" -> new Rule.Momentum(0.8);
          default -> new Rule.Adam(0.9, 0.999, 1e-8);
        };
    Descent descent = new Descent(new StepSize.Rescaled(0.01), new Sampling.Epochs(6), chosen);
    Course whole =
        descent.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED);
    Course first =
        descent.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED);
    Course second =
        descent.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED);
    Training.run(whole, Limits.steps(101), Problems.silent());
    Snapshot snapshot = new Snapshot();
    for (int step = 0; step < 57; step++) {
      first.evaluate();
      first.advance();
    }
    first.save(snapshot);
    second.restore(snapshot);
    Training.run(second, Limits.steps(101), Problems.silent());

    assertThat(second.position().weights()).isEqualTo(whole.position().weights());
    assertThat(second.position().logTime()).isEqualTo(whole.position().logTime());
    assertThat(second.position().logRisk()).isEqualTo(whole.position().logRisk());
    assertThat(second.position().evaluations()).isEqualTo(whole.position().evaluations());
  }

  @Test
  void run_stepFarTooLong_failsWithTheLastGoodWeights() {
    Dataset data = Problems.noise(20, 3, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1);
    double[] start = Initialiser.gaussian(0.5).weights(network, SEED);
    Course course =
        Descent.full(new StepSize.Constant(1e6))
            .course(Dynamics.standard(), network, Loss.named("square"), data, start, SEED);

    Outcome outcome = Training.run(course, Limits.steps(10_000), Problems.silent());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.reason()).contains("smaller step");
    assertThat(course.position().weights()).doesNotContain(Double.NaN);
    Risk risk = new Risk(network, Loss.named("square"), Examples.of(data));
    assertThat(risk.at(course.position().weights())).isLessThan(Double.POSITIVE_INFINITY);
  }

  @Test
  void run_severalLimits_endsAtTheFirstReached() {
    Dataset data = Problems.separable(0.3, 3);
    Network network = Draws.network(Nonlinearity.linear(), 3, 1);
    Limits limits =
        new Limits(
            List.of(
                new Limit(Limit.Quantity.STEPS, 100_000),
                new Limit(Limit.Quantity.LOG_RISK, -5),
                new Limit(Limit.Quantity.TIME, 1e9)));
    Course course =
        Descent.full(new StepSize.Rescaled(1))
            .course(
                Dynamics.standard(), network, Loss.named("exponential"), data, new double[3], SEED);
    Outcome outcome = Training.run(course, limits, Problems.silent());

    assertThat(outcome).isEqualTo(new Outcome.Reached("log-risk"));
    assertThat(course.position().logRisk()).isLessThanOrEqualTo(-5);
    course.retreat();
    course.evaluate();
    assertThat(course.position().logRisk()).as("one step earlier").isGreaterThan(-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void stepSize_notPositiveAndFinite_isRefused(double eta) {
    assertThatThrownBy(() -> new StepSize.Constant(eta)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new StepSize.Rescaled(eta)).hasMessageContaining("positive");
  }

  @Test
  void hinge_zeroRiskWithRescaledSteps_staysPut() {
    Dataset data = Problems.separable(0.5, 2);
    Network network = Draws.network(Nonlinearity.linear(), 2, 1);
    double[] start = {100, 0};
    Course course =
        Descent.full(new StepSize.Rescaled(1))
            .course(Dynamics.standard(), network, Loss.named("hinge"), data, start, SEED);
    Outcome outcome = Training.run(course, Limits.steps(5), Problems.silent());

    assertThat(outcome).isEqualTo(new Outcome.Reached("steps"));
    assertThat(course.position().weights()).containsExactly(start);
    assertThat(course.position().logRisk()).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
