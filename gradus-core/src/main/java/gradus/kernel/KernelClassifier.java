package gradus.kernel;

import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way to tell classes from a kernel, with one number to be chosen: C of the support vector
 * machine (one against one, by votes), or λ of ridge regression on targets ±1 (one against all).
 */
public enum KernelClassifier {
  /**
   * Support vector machines, C = 10^-2, …, 10^4. One that has not come to its optimum after a
   * million moves, as happens with the largest C where classes overlap, is taken as it then is, and
   * counted.
   */
  SVM(-2),

  /** Ridge regression, λ = 10^-4, …, 10^2 times the mean of the diagonal. */
  RIDGE(-4);

  private static final double TOLERANCE = 1e-3;

  /** After how many moves a support vector machine is stopped. */
  public static final long MOST_MOVES = 1_000_000;

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
   * What the test rows were told to be.
   *
   * @param classes the class of each row
   * @param machines how many support vector machines voted (0 for ridge regression)
   * @param stopped how many of them were stopped short of their optimum
   */
  public record Told(int[] classes, int machines, int stopped) {}

  /**
   * The classes of the test rows, for each of the given choices.
   *
   * @param kernel the kernel of all examples
   * @param labels the class of each example, from 0; those of test rows are not read
   * @param values the choices, ascending
   */
  public List<Told> predict(
      SymmetricHalf kernel, int[] labels, int[] train, int[] test, List<Double> values) {
    Matrix between = kernel.select(test, train);
    int classes = Arrays.stream(train).map(i -> labels[i]).max().orElse(0) + 1;
    return switch (this) {
      case SVM -> votes(kernel, labels, train, between, classes, values);
      case RIDGE -> scores(kernel, labels, train, between, classes, values);
    };
  }

  private static List<Told> scores(
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
    List<Told> told = new ArrayList<>();
    for (double value : values) {
      Matrix scores = ridge.predict(between, value * mean);
      int[] found = new int[scores.rows()];
      for (int i = 0; i < found.length; i++) {
        found[i] = largest(scores.row(i));
      }
      told.add(new Told(found, 0, 0));
    }
    return told;
  }

  private static List<Told> votes(
      SymmetricHalf kernel,
      int[] labels,
      int[] train,
      Matrix between,
      int classes,
      List<Double> values) {
    double[][][] votes = new double[values.size()][between.rows()][classes];
    int[] stopped = new int[values.size()];
    int machines = 0;
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
        machines++;
        KernelSvm machine = KernelSvm.train(own, y, least(values), TOLERANCE, MOST_MOVES);
        for (double smaller : SVM.choices()) {
          machine = smaller < values.getFirst() ? more(machine, own, y, smaller) : machine;
        }
        for (int v = 0; v < values.size(); v++) {
          machine = more(machine, own, y, values.get(v));
          stopped[v] += machine.violation() < TOLERANCE ? 0 : 1;
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
    List<Told> told = new ArrayList<>();
    for (int v = 0; v < values.size(); v++) {
      told.add(
          new Told(
              Arrays.stream(votes[v]).mapToInt(KernelClassifier::largest).toArray(),
              machines,
              stopped[v]));
    }
    return told;
  }

  private static double least(List<Double> values) {
    return Math.min(values.getFirst(), SVM.choices().getFirst());
  }

  /**
   * The machine of a larger C. Climbing there by way of smaller ones takes far fewer moves than
   * beginning with it.
   */
  private static KernelSvm more(KernelSvm machine, Matrix own, double[] y, double c) {
    boolean done = machine.violation() < TOLERANCE && (machine.free() || machine.c() >= c);
    return done ? machine : machine.withMore(own, y, c, TOLERANCE, MOST_MOVES);
  }

  private static int largest(double[] scores) {
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }
}
