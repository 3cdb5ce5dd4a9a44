package gradus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All passes over networks with convolutions and pools, against differences and each other. */
class ImagePassesTest {
  private static final Seed SEED = new Seed(83);
  private static final int N = 11;

  @ParameterizedTest
  @MethodSource("gradus.net.ImageNetworks#all")
  void vjp_network_equalsCentralDifferences(Network network) {
    Tape tape = tape(network);
    double[] w = weights(network);
    double[] u = cotangents(network, tape, "u");
    double[] gradient = new double[w.length];
    Arrays.fill(gradient, Double.NaN);
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    double h = 1e-6;
    for (Block block : network.blocks()) {
      for (int i = block.offset(); i < block.end(); i++) {
        double[] step = new double[w.length];
        step[i] = h;
        double ahead = contracted(network, tape, sum(w, step, 1), u);
        double behind = contracted(network, tape, sum(w, step, -1), u);
        double difference = block.trained() ? (ahead - behind) / (2 * h) : 0;
        // Truncation h² = 1e-12 and cancellation 1e-16/h = 1e-10, times sums of size 1e2.
        assertThat(gradient[i]).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gradus.net.ImageNetworks#all")
  void jvpAndVjp_network_areAdjoint(Network network) {
    Tape tape = tape(network);
    double[] w = weights(network);
    double[] u = cotangents(network, tape, "u");
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.jvp(w, tape, direction);
    network.vjp(w, tape, u, gradient);
    double size = 0;
    for (int i = 0; i < u.length; i++) {
      size += Math.abs(u[i] * tape.outputTangents()[i]);
    }
    assertThat(Draws.dot(gradient, direction))
        .isCloseTo(Draws.dot(u, tape.outputTangents()), within(1e-12 * size));
  }

  @ParameterizedTest
  @MethodSource("gradus.net.ImageNetworks#all")
  void secondOrder_network_equalsDifferencesOfVjp(Network network) {
    Tape tape = tape(network);
    double[] w = weights(network);
    double[] u = cotangents(network, tape, "u");
    double[] du = cotangents(network, tape, "du");
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] product = new double[w.length];
    Arrays.fill(product, Double.NaN);
    network.forward(w, tape);
    network.adjoints(w, tape, u);
    network.jvp(w, tape, direction);
    network.secondOrder(w, tape, direction, du, product);
    double h = 1e-6;
    double[] ahead = new double[w.length];
    double[] behind = new double[w.length];
    // A fixed block does not move, whatever the direction says.
    for (Block block : network.blocks()) {
      if (!block.trained()) {
        Arrays.fill(direction, block.offset(), block.end(), 0);
      }
    }
    network.forward(sum(w, direction, h), tape);
    network.vjp(sum(w, direction, h), tape, sum(u, du, h), ahead);
    network.forward(sum(w, direction, -h), tape);
    network.vjp(sum(w, direction, -h), tape, sum(u, du, -h), behind);
    double largest = Arrays.stream(ahead).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < w.length; i++) {
      double difference = (ahead[i] - behind[i]) / (2 * h);
      // Cancellation 1e-16/h of entries as large as the largest.
      double round = 1e-9 * (1 + largest) + 1e-6 * Math.abs(difference);
      assertThat(product[i]).isCloseTo(difference, within(1e-7 + round));
    }
  }

  private static Tape tape(Network network) {
    return network.tape(Batch.of(Draws.matrix(N, network.inputs(), SEED.child("x"))));
  }

  private static double[] weights(Network network) {
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    for (int i = 0; i < w.length; i++) {
      w[i] *= 0.5;
    }
    return w;
  }

  private static double[] cotangents(Network network, Tape tape, String name) {
    int stride = tape.batch().stride();
    double[] values = Draws.normal(network.outputs() * N, SEED.child(name));
    double[] u = new double[network.outputs() * stride];
    for (int c = 0; c < network.outputs(); c++) {
      System.arraycopy(values, c * N, u, c * stride, N);
    }
    return u;
  }

  private static double contracted(Network network, Tape tape, double[] w, double[] u) {
    network.forward(w, tape);
    return Draws.dot(tape.outputs(), u);
  }

  private static double[] sum(double[] x, double[] d, double h) {
    double[] at = x.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] += h * d[i];
    }
    return at;
  }
}
