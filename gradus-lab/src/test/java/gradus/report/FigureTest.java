package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FigureTest {
  private static final double[] TWO = {1, 2};
  private static final double[] THREE = {1, 2, 3};

  @Test
  void series_ofUnequalLengths_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Series.line("flow", TWO, THREE))
        .withMessageContaining("'flow'")
        .withMessageContaining("2 abscissas and 3 ordinates");
  }

  @Test
  void band_ofUnequalLengths_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Band("b", TWO, TWO, THREE));
  }

  @Test
  void mark_atNoNumber_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Mark.atX(Double.NaN, "switch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../up", "a/b", ".hidden", "Risk", "a b", "a\u0000"})
  void id_thatIsNoSafeFileName_isRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of(id, "t", Axis.linear("x"), Axis.linear("y")));
  }

  @ParameterizedTest
  @CsvSource({
    "Risk of arm A, risk-of-arm-a",
    "../../etc/passwd, etc-passwd",
    "'  ', figure",
    "weight-norm, weight-norm",
    "ρ₁, figure"
  })
  void idOf_anyText_isSafe(String text, String id) {
    assertThat(Figure.idOf(text)).isEqualTo(id);
    assertThat(Figure.of(id, "t", Axis.linear("x"), Axis.linear("y")).id()).isEqualTo(id);
  }

  @Test
  void hidden_onLogarithmicAxes_countsFinitePointsWithoutAPlace() {
    double[] x = {0, 1, 2, 3, Double.NaN};
    double[] y = {1, -1, Double.NEGATIVE_INFINITY, 5, 1};
    Figure figure =
        Figure.of("f", "t", Axis.log10("x"), Axis.log10("y")).with(Series.line("s", x, y));
    // (0, 1) by its abscissa and (1, -1) by its ordinate; what is not finite is a gap anyway.
    assertThat(figure.hidden()).isEqualTo(2);
    assertThat(figure.captioned("See.").fullCaption())
        .isEqualTo("See. 2 points are not positive and have no place on a logarithmic axis.");
    assertThat(
            Figure.of("f", "t", Axis.linear("x"), Axis.linear("y"))
                .with(Series.line("s", x, y))
                .fullCaption())
        .isEmpty();
  }

  @Test
  void colours_ofNamesWithoutAWish_takeFreePlacesOnce() {
    Figure figure =
        Figure.of("f", "t", Axis.linear("x"), Axis.linear("y"))
            .with(Series.line("a", TWO, TWO))
            .with(Series.line("b", TWO, TWO).coloured(0))
            .with(Series.line("a", TWO, TWO).dashed(Dash.DOTTED))
            .with(Series.line("c", TWO, TWO))
            .with(new Band("c", TWO, TWO, TWO))
            .with(new Band("d", TWO, TWO, TWO));
    Colouring colouring = Colouring.of(figure);
    assertThat(colouring.series()).containsExactly(1, 0, 1, 2);
    assertThat(colouring.bands()).containsExactly(2, 3);
  }

  @Test
  void page_withTwoFiguresOfOneName_isRefused() {
    Figure figure = Figure.of("risk", "t", Axis.linear("x"), Axis.linear("y"));
    Section section = Section.of("s", new Block.Chart(figure), new Block.Grid(List.of(figure)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Page("k", "t", "", "", List.of(), List.of(section), ""))
        .withMessageContaining("risk");
  }

  @Test
  void table_withARaggedRow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Block.Table(
                    "", List.of(Column.words("arm")), List.of(List.of(Cell.of("a"), Cell.of(1)))))
        .withMessageContaining("a row of 2 cells in a table of 1 columns");
  }
}
