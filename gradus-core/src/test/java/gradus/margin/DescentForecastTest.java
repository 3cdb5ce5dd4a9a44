package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Position;
import gradus.flow.Training;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescentForecastTest {
  private static final Seed SEED = new Seed(2018);

  @Test
  void of_unequalDualWeights_isTheClosedForm() {
    // z = (0.8, 0.1), (-0.3, 0.1): q = (3/11, 8/11), γ = 0.1, spanning the plane, so that w̃ is
    // known whole: margins L - log(2 α_n), and w = (w̃_1, ŵ_2 L + w̃_2).
    Matrix z = Matrix.ofRows(new double[] {0.8, 0.1}, new double[] {-0.3, 0.1});
    DescentForecast forecast = forecast(z, 0.01);
    double[] q = {3.0 / 11, 8.0 / 11};
    double c = Math.log(q[1]) - q[0] * Math.log(q[0]) - q[1] * Math.log(q[1]);
    assertThat(forecast.coefficient()).isCloseTo(c, within(1e-14));
    double first = -Math.log(2 * q[0] / 0.01);
    double second = -Math.log(2 * q[1] / 0.01);
    double w1 = (first - second) / 1.1;
    double w2 = (first - 0.8 * w1) / 0.1;
    double time = forecast.logTime();
    double norm = Math.hypot(w1, 10 * time + w2);
    assertThat((time + second) / norm).isCloseTo(0.99 * 0.1, within(1e-12));
    assertThat(forecast.step()).isCloseTo(1 / 0.65, within(1e-12));
    assertThat(forecast.log10Steps())
        .isCloseTo((time + Math.log(0.65)) / Math.log(10), within(1e-12));
  }

  @Test
  void of_evenDualWeights_isDecidedAtSecondOrder() {
    // Two points symmetric about the direction: c = 0, and w̃ lies along it. No time at all.
    Matrix z = Matrix.ofRows(new double[] {0.5, 0.2}, new double[] {-0.5, 0.2});
    DescentForecast forecast = forecast(z, 0.01);
    assertThat(forecast.coefficient()).isCloseTo(0, within(1e-15));
    assertThat(forecast.log10Steps()).isLessThan(3);
  }

  @Test
  void of_smallerShare_takesLongerInProportion() {
    Matrix z = SignedPoints.separable(40, 4, SEED);
    double hundredth = forecast(z, 0.01).logTime();
    double thousandth = forecast(z, 0.001).logTime();
    assertThat(thousandth / hundredth).isBetween(6.0, 14.0);
  }

  @Test
  void logTime_gradientFlow_isWhereItsMarginComesWithinTheShare() {
    // As many support vectors as dimensions, so that the theory leaves only o(1) open.
    int d = 3;
    Network linear = Draws.network(Nonlinearity.linear(), d, 1);
    for (int draw = 0; draw < 5; draw++) {
      Matrix z = SignedPoints.separable(30, d, SEED.child("flow").child(draw));
      Points points = Points.of(z);
      MarginSolution best = MarginSolver.in(Norm.TWO).solve(points).solution();
      assertThat(best.support()).hasSize(d);
      for (double share : new double[] {0.01, 0.001}) {
        double logTime = DescentForecast.of(best, points, share).logTime();
        double[] ones = new double[30];
        Arrays.fill(ones, 1);
        Course course =
            Flow.usual()
                .course(
                    Dynamics.standard(),
                    linear,
                    Loss.named("exponential"),
                    Examples.of(Dataset.of("z", z, new Labels.Signs(ones))),
                    new double[] {1e-6, 0, 0});
        Training.run(
            course, new Limits(List.of(new Limit(Limit.Quantity.LOG_TIME, logTime))), SILENT);
        double[] w = course.position().weights();
        double gap = 1 - SignedPoints.least(z, w) / Norm.TWO.of(w) / best.margin();
        // What is left open are examples just off the margin, which fade like powers of t.
        double open = share == 0.01 ? 0.05 : 1e-6;
        assertThat(gap).isCloseTo(share, within(open * share));
      }
    }
  }

  private static final Observer SILENT =
      new Observer() {
        @Override
        public boolean pause(Course course) {
          return false;
        }

        @Override
        public long record(Position at) {
          return Long.MAX_VALUE;
        }
      };

  private static DescentForecast forecast(Matrix z, double share) {
    Points points = Points.of(z);
    MarginSolution solution = MarginSolver.in(Norm.TWO).solve(points).solution();
    return DescentForecast.of(solution, points, share);
  }

  @Test
  void of_otherNorm_isRefused() {
    Points points = Points.of(SignedPoints.separable(10, 2, SEED));
    MarginSolution one = MarginSolver.in(Norm.ONE).solve(points).solution();
    assertThatThrownBy(() -> DescentForecast.of(one, points, 0.01)).isInstanceOf(BadInput.class);
  }
}
