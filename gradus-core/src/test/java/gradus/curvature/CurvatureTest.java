package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.ExtremeEigen;
import gradus.num.Lanczos;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SelfAdjointOperator;
import gradus.num.StochasticTrace;
import gradus.num.SymmetricEigen;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureTest {
  private static final Seed SEED = new Seed(81);

  static IntStream goldenCases() {
    return IntStream.range(0, golden().size());
  }

  private static JsonNode golden() {
    try (InputStream in = CurvatureTest.class.getResourceAsStream("/golden/network.json")) {
      return new ObjectMapper().readTree(in).get("cases");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .flatMap(e -> e.isArray() ? Arrays.stream(numbers(e)).boxed() : Stream.of(e.asDouble()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void dense_goldenCase_isItsHessian(int index) {
    JsonNode golden = golden().get(index);
    int[] sizes = Arrays.stream(numbers(golden.get("sizes"))).mapToInt(s -> (int) s).toArray();
    double[] y = numbers(golden.get("y"));
    Network network =
        Draws.network(Nonlinearity.relu(), sizes[0], Arrays.copyOfRange(sizes, 1, sizes.length));
    Risk risk =
        new Risk(
            network,
            Loss.named(golden.get("loss").asText()),
            new Examples(
                Batch.of(Matrix.wrap(y.length, sizes[0], numbers(golden.get("x")))),
                Targets.of(new Labels.Signs(y))));
    risk.at(numbers(golden.get("weights")));

    Matrix dense = Curvature.hessian(risk).dense();

    double scale = Math.exp(risk.logScale());
    double[] expected = numbers(golden.get("hessian"));
    for (int i = 0; i < expected.length; i++) {
      assertThat(scale * dense.data()[i]).isCloseTo(expected[i], within(1e-7));
    }
    assertThat(dense).isEqualTo(dense.transpose());
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(Draws.network(Nonlinearity.relu(), 10, 30, 1), "exponential"),
        Arguments.of(Draws.network(Nonlinearity.relu(), 4, 15, 14, 1), "logistic"),
        Arguments.of(Draws.network(Nonlinearity.tanh(), 4, 12, 9, 1), "square"),
        Arguments.of(Draws.network(Nonlinearity.relu(), 6, 12, 10, 3), "cross-entropy"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void dense_anyNetwork_equalsItsProductsAndIsSymmetricToTheBit(Network network, String loss) {
    Risk risk = Risks.random(network, loss, 40, SEED);
    risk.at(Risks.weights(network, 2, SEED));
    for (Curvature curvature :
        new Curvature[] {Curvature.hessian(risk), Curvature.gaussNewton(risk)}) {
      Matrix dense = curvature.dense();
      int p = network.parameters();
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(Double.doubleToRawLongBits(dense.at(i, j)))
              .isEqualTo(Double.doubleToRawLongBits(dense.at(j, i)));
        }
      }
      double[] v = Draws.normal(p, SEED.child("v"));
      double[] product = new double[p];
      double[] bySum = new double[p];
      curvature.apply(v, product);
      SelfAdjointOperator.of(dense).apply(v, bySum);
      double size = Arrays.stream(product).map(Math::abs).max().orElseThrow();
      assertThat(bySum).containsExactly(product, within(1e-12 * size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 33})
  void apply_severalVectors_isEachProduct(int k) {
    Network network = Draws.network(Nonlinearity.relu(), 4, 9, 8, 1);
    Risk risk = Risks.random(network, "logistic", 20, SEED);
    risk.at(Risks.weights(network, 2, SEED));
    int p = network.parameters();
    Matrix x = Draws.matrix(p, k, SEED.child("x"));
    Matrix y = Matrix.zeros(p, k);
    Arrays.fill(y.data(), Double.NaN);
    Curvature hessian = Curvature.hessian(risk);
    hessian.apply(x, y);
    double[] product = new double[p];
    for (int c = 0; c < k; c++) {
      hessian.apply(x.col(c), product);
      assertThat(y.col(c)).containsExactly(product, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void extreme_anyNetwork_isTheDenseOneWithin80Products(Network network, String loss) {
    Risk risk = Risks.random(network, loss, 40, SEED);
    risk.at(Risks.weights(network, 2, SEED));
    Curvature hessian = Curvature.hessian(risk);
    double[] dense = SymmetricEigen.of(hessian.dense()).values();

    ExtremeEigen found = Lanczos.usual(SEED).within(80, 80, 1e-8).extreme(hessian, 1, 1);

    double scale = Math.max(Math.abs(dense[0]), Math.abs(dense[dense.length - 1]));
    assertThat(found.products()).isLessThanOrEqualTo(80);
    assertThat(found.largest()).isCloseTo(dense[dense.length - 1], within(1e-10 * scale));
    assertThat(found.least()).isCloseTo(dense[0], within(1e-10 * scale));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void trace_hundredSeeds_isCovered(Network network, String loss) {
    Risk risk = Risks.random(network, loss, 40, SEED);
    risk.at(Risks.weights(network, 2, SEED));
    Curvature hessian = Curvature.hessian(risk);
    Matrix dense = hessian.dense();
    double trace = 0;
    for (int i = 0; i < dense.rows(); i++) {
      trace += dense.at(i, i);
    }
    int traces = 0;
    int norms = 0;
    for (int seed = 0; seed < 100; seed++) {
      StochasticTrace.Estimate found = StochasticTrace.usual(new Seed(seed)).of(hessian);
      traces += found.trace().holds(trace) ? 1 : 0;
      norms += found.frobenius().holds(dense.norm()) ? 1 : 0;
    }
    assertThat(traces).isGreaterThanOrEqualTo(93);
    assertThat(norms).isGreaterThanOrEqualTo(93);
  }
}
