package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LogNumberTest {
  private static final double[] VALUES = {-1e100, -3, -2.5, -1e-90, 0, 1e-90, 0.1, 2.5, 3, 7e80};

  @Test
  void arithmetic_ordinaryNumbers_isThatOfDouble() {
    for (double x : VALUES) {
      for (double y : VALUES) {
        LogNumber a = LogNumber.of(x);
        LogNumber b = LogNumber.of(y);
        // log x up to 230 carries an error of 3e-14, and so does the number relative to itself.
        assertThat(a.plus(b).value()).isCloseTo(x + y, within(1e-13 * (Math.abs(x) + Math.abs(y))));
        assertThat(a.minus(b).value())
            .isCloseTo(x - y, within(1e-13 * (Math.abs(x) + Math.abs(y))));
        assertThat(a.times(b).value()).isCloseTo(x * y, within(1e-13 * Math.abs(x * y)));
        if (y != 0) {
          assertThat(a.over(b).value()).isCloseTo(x / y, within(1e-13 * Math.abs(x / y)));
        }
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Double.compare(x, y));
      }
    }
  }

  @Test
  void arithmetic_beyondDouble_staysExact() {
    LogNumber tiny = LogNumber.exp(-10_000);
    assertThat(tiny.plus(tiny).log()).isCloseTo(-10_000 + Math.log(2), within(2e-12));
    assertThat(tiny.minus(tiny)).isEqualTo(LogNumber.ZERO);
    assertThat(tiny.times(tiny).log()).isEqualTo(-20_000);
    assertThat(tiny.over(LogNumber.exp(5_000)).log()).isEqualTo(-15_000);
    assertThat(tiny.negated().compareTo(LogNumber.ZERO)).isNegative();
    assertThat(tiny.value()).isZero();
    assertThat(LogNumber.exp(10_000).negated().value()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void sorting_mixedSigns_ordersAsNumbers() {
    List<LogNumber> sorted =
        Stream.of(3.0, -7.0, 0.0, -0.5, 1e-5).map(LogNumber::of).sorted().toList();
    assertThat(sorted.stream().map(LogNumber::sign)).containsExactly(-1, -1, 0, 1, 1);
    assertThat(sorted.getFirst().value()).isCloseTo(-7, within(1e-14));
  }

  @Test
  void zero_everyWayToIt_isOne() {
    assertThat(LogNumber.of(-0.0)).isEqualTo(LogNumber.ZERO);
    assertThat(new LogNumber(1, Double.NEGATIVE_INFINITY)).isEqualTo(LogNumber.ZERO);
    assertThat(LogNumber.ZERO.negated()).isEqualTo(LogNumber.ZERO);
    assertThat(LogNumber.ZERO.times(LogNumber.exp(Double.MAX_VALUE))).isEqualTo(LogNumber.ZERO);
    assertThat(LogNumber.ZERO).hasToString("0");
    assertThat(LogNumber.ONE.negated()).hasToString("-exp(0.0)");
  }

  @Test
  void impossibleNumbers_areRefused() {
    assertThatThrownBy(() -> LogNumber.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LogNumber(2, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LogNumber(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogNumber.ONE.over(LogNumber.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }
}
