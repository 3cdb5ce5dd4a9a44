package gradus.bench;

import gradus.curvature.Curvature;
import gradus.loss.Examples;
import gradus.loss.Risk;
import gradus.num.Blas;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures products of the Hessian with a vector of Gradus, single and in blocks of sixteen, and of
 * libtorch side by side, in alternating rounds; and the time of a whole Hessian of 2430 weights and
 * of its eigenvalues.
 *
 * <p>Usage: {@code java --add-modules jdk.incubator.vector -cp target/benchmarks.jar
 * gradus.bench.ProductsSideBySide [rounds [seconds per round]]}
 */
public final class ProductsSideBySide {
  private static final double SAME = 1e-10;
  private static final double WARM_UP = 4;

  private ProductsSideBySide() {}

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
        "%-16s %6s %12s %12s %12s %8s %16s %12s %10s%n",
        "network",
        "n",
        "single/s",
        "block/s",
        "libtorch/s",
        "ratio",
        "quartiles",
        "block/single",
        "product");
    for (Problem problem : Problem.curved()) {
      row(problem, rounds, seconds);
    }
    whole();
    System.out.printf(Locale.ROOT, "Gradus: %s; JVM %s%n", Blas.best().label(), Runtime.version());
  }

  private static void row(Problem problem, int rounds, double seconds) {
    try (Step single = new GradusProducts(problem, false);
        Step block = new GradusProducts(problem, true);
        Step torch = new TorchProducts(problem)) {
      double[] theirs = torch.result();
      double difference =
          Math.max(
              SideBySide.difference(single.result(), theirs),
              SideBySide.difference(block.result(), theirs));
      if (!(difference < SAME)) {
        throw new IllegalStateException(
            "the products of %s differ by %g".formatted(problem.name(), difference));
      }
      Step[] steps = {single, block, torch};
      double[][] rates = new double[3][rounds];
      double[] ratios = new double[rounds];
      double[] gains = new double[rounds];
      for (Step step : steps) {
        SideBySide.rate(step, WARM_UP);
      }
      for (int r = 0; r < rounds; r++) {
        for (int k = 0; k < 3; k++) {
          int which = (r + k) % 3;
          rates[which][r] = rate(steps[which], which == 1, seconds);
        }
        ratios[r] = rates[0][r] / rates[2][r];
        gains[r] = rates[1][r] / rates[0][r];
      }
      System.out.printf(
          Locale.ROOT,
          "%-16s %6d %12.1f %12.1f %12.1f %8.2f %16s %12.2f %10.0e%n",
          problem.name(),
          problem.n(),
          SideBySide.quantile(rates[0], 0.5),
          SideBySide.quantile(rates[1], 0.5),
          SideBySide.quantile(rates[2], 0.5),
          SideBySide.quantile(ratios, 0.5),
          "%.2f to %.2f"
              .formatted(SideBySide.quantile(ratios, 0.25), SideBySide.quantile(ratios, 0.75)),
          SideBySide.quantile(gains, 0.5),
          difference);
    }
  }

  /** Products per second; blocks are run whole. */
  private static double rate(Step step, boolean blocks, double seconds) {
    if (!blocks) {
      return SideBySide.rate(step, seconds);
    }
    int k = GradusProducts.TOGETHER;
    long start = System.nanoTime();
    long done = 0;
    double elapsed;
    do {
      step.run(k);
      done += k;
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return done / elapsed;
  }

  private static void whole() {
    Problem problem = Problem.dense();
    Risk risk = new Risk(problem.network(), problem.loss(), Examples.of(problem.data()));
    risk.at(problem.weights());
    Curvature hessian = Curvature.hessian(risk);
    double[] assembly = new double[7];
    double[] eigen = new double[3];
    for (int r = 0; r < assembly.length; r++) {
      long start = System.nanoTime();
      var dense = hessian.dense();
      assembly[r] = (System.nanoTime() - start) / 1e9;
      if (r < eigen.length) {
        start = System.nanoTime();
        SymmetricEigen.of(dense);
        eigen[r] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(assembly);
    Arrays.sort(eigen);
    System.out.printf(
        Locale.ROOT,
        "dense Hessian of %s, P = %d, n = %d: assembly %.2f s (%.2f to %.2f), eigenvalues and"
            + " vectors %.2f s%n",
        problem.name(),
        problem.network().parameters(),
        problem.n(),
        assembly[assembly.length / 2],
        assembly[0],
        assembly[assembly.length - 1],
        eigen[eigen.length / 2]);
  }
}
