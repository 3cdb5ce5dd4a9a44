package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.net.Draws;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels of ReLU networks against numbers computed elsewhere and against fifty digits. */
class NeuralTangentTest {
  private static final Seed SEED = new Seed(61);

  private static Network relu(int d, int depth) {
    int[] widths = new int[depth + 1];
    Arrays.fill(widths, 10);
    widths[depth] = 1;
    return Draws.network(Nonlinearity.relu(), d, widths);
  }

  @Test
  void grams_goldenCases_areThose() {
    for (JsonNode golden : Golden.cases("ntk_relu.json")) {
      Matrix x = Golden.matrix(golden.get("x"));
      for (Map.Entry<String, JsonNode> depth : golden.get("depth").properties()) {
        NeuralTangent.Grams grams =
            NeuralTangent.of(relu(x.cols(), Integer.parseInt(depth.getKey()))).grams(x);

        same(grams.tangent(), Golden.matrix(depth.getValue().get("ntk")));
        same(grams.covariance(), Golden.matrix(depth.getValue().get("nngp")));
      }
      SymmetricHalf first =
          NeuralTangent.of(relu(x.cols(), 1).withFixedOutputs(), Scaling.PLAIN).gram(x);
      same(first, Golden.matrix(golden.get("h_infinity")));
      assertThat(SymmetricEigen.of(first.full()).values()[0])
          .isCloseTo(golden.get("lambda_0").asDouble(), within(1e-13));
    }
  }

