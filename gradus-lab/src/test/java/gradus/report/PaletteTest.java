package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Checks the palette by the formulas of colour vision.
 *
 * <p>Contrast by WCAG 2.2; colour-blindness by the matrices of Machado, Oliveira and Fernandes
 * (2009) at severity 1, on linear RGB; difference of colours as distance in CIELAB (1976), where
 * about 2.3 is just noticeable. Thin lines need several times that.
 */
final class PaletteTest {
  private static final double[][] NORMAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final Map<String, double[][]> EYES =
      Map.of(
          "normal",
          NORMAL,
          "protanopia",
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          "deuteranopia",
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          "tritanopia",
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  @Test
  void colours_onTheirGround_haveContrast() {
    for (String colour : Palette.onLight()) {
      assertThat(contrast(colour, "#ffffff")).as(colour).isGreaterThan(3);
    }
    for (String colour : Palette.onDark()) {
      assertThat(contrast(colour, "#15181e")).as(colour).isGreaterThan(3);
    }
  }

  @Test
  void colours_toAllEyes_stayApart() {
    for (List<String> palette : List.of(Palette.onLight(), Palette.onDark())) {
      EYES.forEach(
          (eye, matrix) -> {
            assertThat(leastDistance(palette.subList(0, 4), matrix)).as(eye).isGreaterThan(20);
            assertThat(leastDistance(palette.subList(0, 6), matrix)).as(eye).isGreaterThan(15);
            assertThat(leastDistance(palette, matrix)).as(eye).isGreaterThan(9);
          });
    }
  }

  @Test
  void leastDistance_ofRedAndGreen_shrinksForTheGreenBlind() {
    // The yardstick itself must see what it is meant to see.
    List<String> redAndGreen = List.of("#c02020", "#5a7a10");
    double normal = leastDistance(redAndGreen, NORMAL);
    assertThat(leastDistance(redAndGreen, EYES.getOrDefault("deuteranopia", NORMAL)))
        .isLessThan(normal / 3);
  }

  private static double leastDistance(List<String> colours, double[][] eye) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < colours.size(); i++) {
      for (int j = 0; j < i; j++) {
        double[] a = lab(seen(eye, linear(colours.get(i))));
        double[] b = lab(seen(eye, linear(colours.get(j))));
        least = Math.min(least, Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]));
      }
    }
    return least;
  }

  private static double contrast(String a, String b) {
    double la = luminance(linear(a)) + 0.05;
    double lb = luminance(linear(b)) + 0.05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(double[] rgb) {
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(String hex) {
    float[] rgb = Color.decode(hex).getRGBColorComponents(null);
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      linear[i] = rgb[i] <= 0.04045 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double[] seen(double[][] eye, double[] rgb) {
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      double v = eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2];
      seen[i] = Math.clamp(v, 0, 1);
    }
    return seen;
  }

  /** CIELAB under the white of D65. */
  private static double[] lab(double[] rgb) {
    double x = root((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    double y = root(luminance(rgb));
    double z = root((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
