package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassificationLawsTest {
  private static double[] signs(Dataset data) {
    return ((Labels.Signs) data.labels()).y();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2, 4})
  void gaussians_bayesError_isThatOfTheBestRule(double separation) {
    int n = 100_000;
    DataLaw law = DataLaw.gaussians(3, separation);
    Dataset data = law.draw(n, new Seed(1));
    double[] y = signs(data);

    int wrong = 0;
    for (int i = 0; i < n; i++) {
      wrong += y[i] * data.inputs().at(i, 0) <= 0 ? 1 : 0;
    }
    double error = law.truth().bayesError().orElseThrow();
    // The best rule is the sign of the first coordinate; four standard deviations of its count.
    double sigma = Math.sqrt(error * (1 - error) / n);
    assertThat(wrong / (double) n).isCloseTo(error, within(4 * sigma));
  }

  @Test
  void gaussians_moments_areThoseOfTheLaw() {
    int n = 50_000;
    Dataset data = DataLaw.gaussians(2, 3).draw(n, new Seed(2));
    double[] y = signs(data);

    double mean0 = 0;
    double mean1 = 0;
    double square1 = 0;
    double positive = 0;
    for (int i = 0; i < n; i++) {
      mean0 += y[i] * data.inputs().at(i, 0) / n;
      mean1 += data.inputs().at(i, 1) / n;
      square1 += data.inputs().at(i, 1) * data.inputs().at(i, 1) / n;
      positive += y[i] / n;
    }
    double sigma = 4 / Math.sqrt(n);
    assertThat(mean0).isCloseTo(1.5, within(sigma));
    assertThat(mean1).isCloseTo(0, within(sigma));
    assertThat(square1).isCloseTo(1, within(sigma * Math.sqrt(2)));
    assertThat(positive).isCloseTo(0, within(sigma));
  }

  /** Values of Φ(-z) as tabulated and as the erfc of the C library gives them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 1e-15",
    "0.5, 0.308537538725987, 1e-14",
    "1, 0.158655253931457, 1e-14",
    "1.9, 0.0287165598160018, 1e-14",
    "2, 0.0227501319481792, 1e-14",
    "3, 0.00134989803163009, 1e-16",
    "5, 2.86651571879194e-7, 1e-20"
  })
  void normalTail_agreesWithTables(double z, double tail, double tolerance) {
    assertThat(NormalTail.at(z)).isCloseTo(tail, within(tolerance));
  }

  @Test
  void normalTail_seriesAndFraction_meet() {
    // Across the seam at 2 the function moves by its density 0.054 times 2e-9.
    double step = NormalTail.at(2 - 1e-9) - NormalTail.at(2 + 1e-9);
    assertThat(step).isCloseTo(2e-9 * Math.exp(-2) / Math.sqrt(2 * Math.PI), within(1e-15));
  }

  @Test
  void xor2_momentsOfOneCoordinate_sayNothing_theProductSaysAll() {
    int n = 40_000;
    int d = 5;
    DataLaw law = DataLaw.xor2(d, false);
    Dataset data = law.draw(n, new Seed(3));
    double[] y = signs(data);
    Matrix x = data.inputs();

    double sigma = 4 / Math.sqrt(n);
    for (int j = 0; j < d; j++) {
      double mean = 0;
      double withLabel = 0;
      for (int i = 0; i < n; i++) {
        assertThat(Math.abs(x.at(i, j))).isEqualTo(1);
        mean += x.at(i, j) / n;
        withLabel += y[i] * x.at(i, j) / n;
      }
      assertThat(mean).isCloseTo(0, within(sigma));
      assertThat(withLabel).isCloseTo(0, within(sigma));
    }
    double other = 0;
    for (int i = 0; i < n; i++) {
      assertThat(y[i]).isEqualTo(x.at(i, 0) * x.at(i, 1));
      other += y[i] * x.at(i, 1) * x.at(i, 2) / n;
    }
    assertThat(other).isCloseTo(0, within(sigma));
    assertThat(law.truth().bayesError()).hasValue(0);
  }

  @Test
  void xor2_unit_hasUnitNorm() {
    Dataset plain = DataLaw.xor2(7, false).draw(50, new Seed(4));
    Dataset unit = DataLaw.xor2(7, true).draw(50, new Seed(4));

    assertThat(signs(unit)).isEqualTo(signs(plain));
    for (double norm : Norms.ofRows(unit.inputs())) {
      assertThat(norm).isCloseTo(1, within(1e-15 * 4));
    }
  }

  @Test
  void teacher_labels_areItsSigns() {
    TeacherLaw law = new TeacherLaw(4, 3, new Seed(8));
    Dataset data = law.draw(500, new Seed(9));
    double[] y = signs(data);
    Matrix w = Matrix.wrap(3, 4, law.hidden());

    Matrix z = data.inputs().times(w.transpose());
    for (int i = 0; i < 500; i++) {
      double f = Math.max(z.at(i, 0), 0) - Math.max(z.at(i, 1), 0) + Math.max(z.at(i, 2), 0);
      assertThat(y[i] * f).isPositive();
    }
    assertThat(data.classCounts().values()).allMatch(count -> count > 0);
    assertThat(law.truth().bayesError()).hasValue(0);
  }

  @Test
  void teacher_otherSeed_teachesOtherwise() {
    Dataset one = DataLaw.teacher(4, 3, new Seed(1)).draw(200, new Seed(9));

    assertThat(signs(DataLaw.teacher(4, 3, new Seed(1)).draw(200, new Seed(9))))
        .isEqualTo(signs(one));
    assertThat(signs(DataLaw.teacher(4, 3, new Seed(2)).draw(200, new Seed(9))))
        .isNotEqualTo(signs(one));
  }

  @Test
  void spirals_withoutNoise_lieOnTheirArms() {
    double turns = 1.5;
    DataLaw law = DataLaw.spirals(turns, 0);
    Dataset data = law.draw(400, new Seed(5));
    double[] y = signs(data);

    for (int i = 0; i < 400; i++) {
      double a = data.inputs().at(i, 0);
      double b = data.inputs().at(i, 1);
      double r = Math.hypot(a, b);
      assertThat(r).isBetween(0.1 - 1e-12, 1 + 1e-12);
      // Turning back by the arm's angle leaves the point on the axis, on its own side.
      double phi = 2 * Math.PI * turns * r;
      assertThat(y[i] * (a * Math.cos(phi) + b * Math.sin(phi))).isCloseTo(r, within(1e-12));
    }
    assertThat(law.truth().bayesError()).hasValue(0);
    assertThat(DataLaw.spirals(turns, 0.1).truth().bayesError()).isEmpty();
  }

  @Test
  void spirals_noise_hasItsSize() {
    int n = 20_000;
    double noise = 0.3;
    Matrix clean = DataLaw.spirals(1, 0).draw(n, new Seed(6)).inputs();
    Matrix noisy = DataLaw.spirals(1, noise).draw(n, new Seed(6)).inputs();

    double square = 0;
    for (int k = 0; k < 2 * n; k++) {
      double e = noisy.data()[k] - clean.data()[k];
      square += e * e / (2 * n);
    }
    // The mean of 40,000 squares of N(0, 0.09) has standard deviation 0.09 √(2/40000).
    assertThat(square).isCloseTo(noise * noise, within(4 * 0.09 * Math.sqrt(2.0 / (2 * n))));
  }
}
