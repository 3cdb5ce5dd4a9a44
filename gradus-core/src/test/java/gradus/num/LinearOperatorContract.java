package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The law of {@link LinearOperator}: linear, adjoint to its transpose, and pure.
 *
 * <p>Extended by the test of each operator; see {@link DenseOperatorTest}.
 */
public abstract class LinearOperatorContract {
  private final RandomGenerator random = new Seed(40).random();

  /** The operator under test. */
  protected abstract LinearOperator operator();

  /**
   * What round-off may do, relative to ‖Ax‖‖y‖; wider for operators that are themselves inexact.
   */
  protected double tolerance() {
    return 1e-12;
  }

  @Test
  void apply_withItsAdjoint_givesTheSameInnerProduct() {
    LinearOperator a = operator();
    for (int round = 0; round < 20; round++) {
      double[] x = gaussian(a.cols());
      double[] y = gaussian(a.rows());
      double[] ax = apply(a, x);
      double[] aty = new double[a.cols()];
      a.applyTransposed(y, aty);
      double scale = Math.max(norm(ax) * norm(y), norm(x) * norm(aty));
      assertThat(dot(ax, y)).isCloseTo(dot(x, aty), within(tolerance() * scale));
    }
  }

  @Test
  void apply_combination_isTheCombinationOfTheImages() {
    LinearOperator a = operator();
    double[] x = gaussian(a.cols());
    double[] z = gaussian(a.cols());
    double[] combined = new double[a.cols()];
    for (int j = 0; j < combined.length; j++) {
      combined[j] = 2 * x[j] - 3 * z[j];
    }
    double[] ax = apply(a, x);
    double[] az = apply(a, z);
    double[] expected = new double[a.rows()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 2 * ax[i] - 3 * az[i];
    }
    double scale = 2 * norm(ax) + 3 * norm(az);
    assertThat(apply(a, combined)).containsExactly(expected, within(tolerance() * scale));
  }

  @Test
  void apply_whateverTheTargetHolds_overwritesItAndLeavesTheArgument() {
    LinearOperator a = operator();
    double[] x = gaussian(a.cols());
    double[] before = x.clone();
    double[] target = new double[a.rows()];
    Arrays.fill(target, Double.NaN);
    a.apply(x, target);
    assertThat(target).containsExactly(apply(a, x));
    assertThat(x).containsExactly(before);
  }

  private static double[] apply(LinearOperator a, double[] x) {
    double[] y = new double[a.rows()];
    a.apply(x, y);
    return y;
  }

  private double[] gaussian(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  private static double dot(double[] x, double[] y) {
    return ScalarBlas.INSTANCE.dot(x.length, x, 0, y, 0);
  }

  private static double norm(double[] x) {
    return ScalarBlas.INSTANCE.nrm2(x.length, x, 0);
  }
}
