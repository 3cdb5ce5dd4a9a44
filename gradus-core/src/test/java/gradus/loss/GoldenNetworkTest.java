package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values, gradients and Hessians against numbers computed elsewhere (golden/network.json). */
class GoldenNetworkTest {
  private static final JsonNode CASES = cases();

  static IntStream indices() {
    return IntStream.range(0, CASES.size());
  }

  @ParameterizedTest
  @MethodSource("indices")
  void risk_goldenCase_hasItsOutputsValueGradientAndHessian(int index) {
    JsonNode golden = CASES.get(index);
    int[] sizes = ints(golden.get("sizes"));
    int[] widths = java.util.Arrays.copyOfRange(sizes, 1, sizes.length);
    Network network = Draws.network(Nonlinearity.relu(), sizes[0], widths);
    List<Matrix> matrices = new ArrayList<>();
    golden.get("weights").forEach(m -> matrices.add(matrix(m)));
    double[] w = Initialiser.given(matrices).weights(network, new Seed(0));
    Targets targets = Targets.of(new gradus.data.Labels.Signs(doubles(golden.get("y"))));
    Risk risk =
        new Risk(
            network,
            Loss.named(golden.get("loss").asText()),
            new Examples(Batch.of(matrix(golden.get("x"))), targets));

    double logRisk = risk.at(w);

    double value = golden.get("value").asDouble();
    assertThat(Math.exp(logRisk)).isCloseTo(value, within(1e-10 * value));
    double[] outputs = doubles(golden.get("outputs"));
    for (int n = 0; n < outputs.length; n++) {
      assertThat(risk.score(0, n)).isCloseTo(outputs[n], within(1e-8));
    }
    double scale = Math.exp(risk.logScale());
    double[] g = new double[w.length];
    double[] expected = doubles(golden.get("gradient"));
    risk.gradient(g);
    for (int i = 0; i < w.length; i++) {
      assertThat(scale * g[i]).isCloseTo(expected[i], within(1e-10));
    }
    double[] column = new double[w.length];
    for (int j = 0; j < w.length; j++) {
      double[] unit = new double[w.length];
      unit[j] = 1;
      risk.hessian(unit, column);
      for (int i = 0; i < w.length; i++) {
        double entry = golden.get("hessian").get(i).get(j).asDouble();
        assertThat(scale * column[i]).isCloseTo(entry, within(1e-7));
      }
    }
  }

  private static JsonNode cases() {
    try (InputStream in = GoldenNetworkTest.class.getResourceAsStream("/golden/network.json")) {
      return new ObjectMapper().readTree(in).get("cases");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Matrix matrix(JsonNode rows) {
    double[][] entries = new double[rows.size()][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = doubles(rows.get(i));
    }
    return Matrix.ofRows(entries);
  }

  private static double[] doubles(JsonNode list) {
    double[] x = new double[list.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = list.get(i).asDouble();
    }
    return x;
  }

  private static int[] ints(JsonNode list) {
    return IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray();
  }
}
