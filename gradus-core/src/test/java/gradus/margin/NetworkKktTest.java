package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetworkKktTest {
  private static final Seed SEED = new Seed(90);

  private static Examples examples(Matrix x, double... y) {
    return Examples.of(Dataset.of("test", x, new Labels.Signs(y)));
  }

  private static Examples positive(Matrix z) {
    double[] ones = new double[z.rows()];
    Arrays.fill(ones, 1);
    return examples(z, ones);
  }

  @Test
  void of_linearNetworkAtTheMargin_isStationary() {
    Matrix z = SignedPoints.separable(30, 5, SEED);
    MarginSolution best = MarginSolver.in(Norm.TWO).solve(Points.of(z)).solution();
    Network linear = Draws.network(Nonlinearity.linear(), 5, 1);
    NetworkKkt kkt = NetworkKkt.of(linear, best.direction(), positive(z));
    assertThat(kkt.least().stationarity()).isLessThan(1e-12);
    assertThat(kkt.least().complementarity()).isCloseTo(0, within(1e-12));
    assertThat(kkt.normalizedMargin()).isCloseTo(best.margin(), within(1e-14));
    assertThat(kkt.support(1e-6)).containsExactly(best.support());
    // θ = v/γ = Σ α_n z_n with α = q/γ².
    double square = best.margin() * best.margin();
    for (int n = 0; n < 30; n++) {
      assertThat(kkt.least().multipliers()[n])
          .isCloseTo(best.dual()[n] / square, within(1e-9 / square));
    }
  }

  @Test
  void of_linearNetworkElsewhere_measuresHowFar() {
    // One example x at an angle: θ - λx is least for λ = <θ, x>/‖x‖², and leaves the sine.
    Network linear = Draws.network(Nonlinearity.linear(), 2, 1);
    double angle = 0.3;
    double[] w = {5 * Math.cos(angle), 5 * Math.sin(angle)};
    NetworkKkt kkt = NetworkKkt.of(linear, w, positive(Matrix.ofRows(new double[] {2, 0})));
    assertThat(kkt.least().stationarity()).isCloseTo(Math.sin(angle), within(1e-14));
    // With λ such that λ‖x‖ = ‖θ‖ the residual is the chord 2 sin(angle/2).
    assertThat(kkt.byLoss().stationarity()).isCloseTo(2 * Math.sin(angle / 2), within(1e-14));
    assertThat(kkt.byLoss().complementarity()).isZero();
  }

  @Test
  void of_reluNetworkAtAStationaryPointThatIsNoMaximum_hasResidualZero() {
    // B-T1.2: data (±1, 1/4) of label +1, one unit (0, 1) with output weight 1, another unit dead.
    Network network = Draws.network(Nonlinearity.relu(), 2, 2, 1);
    double[] w = {0, 1, -0.0, -0.0, 1, 0};
    Matrix x = Matrix.ofRows(new double[] {1, 0.25}, new double[] {-1, 0.25});
    NetworkKkt kkt = NetworkKkt.of(network, w, examples(x, 1, 1));
    assertThat(kkt.least().stationarity()).isLessThan(1e-14);
    assertThat(kkt.byLoss().stationarity()).isLessThan(1e-14);
    // ‖w‖² = 2, so that the margin over ‖w‖² is 1/8: a quarter with both layers of norm one.
    assertThat(kkt.normalizedMargin()).isCloseTo(0.125, within(1e-15));
    assertThat(kkt.support(1e-6)).containsExactly(0, 1);
  }

  @Test
  void of_scaledWeights_isTheSame() {
    Network network = Draws.network(Nonlinearity.reluPower(2), 3, 6, 1);
    Matrix x = Draws.matrix(8, 3, SEED.child("x"));
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    double[] y = new double[8];
    for (int n = 0; n < 8; n++) {
      y[n] = Math.signum(score(network, w, x.row(n)));
    }
    NetworkKkt one = NetworkKkt.of(network, w, examples(x, y));
    NetworkKkt other =
        NetworkKkt.of(network, Arrays.stream(w).map(v -> 3 * v).toArray(), examples(x, y));
    assertThat(other.normalizedMargin()).isCloseTo(one.normalizedMargin(), within(1e-15));
    assertThat(other.least().stationarity()).isCloseTo(one.least().stationarity(), within(1e-12));
    assertThat(other.least().complementarity())
        .isCloseTo(one.least().complementarity(), within(1e-12));
    assertThat(total(one.least())).isLessThanOrEqualTo(total(one.byLoss()));
  }

  private static double total(NetworkKkt.Residuals residuals) {
    double epsilon = residuals.stationarity();
    return epsilon * epsilon / 2 + residuals.complementarity();
  }

  private static double score(Network network, double[] w, double[] x) {
    var tape = network.tape(gradus.net.Batch.of(Matrix.ofRows(x)));
    network.forward(w, tape);
    return tape.outputs()[0];
  }

  @Test
  void of_whatHasNoMargin_isRefused() {
    Network linear = Draws.network(Nonlinearity.linear(), 1, 1);
    Examples one = positive(Matrix.ofRows(new double[] {1}));
    assertThatThrownBy(() -> NetworkKkt.of(linear, new double[] {-1}, one))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("positive");
    Network bent = Draws.network(Nonlinearity.tanh(), 1, 1, 1);
    assertThatThrownBy(() -> NetworkKkt.of(bent, new double[] {1, 1}, one))
        .hasMessageContaining("not homogeneous");
    Network two = Draws.network(Nonlinearity.relu(), 1, 2);
    assertThatThrownBy(() -> NetworkKkt.of(two, new double[] {1, 1}, one))
        .hasMessageContaining("one output");
  }
}
