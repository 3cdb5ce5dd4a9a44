package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-3911.8, −3912",
    "0.41274, 0.4127",
    "0.00123456, 0.001235",
    "0.0009999, 9.999·10⁻⁴",
    "99999, 100\u202f000",
    "123456, 123\u202f500",
    "1234567, 1.235·10⁶",
    "1e10, 10¹⁰",
    "-1e-9, −10⁻⁹",
    "-2.5e-300, −2.5·10⁻³⁰⁰",
    "4.9e-324, 4.9·10⁻³²⁴"
  })
  void general_anyNumber_hasFourDigitsAtMost(double v, String text) {
    assertThat(NumberText.general(v)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1234567, INTEGER, 1\u202f234\u202f567",
    "9999, INTEGER, 9999",
    "0.0213, PERCENT, 2.13\u202f%",
    "1.284, SECONDS, 1.28\u202fs",
    "75.2, SECONDS, 75.2\u202fs",
    "600, SECONDS, 10\u202fmin",
    "7260, SECONDS, 2\u202fh 1\u202fmin",
    "-4.2133, POWER_OF_TEN, 6.119·10⁻⁵",
    "-3911.8, POWER_OF_TEN, 10<sup>−3912</sup>",
    "NaN, GENERAL, –",
    "NaN, POWER_OF_TEN, –",
    "-Infinity, GENERAL, −∞"
  })
  void html_inAFormat_isSetAsInPrint(double v, Column.Format format, String text) {
    assertThat(NumberText.html(v, format)).isEqualTo(text);
  }

  @Test
  void superscript_ofASignedNumber_keepsItsSign() {
    assertThat(NumberText.superscript("-120")).isEqualTo("⁻¹²⁰");
  }
}
