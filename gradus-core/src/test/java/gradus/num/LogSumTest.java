package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against sums in 60 decimal digits; tolerance: a few ε of max(1, |result|). */
final class LogSumTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final MathContext DIGITS = new MathContext(60);

  @Test
  void add_randomArguments_isExactToRoundOff() {
    RandomGenerator random = new Seed(1).random();
    for (int i = 0; i < 300; i++) {
      double a = random.nextDouble(-40, 40);
      double b = random.nextDouble(-40, 40);
      assertClose(LogSum.add(a, b), log(exp(a).add(exp(b))));
    }
  }

  @Test
  void subtract_randomArguments_isExactToRoundOffTimesCancellation() {
    RandomGenerator random = new Seed(2).random();
    for (int i = 0; i < 300; i++) {
      double b = random.nextDouble(-40, 40);
      double a = b + Math.pow(10, random.nextDouble(-6, 1));
      double expected = log(exp(a).subtract(exp(b)));
      // d log(eᵃ - eᵇ) = da / (1 - e^(b - a)): what rounding b - a costs.
      double cancellation = 1 / -Math.expm1(b - a);
      // And a is added to a logarithm that may nearly cancel it.
      double size = Math.max(Math.max(1, Math.abs(a)), Math.abs(expected));
      double scale = size + Math.abs(a - b) * cancellation;
      assertThat(LogSum.subtract(a, b)).isCloseTo(expected, within(4e-16 * scale));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1e-300", "-1e-20", "-1e-8", "-0.3", "-0.7", "-5", "-40", "-700"})
  void log1mExp_bothEnds_isExactToRoundOffOfTheResult(double x) {
    // 1 - eˣ = -x - x²/2 - ... by the series in 60 digits, without the cancellation.
    BigDecimal oneMinus = exp(x).subtract(BigDecimal.ONE).negate();
    double expected = x > -1e-7 ? Math.log(-x) + Math.log1p(x / 2 + x * x / 6) : log(oneMinus);
    if (x < -30) {
      expected = -Math.exp(x);
    }
    assertThat(LogSum.log1mExp(x)).isCloseTo(expected, within(4e-16 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({"-800, 0", "-50, 1.928749847963918e-22", "0, 0.6931471805599453", "800, 800"})
  void softplus_wholeRange_hasItsClosedForm(double x, double expected) {
    assertThat(LogSum.softplus(x)).isCloseTo(expected, within(4e-16 * (expected + 1e-300)));
  }

  @Test
  void of_manyTerms_isExactToRoundOff() {
    RandomGenerator random = new Seed(3).random();
    for (int n : new int[] {1, 2, 5, 300}) {
      double[] x = random.doubles(n + 4, -60, 5).toArray();
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 3; i < n + 3; i++) {
        sum = sum.add(exp(x[i]));
      }
      assertClose(LogSum.of(n, x, 3), log(sum));
      assertClose(LogSum.mean(n, x, 3), log(sum.divide(BigDecimal.valueOf(n), DIGITS)));
    }
  }

  @Test
  void of_millionEqualTerms_losesNoDigits() {
    double[] x = new double[1_000_000];
    Arrays.fill(x, -0.1);
    assertThat(LogSum.of(x)).isCloseTo(-0.1 + Math.log(1e6), within(4e-15));
    assertThat(LogSum.mean(x.length, x, 0)).isCloseTo(-0.1, within(4e-15));
  }

  @Test
  void of_oneLargeTerm_keepsTheSmallOnes() {
    assertThat(LogSum.of(0, -50)).isCloseTo(Math.exp(-50), within(1e-37));
    assertThat(LogSum.add(0, -50)).isCloseTo(Math.exp(-50), within(1e-37));
  }

  @Test
  void of_extremeArguments_staysInTheLogDomain() {
    assertThat(LogSum.of(-1e6, -1e6)).isCloseTo(-1e6 + Math.log(2), within(2e-10));
    assertThat(LogSum.of(1e300, -1e300)).isEqualTo(1e300);
    assertThat(LogSum.add(1e300, 1e300)).isEqualTo(1e300);
    assertThat(LogSum.subtract(1e6, 1e6 - 1))
        .isCloseTo(1e6 + Math.log1p(-Math.exp(-1)), within(3e-10));
  }

  @Test
  void everything_infinitiesAndNaN_keepTheirMeaning() {
    assertThat(LogSum.of()).isEqualTo(-INF);
    assertThat(LogSum.of(-INF, -INF)).isEqualTo(-INF);
    assertThat(LogSum.of(-INF, 3)).isEqualTo(3);
    assertThat(LogSum.of(3, INF)).isEqualTo(INF);
    assertThat(LogSum.of(3, Double.NaN, 5)).isNaN();
    assertThat(LogSum.of(Double.NaN, INF)).isNaN();
    assertThat(LogSum.mean(0, new double[0], 0)).isNaN();
    assertThat(LogSum.add(-INF, -INF)).isEqualTo(-INF);
    assertThat(LogSum.add(-INF, 2)).isEqualTo(2);
    assertThat(LogSum.add(INF, -INF)).isEqualTo(INF);
    assertThat(LogSum.subtract(2, -INF)).isEqualTo(2);
    assertThat(LogSum.subtract(2, 2)).isEqualTo(-INF);
    assertThat(LogSum.subtract(2, 3)).isNaN();
    assertThat(LogSum.subtract(-INF, -INF)).isEqualTo(-INF);
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(4e-16 * Math.max(1, Math.abs(expected))));
  }

  /** eˣ by its series for x / 1024, then ten squarings. */
  private static BigDecimal exp(double x) {
    BigDecimal r = new BigDecimal(x).divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; i < 60; i++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum.pow(1024, DIGITS);
  }

  /** log y by one Newton step from the double nearest: y = e^a (1 + h) with a tiny h. */
  private static double log(BigDecimal y) {
    int digits = y.precision() - y.scale();
    double a = Math.log(y.movePointLeft(digits).doubleValue()) + digits * Math.log(10);
    double h = y.divide(exp(a), DIGITS).subtract(BigDecimal.ONE).doubleValue();
    return a + Math.log1p(h);
  }
}
