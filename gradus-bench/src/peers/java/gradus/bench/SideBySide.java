package gradus.bench;

import gradus.num.Blas;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the training step of Gradus and of libtorch side by side and prints their ratio.
 *
 * <p>Rounds of both alternate, so that whatever else the machine does falls on both alike; the
 * ratio is the median of the rounds' ratios, with the quartiles beside it. Before that it checks
 * that both compute the same gradient.
 *
 * <p>Usage: {@code java --add-modules jdk.incubator.vector -cp target/benchmarks.jar
 * gradus.bench.SideBySide [rounds [seconds per round]]}
 */
public final class SideBySide {
  /** Sums of at most a thousand products of order one: 1e-10 is round-off with room to spare. */
  private static final double SAME = 1e-10;

  /** Seconds: the compiler has to get a share of a busy machine. */
  private static final double WARM_UP = 4;

  private SideBySide() {}

  /**
   * Prints the table.
   *
   * @param args the number of rounds (21) and the seconds of each side in a round (0.3)
   */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 21;
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 0.3;
    System.out.printf(Locale.ROOT, "%s%n", TorchStep.describe());
    System.out.printf(
        Locale.ROOT,
        "Full-batch steps/s, double precision, medians of %d rounds of %s s%n",
        rounds,
        seconds);
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "%-14s %6s %12s %12s %8s %16s %10s%n",
        "network",
        "n",
        "Gradus",
        "libtorch",
        "ratio",
        "quartiles",
        "gradient");
    for (Problem problem : Problem.all()) {
      row(
          problem.name(),
          problem.n(),
          new GradusStep(problem),
          new TorchStep(problem, TorchStep.Clearing.RELEASE),
          new TorchStep(problem, TorchStep.Clearing.ZERO),
          rounds,
          seconds);
    }
    ImageProblem images = ImageProblem.usual();
    row(
        "%d x conv %d".formatted(images.convolutions(), images.channels()),
        images.n(),
        new GradusStep(images),
        new TorchConvolutionStep(images, TorchStep.Clearing.RELEASE),
        new TorchConvolutionStep(images, TorchStep.Clearing.ZERO),
        rounds,
        seconds);
    System.out.println();
    // Only now is it known what was needed.
    System.out.printf(Locale.ROOT, "Gradus: %s; JVM %s%n", Blas.best().label(), Runtime.version());
  }

  private static void row(
      String name, int n, Step ours0, Step released0, Step zeroed0, int rounds, double seconds) {
    try (Step gradus = ours0;
        Step released = released0;
        Step zeroed = zeroed0) {
      double difference = difference(gradus.result(), released.result());
      if (!(difference < SAME)) {
        throw new IllegalStateException(
            "the gradients of %s differ by %g".formatted(name, difference));
      }
      rate(gradus, WARM_UP);
      rate(released, WARM_UP / 3);
      rate(zeroed, WARM_UP / 3);
      Step torch = rate(released, seconds) > rate(zeroed, seconds) ? released : zeroed;

      double[] ours = new double[rounds];
      double[] theirs = new double[rounds];
      double[] ratios = new double[rounds];
      for (int r = 0; r < rounds; r++) {
        if (r % 2 == 0) {
          ours[r] = rate(gradus, seconds);
          theirs[r] = rate(torch, seconds);
        } else {
          theirs[r] = rate(torch, seconds);
          ours[r] = rate(gradus, seconds);
        }
        ratios[r] = ours[r] / theirs[r];
      }
      System.out.printf(
          Locale.ROOT,
          "%-14s %6d %12.1f %12.1f %8.2f %16s %10.0e%n",
          name,
          n,
          quantile(ours, 0.5),
          quantile(theirs, 0.5),
          quantile(ratios, 0.5),
          "%.2f to %.2f".formatted(quantile(ratios, 0.25), quantile(ratios, 0.75)),
          difference);
    }
  }

  /** Steps per second over about the given time. */
  static double rate(Step step, double seconds) {
    long start = System.nanoTime();
    long steps = 0;
    long portion = 1;
    double elapsed;
    do {
      step.run(portion);
      steps += portion;
      elapsed = (System.nanoTime() - start) / 1e9;
      portion = Math.max(1, (long) (steps / elapsed * seconds / 20));
    } while (elapsed < seconds);
    return steps / elapsed;
  }

  /** The largest difference, relative to the largest entry. */
  static double difference(double[] a, double[] b) {
    double most = 0;
    double scale = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
      scale = Math.max(scale, Math.abs(b[i]));
    }
    return most / scale;
  }

  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