  /** To 1e-13 of √(K_ii K_jj): an entry may cancel to less. */
  private static void same(SymmetricHalf kernel, Matrix golden) {
    assertThat(kernel.order()).isEqualTo(golden.rows());
    for (int i = 0; i < golden.rows(); i++) {
      for (int j = 0; j < golden.rows(); j++) {
        double size = Math.sqrt(golden.at(i, i) * golden.at(j, j));
        assertThat(kernel.at(i, j)).isCloseTo(golden.at(i, j), within(1e-13 * size));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void gram_nearlyEqualInputs_agreesWithFiftyDigits(int depth) {
    for (int d : new int[] {3, 50}) {
      for (int e = 0; e <= 10; e++) {
        double[] x = Draws.normal(d, SEED.child("x" + d));
        double[] step = Draws.normal(d, SEED.child("step" + d));
        double length = Math.sqrt(Draws.dot(step, step));
        double[] z = x.clone();
        for (int i = 0; i < d; i++) {
          z[i] += Math.pow(10, -e) * step[i] / length;
        }
        agrees(x, z, depth);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gram_nearlyOppositeInputs_agreesWithFiftyDigits(int depth) {
    for (double size : new double[] {1, 3, 0.1}) {
      for (int e = 0; e <= 10; e++) {
        double[] x = Draws.normal(20, SEED.child("x"));
        double[] step = Draws.normal(20, SEED.child("step"));
        double length = Math.sqrt(Draws.dot(step, step));
        double[] z = new double[20];
        for (int i = 0; i < 20; i++) {
          z[i] = -size * x[i] + Math.pow(10, -e) * step[i] / length;
        }
        agrees(x, z, depth);
      }
    }
  }

  @Test
  void gram_equalAndOppositeInputs_isExact() {
    double[] x = Draws.normal(30, SEED.child("x"));
    double[] z = Arrays.stream(x).map(v -> -v).toArray();
    SymmetricHalf one = NeuralTangent.of(relu(30, 1)).gram(Matrix.ofRows(x, x, z));

    assertThat(one.at(0, 1)).isEqualTo(one.at(0, 0)).isEqualTo(one.at(1, 1));
    assertThat(one.at(0, 2)).isZero();
    agrees(x, z, 2);
    agrees(x, x, 4);
  }

  private static void agrees(double[] x, double[] z, int depth) {
    NeuralTangent.Grams grams = NeuralTangent.of(relu(x.length, depth)).grams(Matrix.ofRows(x, z));
    BigDecimal[] exact = Digits50.relu(x, z, depth);
    close(grams.covariance().at(1, 0), exact[0]);
    close(grams.tangent().at(1, 0), exact[1]);
  }

  private static void close(double value, BigDecimal exact) {
    BigDecimal error = new BigDecimal(value).subtract(exact).abs();
    assertThat(error).isLessThanOrEqualTo(exact.abs().multiply(new BigDecimal("1e-14")));
  }

  @Test
  void gram_manyInputs_agreesWithPairsOneByOne() {
    // More rows than a tile has, and not a multiple of it.
    Matrix x = Draws.matrix(2 * KernelTiles.SIDE + 17, 7, SEED);
    NeuralTangent kernel = NeuralTangent.of(relu(7, 2));
    SymmetricHalf gram = kernel.gram(x);
    Matrix between = kernel.between(x, x);

    for (int i = 0; i < x.rows(); i += 29) {
      for (int j = 0; j < x.rows(); j += 31) {
        double exact = Digits50.relu(x.row(i), x.row(j), 2)[1].doubleValue();
        double size = Math.sqrt(gram.at(i, i) * gram.at(j, j));
        assertThat(gram.at(i, j)).isCloseTo(exact, within(1e-14 * size));
        assertThat(between.at(i, j)).isCloseTo(exact, within(1e-14 * size));
      }
    }
  }

  @Test
  void gram_anyNumberOfThreads_hasTheSameBits() {
    Matrix x = Draws.matrix(500, 20, SEED);
    NeuralTangent kernel = NeuralTangent.of(relu(20, 3));

    assertThat(kernel.onThreads(3).gram(x).full()).isEqualTo(kernel.onThreads(1).gram(x).full());
  }

  @Test
  void write_toAFile_holdsTheWholeMatrix(@TempDir Path folder) throws IOException {
    Matrix x = Draws.matrix(211, 5, SEED);
    NeuralTangent kernel = NeuralTangent.of(relu(5, 2));
    Path file = folder.resolve("k.npy");

    kernel.write(x, file);

    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 0, 128, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("NUMPY")
        .contains("'shape': (211, 211)")
        .endsWith("\n");
    double[] entries = new double[211 * 211];
    ByteBuffer.wrap(bytes, 128, bytes.length - 128)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(entries);
    assertThat(Matrix.wrap(211, 211, entries)).isEqualTo(kernel.gram(x).full());
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void gram_zeroRow_isZeroThere() {
    Matrix x = Draws.matrix(4, 3, SEED);
    Arrays.fill(x.data(), 3, 6, 0);

    SymmetricHalf gram = NeuralTangent.of(relu(3, 3)).gram(x);

    for (int j = 0; j < 4; j++) {
      assertThat(gram.at(1, j)).isZero();
    }
    assertThat(gram.at(0, 2)).isNotZero();
  }

  @Test
  void of_layersWithoutLimit_areNamed() {
    assertThatThrownBy(() -> NeuralTangent.of(Draws.network(Nonlinearity.tanh(), 3, 5, 1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("layer 2 (tanh)");
    assertThatThrownBy(
            () ->
                NeuralTangent.of(
                    Network.of(
                        3, List.of(new Layer.Dense(5), new Layer.BatchNorm(), new Layer.Dense(1)))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("layer 2 (batch-norm)");
    Layer filters = new Layer.Convolution(5, Window.of(1, 2));
    assertThatThrownBy(
            () ->
                NeuralTangent.of(
                    Network.of(Shape.image(1, 1, 3), List.of(filters, new Layer.Dense(1)))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("layer 1 (conv 5 1x2)");
    assertThatThrownBy(
            () ->
                NeuralTangent.of(
                    Network.of(
                        3, List.of(new Layer.Dense(5), new Layer.Activation(Nonlinearity.relu())))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("ends with a dense layer");
  }

  @Test
  void gram_hugeOrWrongInputs_areRefused() {
    NeuralTangent kernel = NeuralTangent.of(relu(2, 1));

    assertThatThrownBy(() -> kernel.gram(Matrix.ofRows(new double[] {1e200, 1})))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> kernel.gram(Matrix.zeros(1, 3))).isInstanceOf(BadInput.class);
  }
}
