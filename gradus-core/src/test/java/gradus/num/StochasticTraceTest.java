package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StochasticTraceTest {
  private static final Seed SEED = new Seed(73);

  static Stream<double[]> spectra() {
    int n = 300;
    double[] flat = new double[n];
    double[] alternating = new double[n];
    double[] power = new double[n];
    for (int i = 0; i < n; i++) {
      flat[i] = 1 + i / (double) n;
      alternating[i] = i % 2 == 0 ? 1 : -1;
      power[i] = 1 / (1.0 + i);
    }
    return Stream.of(flat, alternating, power, Operators.likeANetwork(n, SEED));
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void of_manySeeds_coversTraceAndNorm(double[] lambda) {
    Matrix a = Operators.withSpectrum(lambda, SEED);
    double trace = Arrays.stream(lambda).sum();
    int traces = 0;
    int norms = 0;
    for (int seed = 0; seed < 100; seed++) {
      StochasticTrace.Estimate found =
          StochasticTrace.usual(new Seed(seed)).of(SelfAdjointOperator.of(a));
      traces += found.trace().holds(trace) ? 1 : 0;
      norms += found.frobenius().holds(a.norm()) ? 1 : 0;
      assertThat(found.products()).isEqualTo(96);
    }
    assertThat(traces).isGreaterThanOrEqualTo(93);
    assertThat(norms).isGreaterThanOrEqualTo(93);
  }

  @Test
  void of_lowRank_isExactButForRoundOff() {
    double[] lambda = new double[200];
    Arrays.fill(lambda, 0, 20, 3);
    Matrix a = Operators.withSpectrum(lambda, SEED);
    StochasticTrace.Estimate found = StochasticTrace.usual(SEED).of(SelfAdjointOperator.of(a));
    assertThat(found.trace().estimate()).isCloseTo(60, within(1e-10));
    assertThat(found.trace().halfWidth()).isLessThan(1e-10);
    assertThat(found.frobenius().estimate()).isCloseTo(Math.sqrt(180), within(1e-10));
  }

  @Test
  void of_smallOperator_takesAProductForEachColumn() {
    Matrix a = Operators.withSpectrum(new double[] {1, -2, 4}, SEED);
    StochasticTrace.Estimate found = StochasticTrace.usual(SEED).of(SelfAdjointOperator.of(a));
    assertThat(found.products()).isEqualTo(3);
    assertThat(found.trace().estimate()).isCloseTo(3, within(1e-14));
    assertThat(found.trace().halfWidth()).isZero();
    assertThat(found.frobenius().estimate()).isCloseTo(Math.sqrt(21), within(1e-14));
  }

  @Test
  void quantile_ofStudent_isThatOfTables() {
    // Abramowitz and Stegun, table 26.10.
    assertThat(StudentT.quantile(0.975, 1)).isCloseTo(12.706, within(5e-4));
    assertThat(StudentT.quantile(0.975, 10)).isCloseTo(2.228, within(5e-4));
    assertThat(StudentT.quantile(0.95, 30)).isCloseTo(1.697, within(5e-4));
    assertThat(StudentT.quantile(0.025, 10)).isCloseTo(-2.228, within(5e-4));
    assertThat(StudentT.quantile(0.5, 3)).isCloseTo(0, within(1e-12));
  }

  @Test
  void ofMean_normalSamples_coversAsOftenAsItSays() {
    int held = 0;
    double[] x = new double[5];
    for (int round = 0; round < 2000; round++) {
      SEED.normals(round, x);
      held += Interval.ofMean(x, 0.9).holds(0) ? 1 : 0;
    }
    // Binomial with p = 0.9: three deviations are 40.
    assertThat(held).isBetween(1760, 1840);
  }
}
