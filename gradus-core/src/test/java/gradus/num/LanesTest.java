package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /** Enough for the second compiler to have its turn in between. */
  private static final int CALLS = 30_000;

  @Test
  void exp_overItsRange_isWithinOneUnitInTheLastPlace() {
    RandomGenerator random = new Seed(1).random();
    double worst = 0;
    for (int round = 0; round < CALLS; round++) {
      double[] x = new double[S.length()];
      for (int i = 0; i < x.length; i++) {
        x[i] = round % 2 == 0 ? random.nextDouble(-707, 709) : random.nextDouble(-1, 1);
      }
      double[] e = new double[x.length];
      VectorElementwise.INSTANCE.expShifted(x.length, 0, x, 0, e, 0);
      for (int i = 0; i < x.length; i++) {
        double exact = StrictMath.exp(x[i]);
        worst = Math.max(worst, Math.abs(e[i] - exact) / Math.ulp(exact));
      }
    }
    // StrictMath itself is within one unit, so that two may lie between the two results.
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  @Test
  void exp_atTheEnds_isZeroInfiniteOrNaN() {
    assertThat(exp(0)).isEqualTo(1);
    assertThat(exp(-0.0)).isEqualTo(1);
    assertThat(exp(-745)).isEqualTo(Double.MIN_VALUE);
    assertThat(exp(-747)).isZero();
    assertThat(exp(-1e300)).isZero();
    assertThat(exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(exp(710)).isInfinite();
    assertThat(exp(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(exp(Double.NaN)).isNaN();
  }

  private static double exp(double x) {
    double[] vector = new double[S.length()];
    java.util.Arrays.fill(vector, x);
    double[] e = new double[S.length()];
    VectorElementwise.INSTANCE.expShifted(e.length, 0, vector, 0, e, 0);
    return e[0];
  }

  @Test
  void kernels_coldAndCompiled_giveTheSameBits() {
    RandomGenerator random = new Seed(2).random();
    int n = 203;
    double[] x = random.doubles(n, -3, 3).toArray();
    double[] y = random.doubles(n, -3, 3).toArray();
    double[] cold = readings(n, x, y);
    double[] warm = cold;
    for (int call = 0; call < CALLS; call++) {
      warm = readings(n, x, y);
    }
    assertThat(warm).containsExactly(cold);
  }

  /** Every kind of kernel that sums over lanes or takes exponentials. */
  private static double[] readings(int n, double[] x, double[] y) {
    double[] out = new double[n + 13];
    out[n] = VectorElementwise.INSTANCE.expShifted(n, 0.5, x, 0, out, 0);
    out[n + 1] = Lanes.sum(x, 3);
    out[n + 2] = DotKernels.dot(n, x, 0, y, 0);
    // Four rows against three, each of 48 entries.
    VectorBlas.INSTANCE.gemm(false, true, 4, 2, 48, 1, x, 0, 48, y, 0, 48, 0, out, n + 3, 2);
    return out;
  }
}
