package gradus.report;

import gradus.figure.Surface;
import java.util.Locale;

/**
 * Draws a surface as an SVG image in parallel projection, the far cells first. Heights have the
 * colours of a ramp that grows lighter, on light ground and on dark; lines and words take the
 * colour of the text around them.
 */
final class SurfaceSvg {
  static final int WIDTH = 760;
  static final int HEIGHT = 540;
  private static final double AZIMUTH = Math.toRadians(32);
  private static final double ELEVATION = Math.toRadians(30);
  private static final double SCALE = 225;

  /** How high the highest point stands over the floor, where the floor is 2 wide. */
  private static final double TALL = 1.15;

  private static final int[][] RAMP = {
    {0x2a, 0x2a, 0x72},
    {0x2c, 0x5a, 0xa0},
    {0x1f, 0x8f, 0x95},
    {0x4d, 0xbb, 0x7a},
    {0xb5, 0xd9, 0x5c},
    {0xfb, 0xe6, 0x6a}
  };

  private final Surface surface;
  private final StringBuilder svg = new StringBuilder(1 << 16);
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  private SurfaceSvg(Surface surface) {
    this.surface = surface;
    for (double[] row : surface.heights()) {
      for (double z : row) {
        if (Double.isFinite(z)) {
          low = Math.min(low, z);
          high = Math.max(high, z);
        }
      }
    }
  }

  /**
   * The drawing; {@code standalone} names its namespace and colours, as a file of its own needs.
   */
  static String of(Surface surface, boolean standalone) {
    return new SurfaceSvg(surface).draw(standalone);
  }

  private String draw(boolean standalone) {
    svg.append(
        "<svg class=\"surface\" role=\"img\" viewBox=\"0 0 %d %d\"".formatted(WIDTH, HEIGHT));
    if (standalone) {
      svg.append(
          " xmlns=\"http://www.w3.org/2000/svg\" color=\"#16181d\" font-family=\"sans-serif\"");
    }
    svg.append(" aria-label=\"")
        .append(Html.escape(RichText.plain(surface.title())))
        .append("\">\n");
    floor();
    cells();
    words();
    return svg.append("</svg>\n").toString();
  }

  private void floor() {
    svg.append("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.35\" d=\"M");
    svg.append(point(-1, -1, 0)).append('L').append(point(1, -1, 0)).append('L');
    svg.append(point(1, 1, 0)).append('L').append(point(-1, 1, 0)).append("Z\"/>\n");
  }

  private void cells() {
    double[][] z = surface.heights();
    svg.append("<g stroke=\"currentColor\" stroke-opacity=\"0.3\" stroke-width=\"0.4\"");
    svg.append(" stroke-linejoin=\"round\">\n");
    // Nearest to the eye are small y, and of these large x.
    for (int i = z.length - 2; i >= 0; i--) {
      for (int j = 0; j < z[i].length - 1; j++) {
        double mean = (z[i][j] + z[i][j + 1] + z[i + 1][j] + z[i + 1][j + 1]) / 4;
        if (Double.isFinite(mean)) {
          svg.append("<path fill=\"").append(colour(share(mean))).append("\" d=\"M");
          svg.append(corner(i, j)).append('L').append(corner(i, j + 1)).append('L');
          svg.append(corner(i + 1, j + 1)).append('L').append(corner(i + 1, j)).append("Z\"/>\n");
        }
      }
    }
    svg.append("</g>\n");
  }

  private void words() {
    svg.append("<g fill=\"currentColor\" font-size=\"13\">\n");
    String x = RichText.plain(surface.x());
    String y = RichText.plain(surface.y());
    word(0, -1.32, "middle", x);
    word(-1, -1.13, "middle", end(surface.across()[0]));
    word(1, -1.13, "middle", end(surface.across()[surface.across().length - 1]));
    word(1.1, 0.05, "start", y);
    word(1.06, -0.95, "start", end(surface.deep()[0]));
    word(1.06, 1, "start", end(surface.deep()[surface.deep().length - 1]));
    text(
        0,
        16,
        "start",
        "%s: %s (dark) to %s (light)"
            .formatted(
                RichText.plain(surface.z()), NumberText.general(low), NumberText.general(high)));
    svg.append("</g>\n");
  }

  private static String end(double v) {
    return NumberText.general(v);
  }

  private void word(double u, double v, String anchor, String text) {
    double[] at = place(u, v, 0);
    text(at[0], at[1] + 5, anchor, text);
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            Html.escape(text)));
  }

  private String corner(int i, int j) {
    double[] a = surface.across();
    double[] d = surface.deep();
    return point(
        2 * (a[j] - a[0]) / (a[a.length - 1] - a[0]) - 1,
        2 * (d[i] - d[0]) / (d[d.length - 1] - d[0]) - 1,
        TALL * share(surface.heights()[i][j]));
  }

  private double share(double z) {
    return high > low ? (z - low) / (high - low) : 0;
  }

  private static String point(double u, double v, double h) {
    double[] at = place(u, v, h);
    return String.format(Locale.ROOT, "%.1f %.1f", at[0], at[1]);
  }

  private static double[] place(double u, double v, double h) {
    double right = u * Math.cos(AZIMUTH) + v * Math.sin(AZIMUTH);
    double back = -u * Math.sin(AZIMUTH) + v * Math.cos(AZIMUTH);
    double up = h * Math.cos(ELEVATION) + back * Math.sin(ELEVATION);
    return new double[] {WIDTH / 2.0 + SCALE * right, 0.63 * HEIGHT - SCALE * up};
  }

  private static String colour(double share) {
    double at = Math.clamp(share, 0, 1) * (RAMP.length - 1);
    int from = Math.min((int) at, RAMP.length - 2);
    StringBuilder colour = new StringBuilder("#");
    for (int c = 0; c < 3; c++) {
      double v = RAMP[from][c] + (at - from) * (RAMP[from + 1][c] - RAMP[from][c]);
      colour.append(String.format(Locale.ROOT, "%02x", Math.round(v)));
    }
    return colour.toString();
  }
}
