package gradus.claims.margin;

import gradus.claims.model.DataRoot;
import gradus.claims.model.Flows;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.data.ReadOptions;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.StepSize;
import gradus.loss.Loss;
import gradus.margin.MarginSolution;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Separable examples for a linear classifier.
 *
 * @param name what they are
 * @param z y_n x_n in row n
 * @param best the direction of largest margin
 */
record LinearProblem(String name, Matrix z, MarginSolution best) {
  private static final String IRIS = "sklearn/iris.csv";

  static LinearProblem of(String name, Matrix z) {
    return new LinearProblem(name, z, Margins.of(z));
  }

  /** N unit vectors, each at least 0.1 on the right side of one random direction. */
  static LinearProblem random(int n, int d, Seed seed) {
    return of("n = %d, d = %d".formatted(n, d), SeparablePoints.draw(n, d, seed));
  }

  /** Setosa and versicolor with a bias, in the unit ball; empty without that file. */
  static Optional<LinearProblem> iris() {
    return DataRoot.with(IRIS)
        .map(
            files -> {
              Dataset data =
                  files
                      .read(IRIS, ReadOptions.usual())
                      .train()
                      .binary(List.of("setosa"), List.of("versicolor"))
                      .withBias()
                      .inUnitBall();
              Matrix z = data.inputs().copy();
              double[] y = ((Labels.Signs) data.labels()).y();
              for (int n = 0; n < y.length; n++) {
                for (int j = 0; j < z.cols(); j++) {
                  z.set(n, j, y[n] * z.at(n, j));
                }
              }
              return of("iris", z);
            });
  }

  /** Problems of several shapes, with the iris pair where it is at hand. */
  static List<LinearProblem> several(Seed seed) {
    int[][] shapes = {{2, 2}, {10, 3}, {100, 10}, {30, 60}};
    List<LinearProblem> problems = new ArrayList<>();
    for (int i = 0; i < shapes.length; i++) {
      problems.add(random(shapes[i][0], shapes[i][1], seed.child(i)));
    }
    iris().ifPresent(problems::add);
    return problems;
  }

  int n() {
    return z.rows();
  }

  double gamma() {
    return best.margin();
  }

  /** min_n ⟨z_n, w⟩/‖w‖. */
  double margin(double[] w) {
    return Vectors.min(Vectors.product(z, w)) / Vectors.norm(w);
  }

  /** γ - margin(w). */
  double gap(double[] w) {
    return gamma() - margin(w);
  }

  /** log q, q the softmax of the negative margins. */
  double[] logDual(double[] w) {
    double[] logs = Vectors.times(-1, Vectors.product(z, w));
    double total = LogSum.of(logs);
    for (int n = 0; n < logs.length; n++) {
      logs[n] -= total;
    }
    return logs;
  }

  /** Σ q_n z_n. */
  double[] pull(double[] w) {
    double[] q = logDual(w);
    for (int n = 0; n < q.length; n++) {
      q[n] = Math.exp(q[n]);
    }
    return Vectors.transposedProduct(z, q);
  }

  /** ψ(w) = -log Σ e^{-⟨z_n, w⟩}. */
  double psi(double[] w) {
    return -LogSum.of(Vectors.times(-1, Vectors.product(z, w)));
  }

  Network network() {
    return NetworkOnData.dense(z.cols(), Nonlinearity.linear(), 1);
  }

  /** Steps on the exponential loss from w = 0. */
  Course descent(StepSize step, Rule rule) {
    return descent(step, rule, "exponential");
  }

  /** Steps from w = 0. */
  Course descent(StepSize step, Rule rule, String loss) {
    return new Descent(step, new Sampling.Full(), rule)
        .course(
            Dynamics.standard(),
            network(),
            Loss.named(loss),
            Flows.turned(z),
            new double[z.cols()],
            new Seed(0));
  }

  /** Makes one step. */
  static void step(Course course) {
    course.evaluate();
    course.advance();
  }
}
