package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import gradus.data.DataFiles;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code gradus margin} on real data beside LIBLINEAR, which minimises ½‖w‖² + C Σ max(0, 1 - ⟨z_n,
 * w⟩)²: its w bounds the margin from below, and its dual weights, in proportion to the slacks,
 * bound it from above. Skipped where GRADUS_DATA is not set.
 */
class RealMarginTest {
  private static final String ROOT = System.getenv().getOrDefault("GRADUS_DATA", "");

  private static JsonNode answer(String... arguments) throws IOException {
    assumeTrue(!ROOT.isEmpty() && Files.exists(Path.of(ROOT, arguments[0])), "needs GRADUS_DATA");
    List<String> all = new ArrayList<>(List.of("margin"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", "--split"));
    CommandRun run = CommandRun.of(Map.of("GRADUS_DATA", ROOT), all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static Dataset data(String name, String plus, String minus, boolean standardise) {
    Dataset all =
        DataFiles.in(Path.of("."), Optional.of(Path.of(ROOT)))
            .read(name, ReadOptions.usual())
            .train();
    Dataset two = plus.isEmpty() ? all.asSigns() : all.binary(List.of(plus), List.of(minus));
    return (standardise ? two.standardised() : two).withBias();
  }

  /** z_n = y_n x_n. */
  private static double[][] signed(Dataset data) {
    double[] y = ((Labels.Signs) data.labels()).y();
    double[][] z = new double[data.size()][];
    for (int n = 0; n < z.length; n++) {
      double sign = y[n];
      z[n] = Arrays.stream(data.inputs().row(n)).map(v -> sign * v).toArray();
    }
    return z;
  }

  private static double[] liblinear(double[][] z, double c) {
    Problem problem = new Problem();
    problem.l = z.length;
    problem.n = z[0].length;
    problem.x = new Feature[problem.l][problem.n];
    problem.y = new double[problem.l];
    for (int n = 0; n < problem.l; n++) {
      // Half of the points turned over, as it wants two classes.
      problem.y[n] = n % 2 == 0 ? 1 : -1;
      for (int j = 0; j < problem.n; j++) {
        problem.x[n][j] = new FeatureNode(j + 1, problem.y[n] * z[n][j]);
      }
    }
    Linear.disableDebugOutput();
    Model model =
        Linear.train(problem, new Parameter(SolverType.L2R_L2LOSS_SVC, c, 1e-10, 100_000, 0.1));
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    return Arrays.stream(model.getFeatureWeights()).map(v -> sign * v).toArray();
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * y[j];
    }
    return sum;
  }

  /**
   * @param below what LIBLINEAR's direction may lack, as the slacks at this C make it
   * @param above what its dual weights may be beyond
   */
  @ParameterizedTest
  @CsvSource({
    "sklearn/iris.csv, setosa, versicolor, false, 1e4, 1e-5, 1e-9",
    "sklearn/iris.csv, setosa, virginica, false, 1e4, 1e-5, 1e-9",
    "sklearn/breast_cancer.csv, malignant, benign, true, 1e6, 0.05, 1e-3",
    "uci/sonar.csv, '', '', true, 1e3, 0.1, 1e-3",
    "uci/sonar.csv, '', '', false, 1e3, 0.1, 1e-3",
    "sklearn/digits.csv.gz, 3, 8, false, 1e2, 1e-4, 1e-7",
    "sklearn/digits.csv.gz, 0, 1, false, 1e2, 1e-4, 1e-6",
    "sklearn/digits.csv.gz, 4, 9, false, 1e2, 1e-4, 1e-7"
  })
  void margin_separablePair_isWhatLiblinearFindsToItsTolerance(
      String name,
      String plus,
      String minus,
      boolean standardise,
      double c,
      double below,
      double above)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(name, "--bias"));
    if (!plus.isEmpty()) {
      arguments.addAll(List.of("--positive", plus, "--negative", minus));
    }
    if (standardise) {
      arguments.add("--standardise");
    }
    JsonNode answer = answer(arguments.toArray(String[]::new));
    assertThat(answer.path("separable").asBoolean()).isTrue();
    double margin = answer.path("margin").asDouble();
    assertThat(answer.path("gap").asDouble()).isLessThan(1e-12 * margin);

    double[][] z = signed(data(name, plus, minus, standardise));
    double[] w = liblinear(z, c);
    double norm = Math.sqrt(dot(w, w));
    double least = Arrays.stream(z).mapToDouble(row -> dot(row, w) / norm).min().orElseThrow();
    double[] pull = new double[w.length];
    double total = 0;
    for (double[] row : z) {
      double slack = Math.max(0, 1 - dot(row, w));
      total += slack;
      for (int j = 0; j < pull.length; j++) {
        pull[j] += slack * row[j];
      }
    }
    double bound = Math.sqrt(dot(pull, pull)) / total;
    assertThat(margin).isBetween(least * (1 - 1e-12), bound * (1 + 1e-12));
    assertThat(least).isGreaterThan(margin * (1 - below));
    assertThat(bound).isLessThan(margin * (1 + above));
  }

  @ParameterizedTest
  @CsvSource({"sklearn/iris.csv, versicolor, virginica", "uci/ionosphere.csv, '', ''"})
  void margin_pairThatNothingSeparates_isCancelledByItsWitness(
      String name, String plus, String minus) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(name, "--bias"));
    if (!plus.isEmpty()) {
      arguments.addAll(List.of("--positive", plus, "--negative", minus));
    }
    JsonNode answer = answer(arguments.toArray(String[]::new));
    assertThat(answer.path("separable").asBoolean()).isFalse();
    double[][] z = signed(data(name, plus, minus, false));
    double[] sum = new double[z[0].length];
    for (int n = 0; n < z.length; n++) {
      double alpha = answer.path("witness").get(n).asDouble();
      assertThat(alpha).isNotNegative();
      for (int j = 0; j < sum.length; j++) {
        sum[j] += alpha * z[n][j];
      }
    }
    assertThat(Math.sqrt(dot(sum, sum))).isLessThan(1e-14);
    double[] w = liblinear(z, 1e4);
    assertThat(Arrays.stream(z).filter(row -> dot(row, w) <= 0)).isNotEmpty();
  }

  @Test
  void margin_irisPair_isTheGoldenOne() throws IOException {
    // golden/hard_margin.json of gradus-core, its case by name.
    JsonNode answer =
        answer("sklearn/iris.csv", "--positive", "setosa", "--negative", "versicolor", "--bias");
    double[] direction = {
      0.23181876240263724,
      0.32190441467895453,
      -0.7832047205357783,
      -0.4628234745382573,
      0.12256592656655386
    };
    for (int j = 0; j < direction.length; j++) {
      assertThat(answer.path("direction").get(j).asDouble()).isCloseTo(direction[j], within(1e-12));
    }
    assertThat(answer.path("margin").asDouble()).isCloseTo(0.7491173320820278, within(1e-14));
    assertThat(answer.path("support").toString()).isEqualTo("[24,41,98]");
  }
}
