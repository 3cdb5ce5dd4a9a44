package gradus.claims.margin;

import gradus.claims.model.DataRoot;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.data.ReadOptions;
import gradus.data.Split;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.loss.Loss;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Descent and Adam on parts of a real table that are smaller than the dimension, so that both fit
 * them, and differ by what their steps prefer alone.
 *
 * @param descent the test error of descent for each part
 * @param adam that of Adam
 * @param fit the largest |f(x_i) - y_i| either left
 */
record AdaptiveOnTable(double[] descent, double[] adam, double fit) {
  private static final String TABLE = "uci/sonar.csv";
  private static final double TEST_SHARE = 0.8;

  /** Linear models by the square loss on so many parts of sonar; empty without that table. */
  static Optional<AdaptiveOnTable> sonar(int parts, Seed seed) {
    return DataRoot.with(TABLE)
        .map(
            files ->
                of(
                    files.read(TABLE, ReadOptions.usual()).train().asSigns().withBias(),
                    parts,
                    seed));
  }

  private static AdaptiveOnTable of(Dataset data, int parts, Seed seed) {
    double[] descent = new double[parts];
    double[] adam = new double[parts];
    double fit = 0;
    for (int part = 0; part < parts; part++) {
      Split split = data.split(TEST_SHARE, seed.child(part));
      double[] plain = train(split.train(), AdaptiveMethods.descent(step(split.train().inputs())));
      double[] adaptive = train(split.train(), AdaptiveMethods.adam(1e-3));
      descent[part] = error(split.test(), plain);
      adam[part] = error(split.test(), adaptive);
      fit = Math.max(fit, Math.max(misfit(split.train(), plain), misfit(split.train(), adaptive)));
    }
    return new AdaptiveOnTable(descent, adam, fit);
  }

  /** 1/λ for a bound λ ≥ ‖X‖²/n. */
  private static double step(Matrix x) {
    double sum = 0;
    for (double value : x.data()) {
      sum += value * value;
    }
    return x.rows() / sum;
  }

  private static double[] train(Dataset data, Descent method) {
    Course course =
        method.course(
            Dynamics.standard(),
            NetworkOnData.dense(data.dimension(), Nonlinearity.linear(), 1),
            Loss.named("square"),
            data,
            new double[data.dimension()],
            new Seed(0));
    for (int t = 0; t < 100_000; t++) {
      LinearProblem.step(course);
    }
    return course.position().weights().clone();
  }

  private static double error(Dataset data, double[] w) {
    double[] f = Vectors.product(data.inputs(), w);
    double[] y = ((Labels.Signs) data.labels()).y();
    int wrong = 0;
    for (int i = 0; i < f.length; i++) {
      wrong += y[i] * f[i] <= 0 ? 1 : 0;
    }
    return wrong / (double) f.length;
  }

  private static double misfit(Dataset data, double[] w) {
    double[] f = Vectors.product(data.inputs(), w);
    double[] y = ((Labels.Signs) data.labels()).y();
    double most = 0;
    for (int i = 0; i < f.length; i++) {
      most = Math.max(most, Math.abs(f[i] - y[i]));
    }
    return most;
  }

  /** The mean difference of the errors, Adam's less descent's, with its 95 % interval, in words. */
  String words() {
    int k = descent.length;
    double[] by = Vectors.plus(adam, -1, descent);
    double mean = mean(by);
    double square = Arrays.stream(by).map(d -> (d - mean) * (d - mean)).sum();
    double half =
        new TDistribution(k - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(square / (k - 1) / k);
    return String.format(
        Locale.ROOT,
        "On a real table: linear models on %d parts of sonar, a fifth of its rows each and fewer"
            + " than its columns, which both fit (to %.0e): test error of descent %.1f %%, of Adam"
            + " %.1f %%; difference %.1f ± %.1f points (95 %%, parts overlap, so somewhat too"
            + " narrow).",
        k,
        fit,
        100 * mean(descent),
        100 * mean(adam),
        100 * mean,
        100 * half);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElse(Double.NaN);
  }

  /** The errors of each part. */
  Figure figure() {
    double most = Math.max(Vectors.max(descent), Vectors.max(adam));
    double least = Math.min(Vectors.min(descent), Vectors.min(adam));
    double[] diagonal = {least, most};
    return Figure.of(
            "sonar",
            "Test errors on parts of sonar",
            Axis.linear("test error of descent"),
            Axis.linear("test error of Adam"))
        .captioned("Each point is one part of the table; below the line Adam does better.")
        .with(Series.points("parts", descent, adam))
        .with(Series.line("equal", diagonal, diagonal));
  }
}
