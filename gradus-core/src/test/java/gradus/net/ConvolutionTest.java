package gradus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {
  private static final Seed SEED = new Seed(84);
  private static final int N = 9;
  private static final Layer RELU = new Layer.Activation(Nonlinearity.relu());

  /** The definition as four loops over an image, with a filter of a matrix row. */
  private static double entry(double[] x, Shape in, Window at, double[] w, int o, int y, int z) {
    double sum = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int i = 0; i < at.height(); i++) {
        for (int j = 0; j < at.width(); j++) {
          int row = y * at.strideDown() - at.padDown() + i;
          int col = z * at.strideAcross() - at.padAcross() + j;
          if (row >= 0 && row < in.height() && col >= 0 && col < in.width()) {
            int k = ((o * in.channels() + c) * at.height() + i) * at.width() + j;
            sum += w[k] * x[(c * in.height() + row) * in.width() + col];
          }
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 0, 0", "3, 3, 1, 1, 3, 0, 0", "3, 3, 2, 2, 5, 1, 1", "2, 3, 3, 2, 4, 1, 2",
    "5, 7, 1, 1, 9, 0, 0", "5, 7, 1, 1, 2, 4, 6", "1, 7, 1, 3, 6, 0, 2", "1, 1, 4, 3, 4, 0, 0"
  })
  void forward_anyWindow_isTheFourLoops(
      int height, int width, int down, int across, int channels, int padDown, int padAcross) {
    Shape in = Shape.image(3, 5, 7);
    Window window = new Window(height, width, down, across, padDown, padAcross);
    Network network = Network.of(in, List.of(new Layer.Convolution(channels, window)));
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Matrix x = Draws.matrix(N, in.size(), SEED.child("x"));
    Tape tape = network.tape(Batch.of(x));
    network.forward(w, tape);

    Shape out = network.outputShape();
    assertThat(out.height()).isEqualTo((5 + 2 * padDown - height) / down + 1);
    assertThat(out.width()).isEqualTo((7 + 2 * padAcross - width) / across + 1);
    for (int n = 0; n < N; n++) {
      for (int unit = 0; unit < out.size(); unit++) {
        int y = unit / out.width() % out.height();
        double expected =
            entry(x.row(n), in, window, w, unit / out.places(), y, unit % out.width());
        // Sums of at most 105 products of size 1.
        assertThat(tape.outputs()[unit * tape.batch().stride() + n])
            .isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void convolution_asLargeAsTheImage_isADenseLayer() {
    Shape in = Shape.image(2, 3, 4);
    Network convolution =
        Network.of(
            in, List.of(new Layer.Convolution(5, Window.of(3, 4)), RELU, new Layer.Dense(2)));
    Network dense = Network.of(in.size(), List.of(new Layer.Dense(5), RELU, new Layer.Dense(2)));
    assertSame(convolution, dense, in.size());
  }

  @Test
  void convolution_ofOneByOneOnOnePlace_isADenseLayer() {
    Network convolution =
        Network.of(
            Shape.image(6, 1, 1),
            List.of(new Layer.Convolution(5, Window.of(1, 1)), RELU, new Layer.Dense(2)));
    Network dense = Network.of(6, List.of(new Layer.Dense(5), RELU, new Layer.Dense(2)));
    assertSame(convolution, dense, 6);
  }

  private static void assertSame(Network one, Network other, int d) {
    double[] w = Draws.normal(one.parameters(), SEED.child("w"));
    Batch batch = Batch.of(Draws.matrix(N, d, SEED.child("x")));
    double[] u = Draws.normal(2 * batch.stride(), SEED.child("u"));
    Tape first = one.tape(batch);
    Tape second = other.tape(batch);
    one.forward(w, first);
    other.forward(w, second);
    double[] gradient = new double[w.length];
    double[] expected = new double[w.length];
    one.vjp(w, first, u, gradient);
    other.vjp(w, second, u, expected);
    assertThat(one.parameters()).isEqualTo(other.parameters());
    assertThat(first.outputs()).containsExactly(second.outputs(), within(1e-12));
    assertThat(gradient).containsExactly(expected, within(1e-11));
  }

  @Test
  void maxPool_ties_goToTheFirst() {
    Network network =
        Network.of(
            Shape.image(1, 1, 4),
            List.of(new Layer.Convolution(1, Window.of(1, 1)), new Layer.MaxPool(Window.of(1, 4))));
    Matrix x = Matrix.ofRows(new double[] {1, 3, 3, 2}, new double[] {5, 0, 0, 5});
    Tape tape = network.tape(Batch.of(x));
    network.forward(new double[] {1}, tape);
    assertThat(tape.outputs()).startsWith(3, 5);
    // With a second filter behind, what comes back can be told apart by places.
    Network two =
        Network.of(
            Shape.image(1, 1, 4),
            List.of(new Layer.Convolution(1, Window.of(1, 2)), new Layer.MaxPool(Window.of(1, 3))));
    // Patches (3, 0), (0, 3), (3, 3) with w = (1, 1): 3, 3, 6; with the last one lower, a tie.
    Tape tie = two.tape(Batch.of(Matrix.ofRows(new double[] {3, 0, 3, -9})));
    double[] w = {1, 1};
    two.forward(w, tie);
    double[] u = new double[tie.batch().stride()];
    u[0] = 1;
    double[] gradient = new double[2];
    two.vjp(w, tie, u, gradient);
    assertThat(gradient).containsExactly(3, 0);
    two.jvp(w, tie, new double[] {10, 1});
    assertThat(tie.outputTangents()[0]).isEqualTo(30);
  }

  @Test
  void pools_overAnImage_areLargestAndMean() {
    Matrix x = Draws.matrix(N, 2 * 4 * 6, SEED.child("x"));
    Layer copy = new Layer.Convolution(2, Window.of(1, 1));
    double[] identity = {1, 0, 0, 1};
    Shape in = Shape.image(2, 4, 6);
    Tape largest =
        run(Network.of(in, List.of(copy, new Layer.MaxPool(Window.tiles(2, 3)))), identity, x);
    Tape mean =
        run(Network.of(in, List.of(copy, new Layer.AveragePool(Window.tiles(2, 3)))), identity, x);
    Tape all = run(Network.of(in, List.of(copy, new Layer.GlobalAveragePool())), identity, x);
    int stride = largest.batch().stride();
    for (int n = 0; n < N; n++) {
      for (int c = 0; c < 2; c++) {
        double whole = 0;
        for (int t = 0; t < 4; t++) {
          double most = Double.NEGATIVE_INFINITY;
          double sum = 0;
          for (int q = 0; q < 6; q++) {
            double value = x.at(n, c * 24 + (t / 2 * 2 + q / 3) * 6 + t % 2 * 3 + q % 3);
            most = Math.max(most, value);
            sum += value;
          }
          whole += sum;
          assertThat(largest.outputs()[(c * 4 + t) * stride + n]).isEqualTo(most);
          assertThat(mean.outputs()[(c * 4 + t) * stride + n]).isCloseTo(sum / 6, within(1e-14));
        }
        assertThat(all.outputs()[c * stride + n]).isCloseTo(whole / 24, within(1e-14));
      }
    }
  }

  private static Tape run(Network network, double[] w, Matrix x) {
    Tape tape = network.tape(Batch.of(x));
    network.forward(w, tape);
    return tape;
  }

  /** ⟨W_k, ∂f/∂W_k⟩ = d_k f, layer by layer and example by example. */
  @ParameterizedTest
  @MethodSource("gradus.net.ImageNetworks#all")
  void structuralLemma_homogeneousLayers_holds(Network network) {
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(N, network.inputs(), SEED.child("x"))));
    for (int k = 0; k < network.blocks().size(); k++) {
      Block block = network.blocks().get(k);
      if (network.degree(k).isEmpty() || !block.trained()) {
        continue;
      }
      double[] direction = new double[w.length];
      System.arraycopy(w, block.offset(), direction, block.offset(), block.size());
      network.forward(w, tape);
      network.jvp(w, tape, direction);
      int degree = network.degree(k).getAsInt();
      for (int c = 0; c < network.outputs(); c++) {
        for (int n = 0; n < N; n++) {
          int at = c * tape.batch().stride() + n;
          double f = degree * tape.outputs()[at];
          assertThat(tape.outputTangents()[at]).isCloseTo(f, within(1e-11 * (1 + Math.abs(f))));
        }
      }
    }
  }

  /** The statistics of a channel are those of one unit on all its places. */
  @Test
  void batchNorm_behindAConvolution_isOverPlacesToo() {
    Layer copy = new Layer.Convolution(2, Window.of(1, 1));
    Network image = Network.of(Shape.image(2, 2, 3), List.of(copy, new Layer.BatchNorm(0.1)));
    Network plain = Network.of(2, List.of(new Layer.Dense(2), new Layer.BatchNorm(0.1)));
    Matrix x = Draws.matrix(N, 12, SEED.child("x"));
    Matrix parted = Matrix.zeros(N * 6, 2);
    for (int n = 0; n < N; n++) {
      for (int t = 0; t < 6; t++) {
        parted.set(n * 6 + t, 0, x.at(n, t));
        parted.set(n * 6 + t, 1, x.at(n, 6 + t));
      }
    }
    double[] w = {1, 0.5, -0.25, 2};
    Tape one = run(image, w, x);
    Tape other = run(plain, w, parted);
    for (int n = 0; n < N; n++) {
      for (int row = 0; row < 12; row++) {
        double expected = other.outputs()[row / 6 * other.batch().stride() + n * 6 + row % 6];
        assertThat(one.outputs()[row * one.batch().stride() + n])
            .isCloseTo(expected, within(1e-13));
      }
    }
  }

  @Test
  void degree_throughPools_isTheProductOfTheActivations() {
    Network network =
        Network.of(
            Shape.image(1, 8, 8),
            List.of(
                new Layer.Convolution(4, Window.of(3, 3).pad(1)),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.MaxPool(Window.tiles(2, 2)),
                new Layer.Convolution(4, Window.of(3, 3)),
                RELU,
                new Layer.GlobalAveragePool(),
                new Layer.Dense(3)));
    assertThat(network.degree(0)).hasValue(2);
    assertThat(network.degree()).hasValue(4);
    assertThat(network.outputs()).isEqualTo(3);
    assertThat(network.parameters()).isEqualTo(36 + 144 + 12);
    assertThat(Network.parameters(network.shape(), network.layers())).isEqualTo(192);
    // Only the second activation has a kink: four channels of two by two places.
    assertThat(network.kinkLayers()).containsExactly(new KinkLayer(4, 2, 16, 0));
    assertThat(network)
        .hasToString(
            "[1, 8, 8] conv 4 3x3 pad 1 relu^2 max-pool 2x2 conv 4 3x3 relu global-average-pool-3");
  }

  @Test
  void shapes_thatDoNotFit_areRefusedByName() {
    Layer three = new Layer.Convolution(4, Window.of(3, 3));
    Layer pool = new Layer.MaxPool(Window.tiles(2, 2));
    assertThatThrownBy(() -> Network.of(9, List.of(three)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("layer 1 (conv 4 3x3) needs an image")
        .hasMessageContaining("[9]");
    assertThatThrownBy(
            () -> Network.of(Shape.image(1, 4, 4), List.of(three, RELU, pool, pool, three)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("layer 4 (max-pool 2x2) has a window of 2x2")
        .hasMessageContaining("[4, 1, 1]");
    assertThatThrownBy(() -> Network.of(Shape.image(1, 4, 4), List.of(new Layer.Dense(4), pool)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("before the dense layers");
    assertThatThrownBy(() -> Network.of(Shape.image(1, 4, 4), List.of(pool)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Window.of(3, 3).pad(3)).hasMessageContaining("padding");
    assertThatThrownBy(() -> new Layer.MaxPool(Window.of(2, 2).pad(1)))
        .hasMessageContaining("no padding");
    assertThatThrownBy(() -> Shape.of(List.of(3, 4))).hasMessageContaining("[3, 4]");
  }
}
