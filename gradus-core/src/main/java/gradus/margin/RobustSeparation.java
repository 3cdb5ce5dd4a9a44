package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Compensated;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a hyperplane stays on the right side of every example that an adversary may move within a
 * ball of its own: y_n(⟨w, x_n + δ_n⟩ + b) &gt; 0 for all ‖δ_n‖ ≤ r_n (poggio2018, lemma 6 and its
 * remark 2).
 *
 * <p>Radii r_n = ρ are perturbations of the data; r_n = ρ‖x_n‖ those of the weights with ‖δw‖ ≤
 * ρ‖w‖, since the worst of these is δw = -ρ‖w‖ y_n x_n/‖x_n‖; r_n = ρ‖x_n‖_1 those with ‖δw‖_∞ ≤
 * ρ‖w‖. Decided by a game that knows nothing of margins: examples are moved to where they hurt the
 * present hyperplane most, and a new one is sought for all places seen so far, until one is not
 * hurt or the places cancel.
 */
public final class RobustSeparation {
  private static final int ROUNDS = 2000;

  private final Matrix z;
  private final double[] radius;
  private final boolean bias;

  /** How a game ended. */
  public sealed interface Answer {
    /**
     * A hyperplane that no allowed move defeats.
     *
     * @param w its weights
     * @param slack the least of (⟨z_n, w⟩ - r_n‖w‖)/‖w‖, positive
     */
    record Holds(double[] w, double slack) implements Answer {}

    /**
     * Places that the adversary may choose and that no hyperplane separates.
     *
     * @param places the examples as moved, times their labels, a row each
     * @param witness weights that cancel them
     */
    record Defeated(Matrix places, NotSeparable witness) implements Answer {}

    /** Too close to call within the rounds allowed. */
    record Open() implements Answer {}
  }

  /**
   * The largest ρ for which a hyperplane holds against radii ρ r_n, between two bounds, each with
   * its proof.
   *
   * @param lower some hyperplane holds here
   * @param upper the adversary wins here
   * @param holds the hyperplane
   */
  public record Largest(double lower, double upper, Answer.Holds holds) {}

  private RobustSeparation(Matrix z, double[] radius, boolean bias) {
    this.z = z;
    this.radius = radius;
    this.bias = bias;
  }

  /**
   * Plays the game.
   *
   * @param points by their coordinates
   * @param radius r_n ≥ 0 for each
   * @param bias whether the last coordinate is the constant of a bias, which nobody moves and whose
   *     weight has no part in ‖w‖
   */
  public static Answer test(Points points, double[] radius, boolean bias) {
    if (!(points instanceof Rows(Matrix z))) {
      throw new BadInput("robustness is of examples with coordinates, not of a kernel");
    }
    if (radius.length != z.rows() || Arrays.stream(radius).anyMatch(r -> !(r >= 0))) {
      throw new IllegalArgumentException(
          "%d examples need as many radii of at least 0".formatted(z.rows()));
    }
    return new RobustSeparation(z, radius, bias).play();
  }

  /**
   * The largest ρ by bisection, to a relative width.
   *
   * @param unit the radii at ρ = 1, not all zero
   * @throws BadInput if the examples are not separable as they are
   */
  public static Largest largest(Points points, double[] unit, boolean bias, double width) {
    double upper = 1;
    while (!(test(points, times(upper, unit), bias) instanceof Answer.Defeated)) {
      upper *= 4;
      if (Double.isInfinite(upper)) {
        throw new IllegalArgumentException("no radius is positive: nothing is ever moved");
      }
    }
    if (!(test(points, new double[unit.length], bias) instanceof Answer.Holds best)) {
      throw new BadInput("the examples are not separable as they are; the largest radius is 0");
    }
    double lower = 0;
    while (upper - lower > width * upper && upper > Double.MIN_NORMAL) {
      double middle = lower == 0 ? upper / 4 : (lower + upper) / 2;
      Answer answer = test(points, times(middle, unit), bias);
      if (answer instanceof Answer.Holds holds) {
        lower = middle;
        best = holds;
      } else if (answer instanceof Answer.Defeated) {
        upper = middle;
      } else {
        break;
      }
    }
    return new Largest(lower, upper, best);
  }

  private Answer play() {
    int d = z.cols();
    List<double[]> places = new ArrayList<>();
    for (int n = 0; n < z.rows(); n++) {
      places.add(z.row(n));
    }
    for (int round = 0; round < ROUNDS; round++) {
      Matrix seen = Matrix.ofRows(places.toArray(double[][]::new));
      switch (new EuclideanMargin().solve(new Rows(seen))) {
        case NotSeparable not -> {
          return new Answer.Defeated(seen, not);
        }
        case MarginSolution solution -> {
          double[] w = solution.direction();
          double[] moved = w.clone();
          if (bias) {
            moved[d - 1] = 0;
          }
          double size = Compensated.norm(moved);
          double slack = Double.POSITIVE_INFINITY;
          for (int n = 0; n < radius.length; n++) {
            double margin = Compensated.dot(-radius[n] * size, d, z.data(), n * d, w, 0);
            slack = Math.min(slack, margin);
            if (!(margin > 0)) {
              places.add(worst(n, moved, size));
            }
          }
          if (slack > 0) {
            return new Answer.Holds(w, size == 0 ? Double.POSITIVE_INFINITY : slack / size);
          }
        }
      }
    }
    return new Answer.Open();
  }

  private double[] worst(int n, double[] moved, double size) {
    double[] place = z.row(n);
    for (int j = 0; j < place.length; j++) {
      place[j] -= radius[n] * moved[j] / size;
    }
    return place;
  }

  private static double[] times(double rho, double[] unit) {
    return Arrays.stream(unit).map(r -> rho * r).toArray();
  }
}
