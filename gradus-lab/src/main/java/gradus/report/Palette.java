package gradus.report;

import java.awt.Color;
import java.util.List;

/**
 * The colours of all figures, on paper and on screen.
 *
 * <p>Eight colours for light ground and their eight counterparts for dark ground. Each has a
 * contrast of at least 3 to its ground (WCAG 2.2, 1.4.11), and any two of them stay apart for
 * readers with protanopia, deuteranopia or tritanopia, the first four by far.
 */
final class Palette {
  private static final List<String> ON_LIGHT =
      List.of(
          "#1557a8", "#c43c00", "#1c9f6b", "#a85a97", "#cc8400", "#5b8def", "#4f2f1b", "#666a78");
  private static final List<String> ON_DARK =
      List.of(
          "#4f9bff", "#f0703a", "#2fd494", "#d083b8", "#ffd04a", "#a9dcff", "#a8917a", "#e4e8ec");

  private Palette() {}

  static List<String> onLight() {
    return ON_LIGHT;
  }

  static List<String> onDark() {
    return ON_DARK;
  }

  /** The colour of a place on light ground; places beyond the last begin again. */
  static Color colour(int place) {
    return Color.decode(ON_LIGHT.get(place % ON_LIGHT.size()));
  }

  /** Both rows as custom properties of a style sheet, {@code --s0} to {@code --s7}. */
  static String css() {
    return ":root{" + properties(ON_LIGHT) + "}" + dark(":root", properties(ON_DARK));
  }

  private static String dark(String root, String properties) {
    return "@media screen and (prefers-color-scheme:dark){"
        + root
        + ":not([data-theme=light]){"
        + properties
        + "}}@media screen{"
        + root
        + "[data-theme=dark]{"
        + properties
        + "}}";
  }

  private static String properties(List<String> colours) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < colours.size(); i++) {
      css.append("--s").append(i).append(':').append(colours.get(i)).append(';');
    }
    return css.toString();
  }
}
