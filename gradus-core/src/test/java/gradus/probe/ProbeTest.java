package gradus.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Problems;
import gradus.flow.Snapshot;
import gradus.flow.StepSize;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Seed SEED = new Seed(17);

  private final Dataset data = Problems.noise(11, 3, SEED);
  private final Network network = Draws.network(Nonlinearity.relu(), 3, 5, 4, 1);
  private final double[] w = Initialiser.he(1).weights(network, SEED);
  private final Course course =
      Descent.full(new StepSize.Constant(0.1))
          .course(Dynamics.standard(), network, Loss.named("exponential"), data, w, SEED);
  private final Recorder recorder = recorder();

  private Recorder recorder() {
    Risk train = new Risk(network, Loss.named("exponential"), Examples.of(data));
    Dataset held = Problems.noise(9, 3, SEED.child("test"));
    Risk test = new Risk(network, Loss.named("exponential"), Examples.of(held));
    return new Recorder(Probe.all(), train, test);
  }

  private double read(double[] row, String column) {
    List<String> names = recorder.columns().stream().map(Column::name).toList();
    assertThat(names).contains(column);
    return row[names.indexOf(column)];
  }

  private void step(int times) {
    for (int i = 0; i < times; i++) {
      course.evaluate();
      course.advance();
    }
  }

  /** The margins y_n f(w, x_n) of this network by plain loops. */
  private double[] margins(double[] weights) {
    double[] y = ((Labels.Signs) data.labels()).y();
    double[] z = new double[y.length];
    for (int n = 0; n < z.length; n++) {
      double[] a = data.inputs().row(n);
      for (int k = 0; k < 3; k++) {
        Block block = network.blocks().get(k);
        double[] next = new double[block.rows()];
        for (int i = 0; i < block.rows(); i++) {
          int row = block.offset() + i * block.cols();
          double sum = Draws.dot(Arrays.copyOfRange(weights, row, row + block.cols()), a);
          next[i] = k < 2 ? Math.max(0, sum) : sum;
        }
        a = next;
      }
      z[n] = y[n] * a[0];
    }
    return z;
  }

  @Test
  void record_allProbes_readWhatTheirDefinitionsSay() {
    step(3);
    course.evaluate();
    double[] first = recorder.record(course.position());
    double[] before = course.position().weights().clone();
    step(5);
    course.evaluate();
    double[] row = recorder.record(course.position());
    double[] now = course.position().weights();

    double[] z = margins(now);
    double risk = Arrays.stream(z).map(v -> Math.exp(-v)).sum() / z.length;
    double wrong = Arrays.stream(z).filter(v -> v <= 0).count() / (double) z.length;
    double[] sorted = z.clone();
    Arrays.sort(sorted);
    double[] rho = new double[3];
    double product = 1;
    for (int k = 0; k < 3; k++) {
      Block block = network.blocks().get(k);
      double[] own = Arrays.copyOfRange(now, block.offset(), block.end());
      rho[k] = Math.sqrt(Draws.dot(own, own));
      product *= rho[k];
    }
    double norm = Math.sqrt(Draws.dot(now, now));
    double smoothed = -Math.log(Arrays.stream(z).map(v -> Math.exp(-v)).sum());
    double entropy = 0;
    double largest = 0;
    for (double v : z) {
      double q = Math.exp(-v) / (risk * z.length);
      entropy -= q * Math.log(q);
      largest = Math.max(largest, q);
    }

    assertThat(read(row, "step")).isEqualTo(8);
    assertThat(read(row, "log10_time")).isCloseTo(Math.log10(0.8), within(1e-13));
    assertThat(read(row, "log10_risk")).isCloseTo(Math.log10(risk), within(1e-12));
    assertThat(read(row, "train_error")).isEqualTo(wrong);
    assertThat(read(row, "margin_min")).isCloseTo(sorted[0], within(1e-12));
    assertThat(read(row, "margin_q50")).isCloseTo(sorted[5], within(1e-12));
    assertThat(read(row, "margin_q10")).isCloseTo(sorted[1], within(1e-12));
    assertThat(read(row, "margin_mean"))
        .isCloseTo(Arrays.stream(z).average().orElseThrow(), within(1e-12));
    assertThat(read(row, "margin_over_rho")).isCloseTo(sorted[0] / product, within(1e-12));
    assertThat(read(row, "margin_over_norm"))
        .isCloseTo(sorted[0] / Math.pow(norm, 3), within(1e-12));
    assertThat(read(row, "smoothed_margin")).isCloseTo(smoothed, within(1e-12));
    assertThat(read(row, "smoothed_over_rho")).isCloseTo(smoothed / product, within(1e-12));
    assertThat(read(row, "smoothed_over_norm"))
        .isCloseTo(smoothed / Math.pow(norm, 3), within(1e-12));
    assertThat(z[(int) read(row, "support_vector")]).isCloseTo(sorted[0], within(1e-12));
    assertThat(read(row, "support_switches"))
        .isEqualTo(read(first, "support_vector") == read(row, "support_vector") ? 0 : 1);
    assertThat(read(row, "q_entropy")).isCloseTo(entropy, within(1e-12));
    assertThat(read(row, "q_max")).isCloseTo(largest, within(1e-12));
    assertThat(read(row, "rho_2")).isCloseTo(rho[1], within(1e-12));
    assertThat(read(row, "rho")).isCloseTo(product, within(1e-12 * product));
    assertThat(read(row, "norm")).isCloseTo(norm, within(1e-12));
    assertThat(read(row, "balance_3")).isCloseTo(rho[2] * rho[2] - rho[0] * rho[0], within(1e-12));
    assertThat(read(row, "direction_change")).isCloseTo(change(before, now), within(1e-12));
    assertThat(read(first, "direction_change")).isNaN();
  }

  @Test
  void record_gradientColumns_matchADifferenceAlongTheWeights() {
    course.evaluate();
    double[] row = recorder.record(course.position());
    // By homogeneity cos(w, -∇R̂) ‖∇R̂‖ ‖w‖ = -d/dc R̂(cw) at c = 1.
    double h = 1e-6;
    double difference = 0;
    for (double sign : new double[] {1, -1}) {
      double[] scaled = Arrays.stream(w).map(v -> v * (1 + sign * h)).toArray();
      double risk = Arrays.stream(margins(scaled)).map(v -> Math.exp(-v)).sum() / data.size();
      difference -= sign * risk / (2 * h);
    }
    double predicted =
        read(row, "alignment")
            * Math.pow(10, read(row, "log10_gradient_norm"))
            * Math.sqrt(Draws.dot(w, w));
    assertThat(predicted).isCloseTo(difference, within(1e-7 * Math.abs(difference)));
  }

  @Test
  void record_severalClassesAndRealTargets_leaveWhatMeansNothingNaN() {
    Network tanh = Draws.network(Nonlinearity.tanh(), 3, 4, 1);
    Dataset values =
        Problems.dataset(Draws.matrix(3, 3, SEED), new Labels.Values(new double[] {1, 2, 3}));
    Risk risk = new Risk(tanh, Loss.named("square"), Examples.of(values));
    Recorder own = new Recorder(Probe.all(), risk, null);
    Course running =
        Descent.full(new StepSize.Constant(0.01))
            .course(
                Dynamics.standard(),
                tanh,
                Loss.named("square"),
                values,
                Initialiser.he(1).weights(tanh, SEED),
                SEED);
    running.evaluate();
    double[] row = own.record(running.position());
    List<String> names = own.columns().stream().map(Column::name).toList();
    for (String blank :
        List.of("train_error", "test_error", "margin_min", "margin_over_rho", "q_entropy", "rho")) {
      assertThat(row[names.indexOf(blank)]).as(blank).isNaN();
    }
    assertThat(row[names.indexOf("log10_risk")]).isNotNaN();
    assertThat(row[names.indexOf("norm")]).isPositive();
  }

  @Test
  void restore_recorderInTheMiddle_remembersTheRowBefore() {
    course.evaluate();
    recorder.record(course.position());
    Snapshot snapshot = new Snapshot();
    recorder.save(snapshot);
    Recorder other = recorder();
    other.restore(snapshot);
    step(4);
    course.evaluate();

    assertThat(other.record(course.position())).isEqualTo(recorder.record(course.position()));
  }

  @Test
  void schedules_ofEachKind_nameTheNextStep() {
    assertThat(new Schedule.Every(10).after(0)).isEqualTo(10);
    assertThat(new Schedule.Every(10).after(14)).isEqualTo(20);
    Schedule at = new Schedule.At(new long[] {3, 7, 100});
    assertThat(at.after(0)).isEqualTo(3);
    assertThat(at.after(3)).isEqualTo(7);
    assertThat(at.after(100)).isEqualTo(Long.MAX_VALUE);
    Schedule log = new Schedule.LogSpaced(50, 1_000_000);
    long step = 0;
    int count = 0;
    while (step < 1_000_000) {
      long next = log.after(step);
      assertThat(next).isGreaterThan(step);
      step = next;
      count++;
    }
    assertThat(step).as("the horizon itself is hit").isEqualTo(1_000_000);
    assertThat(count).isBetween(35, 50);
    assertThat(log.after(5)).as("follows from the step alone").isEqualTo(log.after(5));
  }

  private static double change(double[] from, double[] to) {
    double cosine = Draws.dot(from, to) / Math.sqrt(Draws.dot(from, from) * Draws.dot(to, to));
    return Math.sqrt(Math.max(0, 2 - 2 * cosine));
  }

  @Test
  void sharpness_atAnyMoment_isTheLargestEigenvalueOfTheHessian() {
    step(5);
    double[] row = recorder.record(course.position());
    Risk risk = new Risk(network, Loss.named("exponential"), Examples.of(data));
    risk.at(course.position().weights());
    double[] values =
        gradus.num.SymmetricEigen.of(gradus.curvature.Curvature.hessian(risk).dense()).values();
    double scale = Math.exp(risk.logScale());
    double largest = scale * values[values.length - 1];
    assertThat(read(row, "sharpness")).isCloseTo(largest, within(1e-9 * largest));
    assertThat(read(row, "log10_sharpness")).isCloseTo(Math.log10(largest), within(1e-9));
    assertThat(Probe.usual()).noneMatch(Probe::costly).hasSize(Probe.all().size() - 1);
  }
}
