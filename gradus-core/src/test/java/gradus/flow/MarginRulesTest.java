package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

/** The rules made for margins, on a linear model. */
class MarginRulesTest {
  private static final Seed SEED = new Seed(2107);
  private static final int N = 40;
  private static final int D = 4;

  /** Gaussian examples of norm at most one, on the right side of a plane; z_n = y_n x_n. */
  private static Matrix points() {
    double[] teacher = Draws.normal(D, SEED.child("teacher"));
    Matrix z = Draws.matrix(N, D, SEED);
    double longest = 0;
    for (int n = 0; n < N; n++) {
      longest = Math.max(longest, Math.sqrt(Draws.dot(z.row(n), z.row(n))));
    }
    for (int n = 0; n < N; n++) {
      double factor = Math.signum(Draws.dot(z.row(n), teacher)) / longest;
      for (int j = 0; j < D; j++) {
        z.set(n, j, factor * z.at(n, j));
      }
    }
    return z;
  }

  private static Dataset data(Matrix z) {
    double[] y = new double[N];
    Matrix x = z.copy();
    for (int n = 0; n < N; n++) {
      y[n] = n % 2 == 0 ? 1 : -1;
      for (int j = 0; j < D; j++) {
        x.set(n, j, y[n] * z.at(n, j));
      }
    }
    return Problems.dataset(x, new Labels.Signs(y));
  }

  private static Course course(Rule rule, Matrix z) {
    Network linear = Draws.network(Nonlinearity.linear(), D, 1);
    return new Descent(new StepSize.Rescaled(1), new Sampling.Full(), rule)
        .course(
            Dynamics.standard(), linear, Loss.named("exponential"), data(z), new double[D], SEED);
  }

  private static void steps(Course course, int steps) {
    for (int step = 0; step < steps; step++) {
      course.evaluate();
      course.advance();
    }
  }

  private static double margin(Matrix z, double[] w) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < N; n++) {
      least = Math.min(least, Draws.dot(z.row(n), w));
    }
    return least / Math.sqrt(Draws.dot(w, w));
  }

  /** Zᵀq with q the softmax of the negative margins. */
  private static double[] pull(Matrix z, double[] w) {
    double[] pull = new double[D];
    double total = 0;
    double top = Double.POSITIVE_INFINITY;
    for (int n = 0; n < N; n++) {
      top = Math.min(top, Draws.dot(z.row(n), w));
    }
    for (int n = 0; n < N; n++) {
      double q = Math.exp(top - Draws.dot(z.row(n), w));
      total += q;
      for (int j = 0; j < D; j++) {
        pull[j] += q * z.at(n, j);
      }
    }
    for (int j = 0; j < D; j++) {
      pull[j] /= total;
    }
    return pull;
  }

  @Test
  void dualAcceleration_isTheRecursionOfItsPaper() {
    Matrix z = points();
    Course course = course(new Rule.DualAcceleration(), z);
    double[] g = new double[D];
    double[] w = new double[D];
    for (int t = 0; t < 300; t++) {
      double[] u = pull(z, w);
      for (int j = 0; j < D; j++) {
        g[j] = t / (t + 1.0) * (g[j] + u[j]);
        w[j] += g[j] + u[j];
      }
    }
    steps(course, 300);
    double size = Math.sqrt(Draws.dot(w, w));
    assertThat(course.position().weights()).containsExactly(w, within(1e-11 * size));
  }

  @Test
  void rates_marginGap_areThoseOfTheTheory() {
    // The largest margin from a method that converges exponentially, then slopes in late windows.
    Matrix z = points();
    Course best = course(new Rule.ProgressiveRescaling(2, 2000, 1e13, true), z);
    steps(best, 120_000);
    double gamma = margin(z, best.position().weights());
    assertThat(slope(z, gamma, new Rule.Plain(), 10_000)).isCloseTo(-1, within(0.15));
    assertThat(slope(z, gamma, new Rule.DualAcceleration(), 2_000)).isCloseTo(-2, within(0.3));
  }

  private static double slope(Matrix z, double gamma, Rule rule, int from) {
    Course course = course(rule, z);
    steps(course, from);
    double early = gamma - margin(z, course.position().weights());
    steps(course, 3 * from);
    double late = gamma - margin(z, course.position().weights());
    return Math.log(late / early) / Math.log(4);
  }

  @Test
  void dualAcceleration_margin_isAboveItsBound() {
    Matrix z = points();
    Course best = course(new Rule.ProgressiveRescaling(2, 2000, 1e13, true), z);
    steps(best, 60_000);
    double gamma = margin(z, best.position().weights());
    Course course = course(new Rule.DualAcceleration(), z);
    for (int t = 1; t <= 3000; t++) {
      steps(course, 1);
      double bound =
          gamma
              - 4 * (1 + Math.log(N)) * (1 + 2 * Math.log(t + 1)) / (gamma * (t + 1.0) * (t + 1.0));
      assertThat(margin(z, course.position().weights())).isGreaterThanOrEqualTo(bound);
    }
  }

  @Test
  void progressiveRescaling_staysInItsBallAndMultipliesIt() {
    Matrix z = points();
    Course course = course(new Rule.ProgressiveRescaling(3, 50, 1e6, false), z);
    steps(course, 50);
    double radius = norm(course);
    for (int stage = 0; stage < 3; stage++) {
      steps(course, 49);
      assertThat(norm(course)).isLessThanOrEqualTo(radius * (1 + 1e-12));
      steps(course, 1);
      assertThat(norm(course)).isCloseTo(3 * radius, within(1e-9 * radius));
      radius = norm(course);
    }
    steps(course, 5_000);
    assertThat(norm(course)).isBetween(0.99e6, 1.000001e6);
  }

  private static double norm(Course course) {
    double[] w = course.position().weights();
    return Math.sqrt(Draws.dot(w, w));
  }

  @Test
  void rules_withoutARescaledStep_areRefused() {
    for (Rule rule :
        new Rule[] {new Rule.DualAcceleration(), new Rule.ProgressiveRescaling(2, 9, 1, true)}) {
      assertThatThrownBy(() -> new Descent(new StepSize.Constant(1), new Sampling.Full(), rule))
          .hasMessageContaining("rescaled step");
    }
    assertThatThrownBy(() -> new Rule.ProgressiveRescaling(1, 9, 1, true))
        .hasMessageContaining("factor above 1");
    Motion lagrange = Dynamics.lagrange().motion(Draws.network(Nonlinearity.relu(), 2, 3, 1));
    assertThatThrownBy(() -> new Rule.DualAcceleration().stepper(lagrange))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new Rule.ProgressiveRescaling(2, 9, 1, false).stepper(lagrange))
        .isInstanceOf(BadInput.class);
  }
}
