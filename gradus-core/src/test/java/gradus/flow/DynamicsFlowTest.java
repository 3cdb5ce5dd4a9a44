package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dynamics as flows, followed with small classical Runge–Kutta steps. */
class DynamicsFlowTest {
  private static final Seed SEED = new Seed(41);
  private static final Dataset DATA = Problems.noise(10, 3, SEED);

  /** Smooth, so that the Runge–Kutta method has its order 4. */
  private static final Network SMOOTH = Draws.network(Nonlinearity.tanh(), 3, 5, 4, 1);

  private static final double[] START =
      MotionTest.moved(
          new double[SMOOTH.parameters()], Draws.normal(SMOOTH.parameters(), SEED), 0.7);

  /** ẏ = F(y) with the risk of DATA under the exponential loss. */
  private static final class Follower {
    final Motion motion;
    final Velocity velocity;
    double[] y;

    Follower(Dynamics dynamics, Network network, double[] w) {
      motion = dynamics.motion(network);
      velocity =
          new Velocity(new Risk(network, Loss.named("exponential"), Examples.of(DATA)), motion);
      y = motion.state(w);
    }

    double[] speed(double[] y) {
      double[] v = new double[y.length];
      velocity.at(y, v);
      double scale = Math.exp(velocity.logSpeed());
      for (int i = 0; i < v.length; i++) {
        v[i] *= scale;
      }
      return v;
    }

    Follower follow(double h, int steps) {
      for (int step = 0; step < steps; step++) {
        double[] a = speed(y);
        double[] b = speed(MotionTest.moved(y, a, h / 2));
        double[] c = speed(MotionTest.moved(y, b, h / 2));
        double[] d = speed(MotionTest.moved(y, c, h));
        for (int i = 0; i < y.length; i++) {
          y[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
        }
      }
      return this;
    }

    double[] weights() {
      return motion.weights(y).clone();
    }
  }

  private static double distance(double[] a, double[] b) {
    double[] d = MotionTest.moved(a, b, -1);
    return Math.sqrt(Draws.dot(d, d));
  }

  private static double norm(double[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }

  @Test
  void normalized_alongThePath_isStandard() {
    // B-Obs1. The method's own error at h = 0.01 is about h⁴ = 1e-8 times a small constant.
    Follower standard = new Follower(Dynamics.standard(), SMOOTH, START);
    Follower normalized = new Follower(Dynamics.normalized(), SMOOTH, START);
    for (int part = 0; part < 5; part++) {
      double[] w = standard.follow(0.01, 100).weights();
      double[] again = normalized.follow(0.01, 100).weights();
      for (Block block : SMOOTH.blocks()) {
        double size = norm(w, block.offset(), block.end());
        double off = norm(MotionTest.moved(w, again, -1), block.offset(), block.end());
        assertThat(off / size).isLessThan(1e-7);
      }
    }
    assertThat(distance(standard.weights(), START)).isGreaterThan(0.1);
  }

  @Test
  void weightNorm_unitStart_isLagrangeAndNotStandard() {
    // B-10.2; and without the unit start v turns ‖v‖² times as slowly, which is another path.
    double[] lagrange =
        new Follower(Dynamics.lagrange(), SMOOTH, START).follow(0.005, 400).weights();
    double[] unit =
        new Follower(Dynamics.weightNorm(true, false), SMOOTH, START).follow(0.005, 400).weights();
    double[] slow = new Follower(Dynamics.weightNorm(), SMOOTH, START).follow(0.005, 400).weights();
    double[] standard =
        new Follower(Dynamics.standard(), SMOOTH, START).follow(0.005, 400).weights();
    assertThat(distance(lagrange, unit)).isLessThan(1e-7);
    assertThat(distance(lagrange, standard)).isGreaterThan(1e-2);
    assertThat(distance(lagrange, slow)).isGreaterThan(1e-2);
  }

  @Test
  void weightNorm_alongTheFlow_keepsTheNormOfEachV() {
    Follower follower = new Follower(Dynamics.weightNorm(false, true), SMOOTH, START);
    double[] before = follower.y.clone();
    follower.follow(0.005, 400);
    for (Block block : SMOOTH.blocks()) {
      for (int from = block.offset(); from < block.end(); from += block.cols()) {
        assertThat(norm(follower.y, from, from + block.cols()))
            .isCloseTo(norm(before, from, from + block.cols()), within(1e-9));
      }
    }
    assertThat(distance(follower.y, before)).isGreaterThan(0.1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2, 3})
  void tangentGradient_alongTheFlow_keepsThePNorm(double p) {
    // B-T7. For p = 1.5 the field has a root at V_j = 0, where the method loses its order: start
    // and
    // length are such that no coordinate crosses zero.
    double[] away = START.clone();
    for (int i = 0; i < away.length; i++) {
      away[i] = 0.5 * Math.signum(away[i]) + 0.5 * away[i];
    }
    Follower follower = new Follower(Dynamics.tangentGradient(p), SMOOTH, away);
    double[] before = follower.y.clone();
    follower.follow(5e-4, 100);
    for (Block block : SMOOTH.blocks()) {
      double sum = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        sum += Math.pow(Math.abs(follower.y[i]), p);
        if (p < 2) {
          assertThat(follower.y[i] * before[i]).as("no sign has changed").isPositive();
        }
      }
      assertThat(Math.pow(sum, 1 / p)).isCloseTo(1, within(1e-9));
    }
    assertThat(distance(follower.y, before)).isGreaterThan(0.01);
  }

