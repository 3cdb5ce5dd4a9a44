package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Scale;
import gradus.figure.Series;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "0, 130, LINEAR, '0 20 40 60 80 100 120 140'",
    "-0.27, 0.43, LINEAR, '−0.3 −0.2 −0.1 0 0.1 0.2 0.3 0.4'",
    "-5200, 0, LINEAR, '−5000 −4000 −3000 −2000 −1000 0'",
    "1e-9, 3e-9, LINEAR, '10⁻⁹ 1.5·10⁻⁹ 2·10⁻⁹ 2.5·10⁻⁹ 3·10⁻⁹'",
    "1, 1e6, LOG10, '1 10 100 1000 10⁴ 10⁵ 10⁶'",
    "2e-10, 2e-4, LOG10, '10⁻¹⁰ 10⁻⁹ 10⁻⁸ 10⁻⁷ 10⁻⁶ 10⁻⁵ 10⁻⁴'",
    "0.7, 4.5, LOG10, '0.5 1 2 4'",
    "1e-300, 1, LOG10, '10⁻³⁰⁰ 10⁻²⁵⁰ 10⁻²⁰⁰ 10⁻¹⁵⁰ 10⁻¹⁰⁰ 10⁻⁵⁰ 1'",
    "1.0000001, 1.0000002, LINEAR, '1.0000001 1.00000012 1.00000014 1.00000016 1.00000018"
        + " 1.0000002'",
    "5, 5, LINEAR, '3 4 5 6 7'"
  })
  void labels_overAnExtent_areRoundAndTheAxisHoldsItAll(
      double low, double high, Scale scale, String expected) {
    Figure figure =
        Figure.of("f", "t", new Axis("x", "", scale), Axis.linear("y"))
            .with(Series.line("s", new double[] {low, high}, new double[] {0, 0}));
    Ticks ticks = Ticks.of(Extent.ofX(figure), scale, 6);
    String labels =
        String.join(" ", IntStream.rangeClosed(0, ticks.count()).mapToObj(ticks::label).toList());
    assertThat(labels).isEqualTo(expected);
    assertThat(ticks.steps(low)).isGreaterThan(-ticks.margin());
    assertThat(ticks.steps(high)).isLessThan(ticks.count() + ticks.margin());
    // At most a third of the axis is empty, unless there is but one value to show.
    double used = (scale.place(high) - scale.place(low)) / (ticks.length() * ticks.step());
    assertThat(used)
        .satisfiesAnyOf(
            u -> assertThat(u).isGreaterThan(2.0 / 3), u -> assertThat(low).isEqualTo(high));
  }

  @ParameterizedTest
  @CsvSource({"LINEAR", "LOG10"})
  void extent_ofNothing_isFinite(Scale scale) {
    Figure figure = Figure.of("f", "t", new Axis("x", "", scale), new Axis("y", "", scale));
    Extent extent = Extent.ofY(figure.with(Series.line("s", new double[0], new double[0])));
    assertThat(extent.high() - extent.low()).isCloseTo(1, within(1e-12));
  }
}
