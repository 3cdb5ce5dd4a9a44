package gradus.claims.model;

import gradus.claims.Budget;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Flows under the exponential loss as the claims of a chapter follow them. */
public final class Flows {
  private Flows() {}

  /** N points of dimension d with the label +1: the label turned into the point. */
  public static Dataset turned(Matrix z) {
    double[] y = new double[z.rows()];
    Arrays.fill(y, 1);
    return Dataset.of("turned", z, new Labels.Signs(y));
  }

  /** The points of {@link SeparablePoints} with random signs: rows y_n z_n with labels y_n. */
  public static Dataset signed(Matrix z, Seed seed) {
    RandomGenerator random = seed.random();
    Matrix x = z.copy();
    double[] y = new double[z.rows()];
    for (int n = 0; n < y.length; n++) {
      y[n] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < z.cols(); j++) {
        x.set(n, j, y[n] * z.at(n, j));
      }
    }
    return Dataset.of("signed", x, new Labels.Signs(y));
  }

  /** Gaussian weights, layer k with the standard deviation scale/√(its inputs). */
  public static double[] start(Network network, double scale, Seed seed) {
    double[] w = Vectors.gaussian(network.parameters(), seed.random());
    for (Block block : network.blocks()) {
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] *= scale / Math.sqrt(block.cols());
      }
    }
    return w;
  }

  /**
   * A flow at the usual tolerance, which gives up where it takes many times what it usually does.
   */
  public static FlowCourse course(
      Budget budget, Dynamics dynamics, Network network, Dataset data, double[] w) {
    int most = budget.of(4_000, 20_000, 1_000_000);
    return course(new Flow(Flow.USUAL_TOLERANCE, most), dynamics, network, data, w);
  }

  /** A flow at the usual tolerance. */
  public static FlowCourse course(Dynamics dynamics, Network network, Dataset data, double[] w) {
    return course(Flow.usual(), dynamics, network, data, w);
  }

  /** A flow. */
  public static FlowCourse course(
      Flow flow, Dynamics dynamics, Network network, Dataset data, double[] w) {
    return flow.course(dynamics, network, Loss.named("exponential"), Examples.of(data), w);
  }

  /**
   * Follows a flow to log t and returns the weights there.
   *
   * @throws IllegalStateException if it cannot go on, with the reason
   */
  public static double[] follow(FlowCourse course, double logTime) {
    course.aimOnward(logTime);
    while (course.logTime() < logTime) {
      step(course);
    }
    return course.weights().clone();
  }

  /** Follows a flow to log t; false where the solver had to give up on the way. */
  public static boolean reaches(FlowCourse course, double logTime) {
    course.aimOnward(logTime);
    while (course.failure() == null && course.logTime() < logTime) {
      course.advance();
    }
    return course.failure() == null;
  }

  /**
   * One step of a flow.
   *
   * @throws IllegalStateException if it cannot go on, with the reason
   */
  public static void step(FlowCourse course) {
    course.advance();
    String failure = course.failure();
    if (failure != null) {
      throw new IllegalStateException("the flow stopped: " + failure);
    }
  }

  /** Layers ρ_k a_k a_{k-1}ᵀ with unit vectors a_k, a_0 = x/‖x‖ and a_K = 1: f = ‖x‖ Πρ_k. */
  public static double[] aligned(Network network, double[] x, double[] rho, Seed seed) {
    RandomGenerator random = seed.random();
    double[] w = new double[network.parameters()];
    double[] right = Vectors.unit(x);
    for (int k = 0; k < rho.length; k++) {
      Block block = network.blocks().get(k);
      double[] left = Vectors.gaussian(block.rows(), random);
      // Positive, so that rectified units are live.
      Arrays.setAll(left, i -> Math.abs(left[i]) + 0.1);
      double[] unit = Vectors.unit(left);
      for (int i = 0; i < block.rows(); i++) {
        for (int j = 0; j < block.cols(); j++) {
          w[block.offset() + i * block.cols() + j] = rho[k] * unit[i] * right[j];
        }
      }
      right = unit;
    }
    return w;
  }

  /** Widths of K layers with one output. */
  public static int[] widths(int layers, int width) {
    int[] widths = new int[layers];
    Arrays.fill(widths, width);
    widths[layers - 1] = 1;
    return widths;
  }
}
