package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivialityTest {
  private static final Seed SEED = new Seed(86);

  private static Triviality at(Network network, double[] w, Matrix x, int fresh) {
    Batch batch = Batch.of(x);
    Tape tape = network.tape(batch);
    network.forward(w, tape);
    double[] y = Arrays.copyOf(tape.outputs(), x.rows());
    Risk risk =
        new Risk(
            network, Loss.named("square"), new Examples(batch, Targets.of(new Labels.Values(y))));
    risk.at(w);
    Nullity nullity = Spectrum.of(Curvature.hessian(risk)).nullity(Spectrum.TOLERANCE);
    return Triviality.of(
        network,
        w,
        Subspace.all(w.length),
        nullity,
        batch,
        Batch.of(Draws.matrix(fresh, network.inputs(), SEED.child("fresh"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6, 20})
  void of_twoLinearLayers_hasOneNontrivialDirectionForEachInputNotSeen(int n) {
    Network network = Draws.network(Nonlinearity.linear(), 6, 4, 1);
    double[] w = Risks.weights(network, 1, SEED);
    Triviality found = at(network, w, Draws.matrix(n, 6, SEED.child("x")), 200);
    // The functions near by are the linear ones, six dimensions; n examples fix min(n, 6) of them.
    assertThat(found.nontrivial()).isEqualTo(Math.max(0, 6 - n));
    assertThat(found.trivial()).isEqualTo(28 - 6);
    assertMoves(found);
  }

  @Test
  void of_rectifiedUnits_tellsRescalingsFromTheDead() {
    // Positive inputs; the third unit is off on them, and on at other inputs.
    Network network = Draws.network(Nonlinearity.relu(), 2, 3, 1);
    double[] w = {1, -0.4, -0.3, 1, -1, -1, 1, 2, 3};
    Matrix x = Matrix.zeros(40, 2);
    for (int i = 0; i < 40; i++) {
      x.set(i, 0, 0.1 + SEED.uniform(i));
      x.set(i, 1, 0.1 + SEED.uniform(i + 100));
    }
    Triviality found = at(network, w, x, 300);
    // The dead unit's three weights move three ways, one of them its own rescaling.
    assertThat(found.trivial()).isEqualTo(3);
    assertThat(found.nontrivial()).isEqualTo(2);
    assertMoves(found);
  }

  @Test
  void of_tooFewFreshInputs_saysSo() {
    Network network = Draws.network(Nonlinearity.tanh(), 3, 6, 1);
    double[] w = Risks.weights(network, 1, SEED);
    assertThatThrownBy(() -> at(network, w, Draws.matrix(4, 3, SEED.child("x")), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 null directions");
  }

  /** Examples stay put to first order, and fresh inputs do exactly where the verdict says so. */
  private static void assertMoves(Triviality found) {
    for (Triviality.Direction direction : found.directions()) {
      assertThat(direction.onExamples()).isLessThan(1e-2);
      if (direction.trivial()) {
        assertThat(direction.onFresh()).isLessThan(1e-2);
      } else {
        assertThat(direction.onFresh()).isGreaterThan(0.5 * direction.rate());
        assertThat(direction.rate()).isGreaterThan(1e-2);
      }
    }
  }
}
