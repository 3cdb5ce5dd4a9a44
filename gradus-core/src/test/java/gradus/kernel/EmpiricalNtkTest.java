package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.ImageNetworks;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel at given weights against Jacobians, and against its limit. */
class EmpiricalNtkTest {
  private static final Seed SEED = new Seed(7);

  /** Row n: the gradient of output c on example n, by one backward pass each. */
  private static Matrix jacobian(Network network, double[] w, Matrix x, int c) {
    Tape tape = network.tape(Batch.of(x));
    network.forward(w, tape);
    Matrix rows = Matrix.zeros(x.rows(), w.length);
    for (int n = 0; n < x.rows(); n++) {
      double[] u = new double[network.outputs() * tape.batch().stride()];
      u[c * tape.batch().stride() + n] = 1;
      double[] g = new double[w.length];
      network.vjp(w, tape, u, g);
      System.arraycopy(g, 0, rows.data(), n * w.length, w.length);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "leaky", "tanh", "square"})
  void gram_smallNetwork_isTheJacobiansProduct(String name) {
    Nonlinearity sigma =
        switch (name) {
          case "relu" -> Nonlinearity.relu();
          case "leaky" -> Nonlinearity.leakyRelu(0.2);
          case "tanh" -> Nonlinearity.tanh();
          default -> Nonlinearity.reluPower(2);
        };
    Network network = Draws.network(sigma, 4, 9, 6, 2);
    double[] w = Draws.normal(network.parameters(), SEED);
    Matrix x = Draws.matrix(11, 4, SEED.child("x"));
    Matrix z = Draws.matrix(3, 4, SEED.child("z"));
    for (int c = 0; c < 2; c++) {
      EmpiricalNtk kernel = EmpiricalNtk.of(network, w).output(c);
      Matrix rows = jacobian(network, w, x, c);

      same(kernel.gram(x).full(), rows.times(rows.transpose()));
      same(kernel.between(z, x), jacobian(network, w, z, c).times(rows.transpose()));
    }
  }

  @Test
  void gram_fixedBlocks_areLeftOut() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 8, 1).withFixedOutputs();
    double[] w = Draws.normal(network.parameters(), SEED);
    Matrix x = Draws.matrix(6, 3, SEED.child("x"));
    Matrix rows = jacobian(network, w, x, 0);

    same(EmpiricalNtk.of(network, w).gram(x).full(), rows.times(rows.transpose()));
  }

  private static void same(Matrix kernel, Matrix expected) {
    for (int i = 0; i < kernel.rows(); i++) {
      for (int j = 0; j < kernel.cols(); j++) {
        assertThat(kernel.at(i, j)).isCloseTo(expected.at(i, j), within(1e-12 * expected.norm()));
      }
    }
  }

  @Test
  void gram_convolutions_isTheJacobiansProduct() {
    List<Network> networks =
        ImageNetworks.all()
            .filter(n -> n.layers().stream().noneMatch(Layer.BatchNorm.class::isInstance))
            .toList();
    assertThat(networks).hasSizeGreaterThan(4);
    for (Network network : networks) {
      double[] w = Draws.normal(network.parameters(), SEED);
      Matrix x = Draws.matrix(7, network.inputs(), SEED.child("x"));
      Matrix z = Draws.matrix(3, network.inputs(), SEED.child("z"));
      EmpiricalNtk kernel = EmpiricalNtk.of(network, w);
      Matrix rows = jacobian(network, w, x, 0);
      same(kernel.gram(x).full(), rows.times(rows.transpose()));
      same(kernel.between(z, x), jacobian(network, w, z, 0).times(rows.transpose()));
    }
  }

  /** Θ_w → Θ: standard error 1/√m, five of them allowed over all entries. */
  @Test
  void gram_wideNetwork_comesNearItsLimit() {
    int m = 4000;
    Network network = Draws.network(Nonlinearity.relu(), 3, m, 1);
    double[] w = Draws.normal(network.parameters(), SEED);
    Block last = network.blocks().getLast();
    for (int i = last.offset(); i < last.end(); i++) {
      w[i] *= Math.sqrt(2.0 / m);
    }
    Matrix x = Draws.matrix(6, 3, SEED.child("x"));

    SymmetricHalf empirical = EmpiricalNtk.of(network, w).weighted(1, 2.0 / m).gram(x);
    SymmetricHalf limit = NeuralTangent.of(network).gram(x);

    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        double size = Math.sqrt(limit.at(i, i) * limit.at(j, j));
        assertThat(empirical.at(i, j))
            .isCloseTo(limit.at(i, j), within(5 * Math.sqrt(5.0 / m) * size));
      }
    }
  }

  @Test
  void gram_fixedSigns_comesNearH() {
    Initialiser start = Initialiser.fixedSigns();
    Network network = start.adapt(Draws.network(Nonlinearity.relu(), 3, 4000, 1));
    double[] w = start.weights(network, SEED);
    Matrix x = Draws.matrix(5, 3, SEED.child("x"));

    SymmetricHalf empirical = EmpiricalNtk.of(network, w).gram(x);
    SymmetricHalf h = NeuralTangent.of(network, Scaling.PLAIN).gram(x);

    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        // An indicator's standard deviation is at most ½.
        double size = Math.sqrt(4 * h.at(i, i) * h.at(j, j));
        assertThat(empirical.at(i, j))
            .isCloseTo(h.at(i, j), within(5 * 0.5 / Math.sqrt(4000) * size));
      }
    }
  }

  @Test
  void of_batchNorm_isRefused() {
    Network network =
        Network.of(3, List.of(new Layer.Dense(4), new Layer.BatchNorm(), new Layer.Dense(1)));

    assertThatThrownBy(() -> EmpiricalNtk.of(network, new double[network.parameters()]))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("batch-norm");
  }
}
