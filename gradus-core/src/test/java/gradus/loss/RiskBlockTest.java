package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Labels;
import gradus.net.Batch;
import gradus.net.BlockTape;
import gradus.net.Draws;
import gradus.net.Gates;
import gradus.net.KinkLayer;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products along sixteen directions at once are those along each of them. */
class RiskBlockTest {
  private static final Seed SEED = new Seed(17);
  private static final int K = BlockTape.DIRECTIONS;

  static Stream<Arguments> networks() {
    return Stream.of(
            Draws.network(Nonlinearity.relu(), 3, 7, 1),
            Draws.network(Nonlinearity.relu(), 3, 8, 9, 3),
            Draws.network(Nonlinearity.relu(), 5, 3),
            Draws.network(Nonlinearity.relu(), 3, 8, 9, 1),
            Draws.network(Nonlinearity.relu(), 3, 5, 6, 7, 1),
            stacked(
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(5, false),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(1)),
            stacked(
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(5, false),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.Dense(2)),
            Draws.network(Nonlinearity.leakyRelu(0.1), 4, 6, 5, 1),
            Draws.network(Nonlinearity.linear(), 4, 3, 5, 2),
            Draws.network(Nonlinearity.reluPower(2), 3, 9, 1),
            Draws.network(Nonlinearity.tanh(), 3, 8, 6, 3),
            Draws.network(Nonlinearity.softplus(), 3, 8, 1),
            // Activations that are not between two dense layers.
            stacked(new Layer.Activation(Nonlinearity.relu())),
            stacked(
                new Layer.Activation(Nonlinearity.tanh()),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(1)),
            stacked(
                new Layer.BatchNorm(1e-3),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(4),
                new Layer.BatchNorm(),
                new Layer.Activation(Nonlinearity.tanh()),
                new Layer.Dense(2)))
        .flatMap(network -> Stream.of(1, 5, 21).map(n -> Arguments.of(network, n)));
  }

  private static Network stacked(Layer... behind) {
    List<Layer> layers = new java.util.ArrayList<>();
    layers.add(new Layer.Dense(6));
    layers.addAll(List.of(behind));
    return Network.of(4, layers);
  }

  private static Risk risk(Network network, int n) {
    int c = network.outputs();
    Labels labels =
        c == 1
            ? new Labels.Signs(
                Arrays.stream(Draws.normal(n, SEED.child("y"))).map(Math::signum).toArray())
            : new Labels.Classes(
                Arrays.stream(Draws.normal(n, SEED.child("y")))
                    .mapToInt(y -> Math.floorMod(Math.round(7 * y), c))
                    .toArray(),
                Stream.iterate(0, i -> i + 1).limit(c).map(String::valueOf).toList());
    return new Risk(
        network,
        Loss.named(c == 1 ? "logistic" : "cross-entropy"),
        new Examples(
            Batch.of(Draws.matrix(n, network.inputs(), SEED.child("x"))), Targets.of(labels)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hessianBlock_anyNetwork_isEachProduct(Network network, int n) {
    assertIsEachProduct(risk(network, n), 0.7);
  }

  @Test
  void hessianBlock_fixedOutputs_isEachProduct() {
    assertIsEachProduct(
        risk(Draws.network(Nonlinearity.relu(), 3, 8, 5, 1).withFixedOutputs(), 12), 0.7);
  }

  @Test
  void hessianBlock_unitsAllOff_isEachProduct() {
    // Positive inputs and negative weights: the first hidden layer is off on every example.
    Network network = Draws.network(Nonlinearity.relu(), 2, 4, 3, 1);
    double[] w = Draws.normal(network.parameters(), SEED);
    Arrays.fill(w, 0, 8, -1);
    Risk risk =
        new Risk(
            network,
            Loss.named("square"),
            new Examples(
                Batch.of(gradus.num.Matrix.ofRows(new double[] {1, 2}, new double[] {0.5, 1})),
                Targets.of(new Labels.Values(new double[] {1, 2}))));
    risk.at(w);
    assertSame(risk);
  }

  @Test
  void hessianBlock_moreExamplesThanAPortion_isEachProduct() {
    // A portion holds 128.
    assertIsEachProduct(risk(Draws.network(Nonlinearity.relu(), 3, 9, 1), 300), 0.7);
    assertIsEachProduct(risk(Draws.network(Nonlinearity.relu(), 3, 9, 8, 1), 300), 0.7);
    assertIsEachProduct(risk(Draws.network(Nonlinearity.relu(), 3, 9, 8, 2), 300), 0.7);
  }

  @Test
  void hessianBlock_frozenGates_isEachProduct() {
    Network network = Draws.network(Nonlinearity.leakyRelu(0.2), 3, 7, 6, 1);
    Batch batch = Batch.of(Draws.matrix(10, 3, SEED.child("x")));
    Gates gates = new Gates(network, batch);
    for (KinkLayer layer : gates.layers()) {
      for (int j = 0; j < layer.width(); j++) {
        for (int i = 0; i < 10; i++) {
          gates.set(layer, j, i, (i * 5 + j * 3) % 4 < 2);
        }
      }
    }
    Targets targets = Targets.of(new Labels.Values(Draws.normal(10, SEED.child("y"))));
    Risk risk = Risk.frozen(network, Loss.named("square"), new Examples(batch, targets), gates);
    risk.at(Draws.normal(network.parameters(), SEED.child("w")));
    assertSame(risk);
  }

  @Test
  void hessianBlock_afterAMove_belongsToTheNewPoint() {
    Risk risk = risk(Draws.network(Nonlinearity.relu(), 3, 8, 9, 1), 20);
    risk.at(Draws.normal(risk.network().parameters(), SEED.child("first")));
    assertSame(risk);
    risk.at(Draws.normal(risk.network().parameters(), SEED.child("second")));
    assertSame(risk);
  }

  private static void assertIsEachProduct(Risk risk, double scale) {
    double[] w = Draws.normal(risk.network().parameters(), SEED.child("w"));
    for (int i = 0; i < w.length; i++) {
      w[i] *= scale;
    }
    risk.at(w);
    assertSame(risk);
  }

  private static void assertSame(Risk risk) {
    int p = risk.network().parameters();
    double[] directions = Draws.normal(K * p, SEED.child("v"));
    double[] products = new double[K * p];
    double[] gaussNewton = new double[K * p];
    Arrays.fill(products, Double.NaN);
    Arrays.fill(gaussNewton, Double.NaN);
    risk.hessianBlock(directions, products);
    risk.gaussNewtonBlock(directions, gaussNewton);
    double largest = Math.max(largest(products), largest(gaussNewton));
    double[] v = new double[p];
    double[] expected = new double[p];
    for (int c = 0; c < K; c++) {
      for (int i = 0; i < p; i++) {
        v[i] = directions[K * i + c];
      }
      // Sums of at most a few hundred terms in another order.
      risk.hessian(v, expected);
      assertThat(column(products, c)).containsExactly(expected, within(1e-12 * largest));
      risk.gaussNewton(v, expected);
      assertThat(column(gaussNewton, c)).containsExactly(expected, within(1e-12 * largest));
    }
  }

  private static double largest(double[] block) {
    return Arrays.stream(block).map(Math::abs).max().orElseThrow();
  }

  private static double[] column(double[] block, int c) {
    double[] column = new double[block.length / K];
    for (int i = 0; i < column.length; i++) {
      column[i] = block[K * i + c];
    }
    return column;
  }
}