  @Test
  void coefficientNormalization_alongTheFlow_keepsThePNormAndIsLagrangeForTwo() {
    Follower cubic = new Follower(Dynamics.coefficientNormalization(3), SMOOTH, START);
    cubic.follow(5e-4, 400);
    Block first = SMOOTH.blocks().getFirst();
    double sum = 0;
    for (int i = 0; i < first.end(); i++) {
      sum += Math.pow(Math.abs(cubic.y[i]), 3);
    }
    assertThat(sum).isCloseTo(1, within(1e-9));

    Follower square = new Follower(Dynamics.coefficientNormalization(2), SMOOTH, START);
    double[] before = square.y.clone();
    double[] w = square.follow(0.005, 200).weights();
    double[] lagrange =
        new Follower(Dynamics.lagrange(), SMOOTH, START).follow(0.005, 200).weights();
    assertThat(distance(w, lagrange)).isLessThan(1e-7);
    // For p = 2 what normalising takes off is ρ_k ρ̇_k: its integral is half the growth of ρ_k².
    int p = SMOOTH.parameters();
    for (int k = 0; k < 3; k++) {
      double growth = square.y[p + k] * square.y[p + k] - before[p + k] * before[p + k];
      assertThat(square.y[p + 3 + k]).isCloseTo(growth / 2, within(1e-7));
    }
  }

  @Test
  void fixedRho_alongTheFlow_keepsNormsAndLowersTheRisk() {
    Follower follower = new Follower(Dynamics.fixedRho(), SMOOTH, START);
    Risk risk = new Risk(SMOOTH, Loss.named("exponential"), Examples.of(DATA));
    double before = risk.at(follower.weights());
    // The method keeps a sphere to order 4: 3e-9 at twice this step.
    follower.follow(0.0025, 800);
    double[] w = follower.weights();
    for (Block block : SMOOTH.blocks()) {
      assertThat(norm(w, block.offset(), block.end()))
          .isCloseTo(norm(START, block.offset(), block.end()), within(1e-9));
    }
    assertThat(risk.at(w)).isLessThan(before - 0.1);
  }

  @Test
  void trueGradient_asAFlow_isLagrange() {
    double[] a =
        new Follower(Dynamics.trueGradient(), SMOOTH, START)
            .speed(Dynamics.lagrange().motion(SMOOTH).state(START));
    double[] b =
        new Follower(Dynamics.lagrange(), SMOOTH, START)
            .speed(Dynamics.lagrange().motion(SMOOTH).state(START));
    assertThat(a).isEqualTo(b);
  }

  @Test
  void rescaled_fasterClock_goesTheSameWay() {
    // Along the rescaled path d log R̂ = -‖∇R̂‖²/R̂² dτ; follow the standard path to the same risk.
    Follower rescaled = new Follower(Dynamics.rescaled(), SMOOTH, START).follow(0.002, 500);
    double logRisk = rescaled.velocity.at(rescaled.y, new double[rescaled.y.length]);
    Follower standard = new Follower(Dynamics.standard(), SMOOTH, START);
    double[] v = new double[START.length];
    double[] before = standard.y.clone();
    while (standard.velocity.at(standard.y, v) > logRisk) {
      before = standard.y.clone();
      standard.follow(0.002, 1);
    }
    // Between two states of the same path, cut at the risk by a secant, error h² times curvature.
    double high = standard.velocity.at(before, v);
    double low = standard.velocity.at(standard.y, v);
    double share = (high - logRisk) / (high - low);
    double[] cut = before.clone();
    for (int i = 0; i < cut.length; i++) {
      cut[i] += share * (standard.y[i] - before[i]);
    }
    assertThat(distance(cut, rescaled.weights())).isLessThan(1e-5);
    assertThat(distance(cut, START)).isGreaterThan(0.1);
  }

