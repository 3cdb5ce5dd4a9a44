package gradus.kernel;

import gradus.num.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way to tell classes from a kernel, with one number to be chosen: C of the support vector
 * machine (one against one, by votes), or λ of ridge regression on targets ±1 (one against all).
 */
public enum KernelClassifier {
  /**
   * Support vector machines, C = 10^-2, …, 10^4. One that has not come to its optimum after 200,000
   * moves, as happens with the largest C where classes overlap, is taken as it then is.
   */
  SVM(-2),

  /** Ridge regression, λ = 10^-4, …, 10^2 times the mean of the diagonal. */
  RIDGE(-4);

  private static final double TOLERANCE = 1e-3;
  private static final long MOST_MOVES = 200_000;

  private static final int CHOICES = 7;

  private final int leastPower;

  KernelClassifier(int leastPower) {
    this.leastPower = leastPower;
  }

  /** The values that are tried. */
  public List<Double> choices() {
    return IntStream.range(0, CHOICES).mapToObj(k -> Math.pow(10, leastPower + k)).toList();
  }

  /**
   * The classes of the test rows, for each of the given choices.
   *
   * @param kernel the kernel of all examples
   * @param labels the class of each example, from 0; those of test rows are not read
   * @param values the choices, ascending
   */
  public int[][] predict(
      SymmetricHalf kernel, int[] labels, int[] train, int[] test, List<Double> values) {
    Matrix between = kernel.select(test, train);
    int classes = Arrays.stream(train).map(i -> labels[i]).max().orElse(0) + 1;
    return switch (this) {
      case SVM -> votes(kernel, labels, train, between, classes, values);
      case RIDGE -> scores(kernel, labels, train, between, classes, values);
    };
  }

  private static int[][] scores(
      SymmetricHalf kernel,
      int[] labels,
      int[] train,
      Matrix between,
      int classes,
      List<Double> values) {
    Matrix own = kernel.select(train, train);
    Matrix targets = Matrix.zeros(train.length, classes);
    double mean = 0;
    for (int i = 0; i < train.length; i++) {
      for (int c = 0; c < classes; c++) {
        targets.set(i, c, labels[train[i]] == c ? 1 : -1);
      }
      mean += own.at(i, i) / train.length;
    }
    KernelRidge ridge = new KernelRidge(own, targets);
    int[][] found = new int[values.size()][];
    for (int v = 0; v < found.length; v++) {
      Matrix scores = ridge.predict(between, values.get(v) * mean);
      found[v] = new int[scores.rows()];
      for (int i = 0; i < scores.rows(); i++) {
        found[v][i] = largest(scores.row(i));
      }
    }
    return found;
  }

  private static int[][] votes(
      SymmetricHalf kernel,
      int[] labels,
      int[] train,
      Matrix between,
      int classes,
      List<Double> values) {
    double[][][] votes = new double[values.size()][between.rows()][classes];
    for (int a = 0; a < classes; a++) {
      for (int b = a + 1; b < classes; b++) {
        int first = a;
        int second = b;
        int[] places =
            IntStream.range(0, train.length)
                .filter(i -> labels[train[i]] == first || labels[train[i]] == second)
                .toArray();
        int[] rows = Arrays.stream(places).map(i -> train[i]).toArray();
        double[] y = Arrays.stream(rows).mapToDouble(i -> labels[i] == first ? 1 : -1).toArray();
        if (Arrays.stream(y).distinct().count() < 2) {
          continue;
        }
        Matrix own = kernel.select(rows, rows);
        double[] start = new double[y.length];
        for (int v = 0; v < values.size(); v++) {
          KernelSvm machine = KernelSvm.train(own, y, values.get(v), TOLERANCE, MOST_MOVES, start);
          start = machine.beta(); // values ascend
          for (int i = 0; i < between.rows(); i++) {
            double f = machine.offset();
            for (int j = 0; j < places.length; j++) {
              f += machine.beta()[j] * between.at(i, places[j]);
            }
            votes[v][i][f > 0 ? a : b]++;
          }
        }
      }
    }
    int[][] found = new int[values.size()][between.rows()];
    for (int v = 0; v < found.length; v++) {
      for (int i = 0; i < between.rows(); i++) {
        found[v][i] = largest(votes[v][i]);
      }
    }
    return found;
  }

  private static int largest(double[] scores) {
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }
}
