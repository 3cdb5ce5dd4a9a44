package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Seed;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearLawTest {
  private static double[] direction(DataLaw law) {
    return Objects.requireNonNull(law.truth().direction());
  }

  private static double margin(Dataset data, double[] u) {
    double[] y = ((Labels.Signs) data.labels()).y();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < y.length; i++) {
      least = Math.min(least, y[i] * Draws.dot(u, data.inputs().row(i)));
    }
    return least;
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,0.5",
    "1,30,0.5",
    "2,1,0.1",
    "2,2,0.1",
    "2,200,0.1",
    "3,50,0.9",
    "20,100,0.05",
    "100,40,0.2"
  })
  void draw_axis_certificateHoldsExactly(int d, int n, double gamma) {
    DataLaw law = DataLaw.linear(d, gamma);
    double[] u = direction(law);
    Dataset data = law.draw(n, new Seed(n));

    assertThat(law.truth().margin()).hasValue(gamma);
    assertThat(law.truth().bayesError()).hasValue(0);
    // Primal: u reaches γ̄, to the last bit.
    assertThat(margin(data, u)).isEqualTo(gamma);
    // Dual: ½z₁ + ½z₂ = γ̄u (z₁ alone for n = 1), to the last bit, so that nothing does better.
    double[] y = ((Labels.Signs) data.labels()).y();
    double[] first = data.inputs().row(0);
    double[] second = n == 1 ? first : data.inputs().row(1);
    double other = n == 1 ? y[0] : y[1];
    for (int j = 0; j < d; j++) {
      assertThat(0.5 * y[0] * first[j] + 0.5 * other * second[j]).isEqualTo(gamma * u[j]);
    }
    for (double norm : Norms.ofRows(data.inputs())) {
      assertThat(norm).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,50,0.1", "5,60,0.3", "12,40,0.02"})
  void draw_randomDirection_isFoundByASolver(int d, int n, double gamma) {
    DataLaw law = DataLaw.linear(d, gamma, new Seed(3));
    Dataset data = law.draw(n, new Seed(4));
    double[] u = direction(law);

    // Gap 1e-12 in the square: ‖w - γ̄u‖² ≤ gap, so that each entry is right to 1e-6.
    double[] w = MaximumMargin.of(data, 1e-12);
    for (int j = 0; j < d; j++) {
      assertThat(w[j]).isCloseTo(gamma * u[j], within(1e-6));
    }
    assertThat(Math.sqrt(Draws.dot(w, w))).isCloseTo(gamma, within(1e-6));
    assertThat(Draws.dot(u, u)).isCloseTo(1, within(1e-14));
    assertThat(margin(data, u)).isCloseTo(gamma, within(1e-14));
    for (double norm : Norms.ofRows(data.inputs())) {
      assertThat(norm).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void draw_twoOrMore_hasBothClasses() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(DataLaw.linear(3, 0.1).draw(2, new Seed(seed)).classCounts())
          .containsEntry("-1", 1)
          .containsEntry("+1", 1);
    }
  }

  @Test
  void draw_examples_fillTheBall() {
    Dataset data = DataLaw.linear(2, 0.1).draw(2000, new Seed(1));
    double[] y = ((Labels.Signs) data.labels()).y();

    double along = 0;
    double across = 0;
    for (int i = 2; i < y.length; i++) {
      along += y[i] * data.inputs().at(i, 0) / (y.length - 2);
      across += data.inputs().at(i, 1) / (y.length - 2);
    }
    // Uniform on [0.1, 1]: mean 0.55, sd 0.26; the other coordinate is symmetric with sd below 1.
    // Four standard errors of about 2000 draws.
    assertThat(along).isCloseTo(0.55, within(4 * 0.26 / Math.sqrt(1998)));
    assertThat(across).isCloseTo(0, within(4 / Math.sqrt(1998)));
  }
}
