package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of {@link Elementwise}: each loop against its definition, nothing touched outside. */
abstract class ElementwiseContract {
  private static final double GUARD = 99.5;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e308,
    -1e308,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private final RandomGenerator random = new Seed(21).child(getClass().getSimpleName()).random();

  /** The implementation under test; may abort where it cannot run. */
  abstract Elementwise loops();

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1})
  void rectify_everyLength_isReluOrLeakyRelu(double alpha) {
    for (int n = 0; n < 70; n++) {
      double[] z = entries(n + 3);
      double[] a = guarded(n + 12);
      loops().rectify(n, alpha, z, 3, a, 2);
      for (int i = 0; i < a.length; i++) {
        if (i < 2 || i >= n + 2) {
          assertThat(a[i]).isEqualTo(GUARD);
        } else {
          double zi = z[i + 1];
          if (Double.isFinite(zi)) {
            // == rather than equals: the sign of a zero is not part of the law.
            assertThat(a[i] == (zi > 0 ? zi : alpha * zi)).as("%s at %s", a[i], zi).isTrue();
          } else {
            assertThat(Double.isFinite(a[i])).as("%s at %s", a[i], zi).isFalse();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1})
  void gate_everyLength_isTheDerivativeTimesTheFactor(double alpha) {
    for (int n = 0; n < 70; n++) {
      double[] z = entries(n + 3);
      double[] d = random.doubles(n + 12, -2, 2).toArray();
      double[] expected = d.clone();
      for (int i = 0; i < n; i++) {
        expected[2 + i] *= z[3 + i] > 0 ? 1 : alpha;
      }
      loops().gate(n, alpha, z, 3, d, 2);
      assertThat(d).containsExactly(expected, within(0.0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1})
  void gated_everyLength_isTheDerivativeTimesAMultiple(double alpha) {
    for (int n = 0; n < 70; n++) {
      double[] z = entries(n + 3);
      double[] u = random.doubles(n + 1, -2, 2).toArray();
      double[] d = guarded(n + 12);
      double[] expected = d.clone();
      for (int i = 0; i < n; i++) {
        expected[2 + i] = -1.5 * u[1 + i] * (z[3 + i] > 0 ? 1 : alpha);
      }
      loops().gated(n, alpha, z, 3, -1.5, u, 1, d, 2);
      assertThat(d).containsExactly(expected, within(0.0));
    }
  }

  @Test
  void expShifted_everyLength_agreesWithStrictMathToTwoUlp() {
    for (int n = 0; n < 70; n++) {
      double range = Math.pow(10, random.nextDouble(-3, 2.8));
      double shift = random.nextDouble(-1, 1);
      double[] x = random.doubles(n + 3, -range, range).toArray();
      double[] out = guarded(n + 12);
      double sum = loops().expShifted(n, shift, x, 3, out, 2);
      double expected = 0;
      for (int i = 0; i < n; i++) {
        double e = StrictMath.exp(x[3 + i] - shift);
        expected += e;
        // Each implementation is within one unit in the last place of the truth, StrictMath too.
        assertThat(out[2 + i]).isCloseTo(e, within(2 * Math.ulp(e)));
      }
      // Sums of n positive numbers in different orders differ by less than n round-offs.
      assertThat(sum).isCloseTo(expected, within((n + 4) * Math.ulp(expected)));
      assertThat(Arrays.copyOfRange(out, n + 2, n + 12)).containsOnly(GUARD);
      assertThat(Arrays.copyOf(out, 2)).containsOnly(GUARD);
    }
  }

  @Test
  void expShifted_manyArguments_staysWithinTwoUlpOverTheWholeRange() {
    int n = 50_000;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      // From far below the least subnormal to just below overflow.
      x[i] = -750 + 1459 * (i + random.nextDouble()) / n;
    }
    double[] out = new double[n];
    loops().expShifted(n, 0, x, 0, out, 0);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double e = StrictMath.exp(x[i]);
      worst = Math.max(worst, Math.abs(out[i] - e) / Math.ulp(e));
    }
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  @Test
  void expShifted_inPlaceWithSpecialArguments_keepsTheirMeaning() {
    double[] x = new double[40];
    Arrays.fill(x, 0);
    x[0] = Double.NEGATIVE_INFINITY;
    x[1] = Double.POSITIVE_INFINITY;
    x[2] = Double.NaN;
    x[3] = -1e300;
    x[4] = 1e300;
    x[5] = 709.78;
    x[6] = -745.1;
    x[7] = -0.0;
    x[39] = Double.NaN;
    double sum = loops().expShifted(40, 0, x, 0, x, 0);
    assertThat(sum).isNaN();
    assertThat(x[0]).isZero();
    assertThat(x[1]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(x[2]).isNaN();
    assertThat(x[3]).isZero();
    assertThat(x[4]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(x[5]).isCloseTo(StrictMath.exp(709.78), within(2 * Math.ulp(1.7e308)));
    assertThat(x[6]).isEqualTo(Double.MIN_VALUE);
    assertThat(x[7]).isEqualTo(1);
    assertThat(x[39]).isNaN();
    assertThat(Arrays.copyOfRange(x, 8, 39)).containsOnly(1);
  }

  @Test
  void max_everyLengthAndPlace_findsTheLargest() {
    assertThat(loops().max(0, new double[0], 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    for (int n = 1; n < 70; n++) {
      double[] x = random.doubles(n + 8, -3, -2).toArray();
      x[0] = 5;
      x[n + 1] = 5;
      int at = 1 + random.nextInt(n);
      x[at] = -1;
      assertThat(loops().max(n, x, 1)).isEqualTo(-1);
      x[at] = Double.NaN;
      assertThat(loops().max(n, x, 1)).isNaN();
    }
  }

  @Test
  void multiply_everyLength_isEntryByEntry() {
    for (int n = 0; n < 70; n++) {
      double[] x = random.doubles(n + 3, -2, 2).toArray();
      double[] y = random.doubles(n + 12, -2, 2).toArray();
      double[] expected = y.clone();
      for (int i = 0; i < n; i++) {
        expected[2 + i] *= x[3 + i];
      }
      loops().multiply(n, x, 3, y, 2);
      assertThat(y).containsExactly(expected, within(0.0));
    }
  }

  /** Numbers of either sign, with every special one among them. */
  private double[] entries(int length) {
    double[] z = random.doubles(length, -2, 2).toArray();
    for (int i = 0; i < length; i += 3) {
      z[i] = SPECIAL[random.nextInt(SPECIAL.length)];
    }
    return z;
  }

  private static double[] guarded(int length) {
    double[] a = new double[length];
    Arrays.fill(a, GUARD);
    return a;
  }
}
