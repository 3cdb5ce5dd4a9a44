package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SphereCurvatureTest {
  private static final Seed SEED = new Seed(83);

  @ParameterizedTest
  @ValueSource(strings = {"exponential", "logistic", "square"})
  void quotient_tangentDirection_isTheSecondDerivativeAlongTheGeodesic(String loss) {
    Network network = Draws.network(Nonlinearity.tanh(), 3, 5, 4, 1);
    Risk risk = Risks.random(network, loss, 12, SEED);
    double[] w = Risks.weights(network, 2, SEED);
    boolean[] moves = new boolean[w.length];
    Arrays.fill(moves, true);
    SphereCurvature at = SphereCurvature.at(risk, w, moves);
    double scale = Math.exp(at.logScale());
    for (int round = 0; round < 3; round++) {
      double[] u = new double[w.length];
      at.tangent().embed(Draws.normal(at.tangent().dimension(), SEED.child(round)), u);
      double norm = Math.sqrt(Draws.dot(u, u));
      double found = scale * at.quotient(u);
      double h = 1e-3;
      double second = 0;
      double[] weights = {-1.0 / 12, 4.0 / 3, -2.5, 4.0 / 3, -1.0 / 12};
      for (int k = -2; k <= 2; k++) {
        second += weights[k + 2] * Math.exp(risk.at(geodesic(network, w, u, k * h / norm)));
      }
      // Truncation h⁴ of sixth derivatives below 10³, round-off 1e-16/h².
      assertThat(found).isCloseTo(second / (h * h), within(1e-8 * (1 + Math.abs(found))));
      risk.at(w);
    }
  }

  /** Each block along its great circle, at the speed of its part of u. */
  private static double[] geodesic(Network network, double[] w, double[] u, double t) {
    double[] moved = new double[w.length];
    for (Block block : network.blocks()) {
      double rho = 0;
      double speed = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        rho += w[i] * w[i];
        speed += u[i] * u[i];
      }
      double angle = t * Math.sqrt(speed / rho);
      for (int i = block.offset(); i < block.end(); i++) {
        moved[i] = Math.cos(angle) * w[i] + Math.sin(angle) * Math.sqrt(rho / speed) * u[i];
      }
    }
    return moved;
  }
}