  @Test
  void prescribedRho_eachSchedule_isTheFunctionOfTimeItNames() {
    for (boolean perRisk : new boolean[] {false, true}) {
      for (RadiusSchedule schedule :
          List.of(
              new RadiusSchedule.Logarithmic(2, 0.5),
              new RadiusSchedule.Linear(0.7),
              new RadiusSchedule.Power(1.5, 2))) {
        Dynamics dynamics =
            perRisk ? Dynamics.prescribedRhoRescaled(schedule) : Dynamics.prescribedRho(schedule);
        Follower flow = new Follower(dynamics, SMOOTH, START).follow(0.002, 500);
        Descent descent = Descent.full(new StepSize.Constant(0.002));
        Course course =
            descent.course(dynamics, SMOOTH, Loss.named("exponential"), DATA, START, SEED);
        Training.run(course, Limits.steps(500), Problems.silent());
        double[] byFlow = flow.weights();
        double[] byDescent = course.position().weights();
        for (Block block : SMOOTH.blocks()) {
          double start = norm(START, block.offset(), block.end());
          double expected =
              switch (schedule) {
                case RadiusSchedule.Logarithmic l -> start + 2 * Math.log(1 + 1 / 0.5);
                case RadiusSchedule.Linear l -> start + 0.7;
                case RadiusSchedule.Power q -> start * Math.pow(1 + 1 / 2.0, 1.5);
                case RadiusSchedule.Entropy e -> Double.NaN;
              };
          assertThat(norm(byFlow, block.offset(), block.end())).isCloseTo(expected, within(1e-8));
          // Descent steps through the schedule exactly: five hundred roundings.
          assertThat(norm(byDescent, block.offset(), block.end()))
              .isCloseTo(expected, within(1e-11));
        }
      }
    }
  }

  @Test
  void prescribedRho_entropySchedule_bringsTheEntropyToItsTarget() {
    Dataset separable = Problems.separable(0.3, 4);
    Network linear = Draws.network(Nonlinearity.linear(), 4, 1);
    Loss loss = Loss.named("exponential");
    Course course =
        Descent.full(new StepSize.Constant(0.01))
            .course(
                Dynamics.prescribedRhoRescaled(new RadiusSchedule.Entropy(0.7, 1)),
                linear,
                loss,
                separable,
                new double[] {1, 0.4, -0.3, 0.2},
                SEED);
    Training.run(course, Limits.steps(20), Problems.silent());
    // V soon has equal margins, where q is uniform and no ρ lowers the entropy: look before that.
    Risk risk = new Risk(linear, loss, Examples.of(separable));
    double[] w = course.position().weights();
    double before = entropy(risk, new double[] {1, 0.4, -0.3, 0.2});
    assertThat(before).isGreaterThan(0.7);
    assertThat(norm(w, 0, 4)).isGreaterThan(norm(new double[] {1, 0.4, -0.3, 0.2}, 0, 4));
    double rate = Math.log(norm(w, 0, 4) / norm(new double[] {1, 0.4, -0.3, 0.2}, 0, 4)) / 0.2;
    double after = entropy(risk, w.clone());
    // d log ρ/dτ is H - 0.7, between its values at the two ends.
    assertThat(rate)
        .isBetween(Math.min(before, after) - 0.7 - 1e-3, Math.max(before, after) - 0.7 + 1e-3);
  }

  private static double entropy(Risk risk, double[] w) {
    risk.at(w);
    int n = risk.examples().count();
    double sum = 0;
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(-risk.margin(i));
    }
    for (int i = 0; i < n; i++) {
      double q = Math.exp(-risk.margin(i)) / sum;
      entropy -= q * Math.log(q);
    }
    return entropy / Math.log(n);
  }

  @Test
  void batchNorm_weightsBefore_keepTheirNormInTheFlowAndGrowByTheSquareOfEachStep() {
    // B-10.3b: f does not change along w_i, so the gradient is orthogonal to it.
    Network network =
        Network.of(
            3,
            List.of(
                new Layer.Dense(4),
                new Layer.BatchNorm(),
                new Layer.Activation(Nonlinearity.tanh()),
                new Layer.Dense(1)));
    double[] w = Draws.normal(network.parameters(), SEED.child("bn"));
    Follower follower = new Follower(Dynamics.batchNorm(), network, w).follow(0.01, 200);
    for (int unit = 0; unit < 4; unit++) {
      assertThat(norm(follower.y, 3 * unit, 3 * unit + 3))
          .isCloseTo(norm(w, 3 * unit, 3 * unit + 3), within(1e-8));
    }
    assertThat(distance(follower.y, w)).isGreaterThan(0.1);

    Course course =
        Descent.full(new StepSize.Constant(0.1))
            .course(Dynamics.batchNorm(), network, Loss.named("exponential"), DATA, w, SEED);
    for (int step = 0; step < 20; step++) {
      double[] before = course.position().weights().clone();
      course.evaluate();
      course.advance();
      double[] after = course.position().weights();
      double[] moved = MotionTest.moved(after, before, -1);
      for (int unit = 0; unit < 4; unit++) {
        int from = 3 * unit;
        double old = norm(before, from, from + 3);
        double now = norm(after, from, from + 3);
        double length = norm(moved, from, from + 3);
        assertThat(now * now).isCloseTo(old * old + length * length, within(1e-12));
      }
    }
  }
}
