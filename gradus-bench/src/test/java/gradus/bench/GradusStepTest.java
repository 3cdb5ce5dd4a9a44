package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import org.junit.jupiter.api.Test;

class GradusStepTest {
  private static final Problem SMALL = Problem.named("10-50-1");

  @Test
  void gradient_twoLayers_isTheTextbookSum() {
    Dataset data = SMALL.data();
    double[] y = ((Labels.Signs) data.labels()).y();
    double[] w = SMALL.weights();
    double[] expected = new double[w.length];
    for (int n = 0; n < data.size(); n++) {
      double f = 0;
      double[] z = new double[50];
      for (int j = 0; j < 50; j++) {
        for (int i = 0; i < 10; i++) {
          z[j] += w[10 * j + i] * data.inputs().at(n, i);
        }
        f += w[500 + j] * Math.max(z[j], 0);
      }
      double pull = -y[n] * Math.exp(-y[n] * f) / data.size();
      for (int j = 0; j < 50; j++) {
        expected[500 + j] += pull * Math.max(z[j], 0);
        for (int i = 0; i < 10; i++) {
          expected[10 * j + i] += z[j] > 0 ? pull * w[500 + j] * data.inputs().at(n, i) : 0;
        }
      }
    }

    try (Step step = new GradusStep(SMALL)) {
      // Sums of a hundred terms of order one: a few hundred units of round-off.
      assertThat(step.result()).containsExactly(expected, within(1e-13));
    }
  }

  @Test
  void run_manySteps_makesTheGradientSmaller() {
    try (Step step = new GradusStep(SMALL)) {
      double before = norm(step.result());
      step.run(2000);
      assertThat(norm(step.result())).isPositive().isLessThan(0.9 * before);
    }
  }

  private static double norm(double[] g) {
    double sum = 0;
    for (double v : g) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }
}
