package gradus.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A figure as data: axes, series, and what to say about them.
 *
 * @param id names the figure's files; lower-case letters, digits, dot, dash and underscore
 * @param title one short line; may hold TeX
 * @param caption what to see; may hold TeX
 * @param x horizontal axis
 * @param y vertical axis
 * @param series drawn in this order
 * @param bands drawn below the series
 * @param marks lines that mark single values
 */
public record Figure(
    String id,
    String title,
    String caption,
    Axis x,
    Axis y,
    List<Series> series,
    List<Band> bands,
    List<Mark> marks) {
  private static final Pattern SAFE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

  public Figure {
    if (!SAFE.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "figure id '" + id + "' must match " + SAFE + " (see Figure.idOf)");
    }
    series = List.copyOf(series);
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }

  /** A figure without series yet. */
  public static Figure of(String id, String title, Axis x, Axis y) {
    return new Figure(id, title, "", x, y, List.of(), List.of(), List.of());
  }

  /** An id made of any text: what is not safe in a file name becomes a dash. */
  public static String idOf(String text) {
    String id =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    return id.isEmpty() ? "figure" : id.substring(0, Math.min(id.length(), 80));
  }

  /** The same figure with one more series. */
  public Figure with(Series more) {
    return new Figure(id, title, caption, x, y, appended(series, more), bands, marks);
  }

  /** The same figure with one more band. */
  public Figure with(Band more) {
    return new Figure(id, title, caption, x, y, series, appended(bands, more), marks);
  }

  /** The same figure with one more mark. */
  public Figure with(Mark more) {
    return new Figure(id, title, caption, x, y, series, bands, appended(marks, more));
  }

  /** The same figure with another caption. */
  public Figure captioned(String newCaption) {
    return new Figure(id, title, newCaption, x, y, series, bands, marks);
  }

  /** How many finite points of the series a logarithmic axis cannot show. */
  public int hidden() {
    int count = 0;
    for (Series s : series) {
      for (int i = 0; i < s.x().length; i++) {
        double u = s.x()[i];
        double v = s.y()[i];
        boolean finite = Double.isFinite(u) && Double.isFinite(v);
        if (finite && !(x.scale().shows(u) && y.scale().shows(v))) {
          count++;
        }
      }
    }
    return count;
  }

  /** The caption, and a sentence on points that a logarithmic axis hides, if there are any. */
  public String fullCaption() {
    int hidden = hidden();
    if (hidden == 0) {
      return caption;
    }
    String note =
        hidden == 1
            ? "One point is not positive and has no place on a logarithmic axis."
            : hidden + " points are not positive and have no place on a logarithmic axis.";
    return caption.isEmpty() ? note : caption + " " + note;
  }

  /** The axis on which a mark of this direction has its value. */
  public Axis axis(Mark.Direction direction) {
    return direction == Mark.Direction.UPRIGHT ? x : y;
  }

  private static <T> List<T> appended(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
