package gradus.report;

import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.figure.Style;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a figure's series in rows, each after a piece of its line. */
final class StaticLegend {
  private static final int SWATCH = 24;
  private static final int GAP = 8;
  private static final int BETWEEN = 22;
  private static final int ROW = 21;

  /** What stands before a name. */
  private record Entry(String name, Color colour, Style style, Dash dash, boolean band) {}

  /** Told where each entry stands, relative to the legend's corner. */
  @FunctionalInterface
  private interface Visitor {
    void at(Entry entry, double x, int y);
  }

  private final List<Entry> entries;

  StaticLegend(Figure figure) {
    Map<String, Entry> byName = new LinkedHashMap<>();
    Colouring colouring = Colouring.of(figure);
    for (int i = 0; i < figure.series().size(); i++) {
      Series s = figure.series().get(i);
      String name = RichText.plain(s.name());
      Color colour = Palette.colour(colouring.series()[i]);
      byName.putIfAbsent(name, new Entry(name, colour, s.style(), s.dash(), false));
    }
    for (int i = 0; i < figure.bands().size(); i++) {
      String name = RichText.plain(figure.bands().get(i).name());
      Color colour = StaticStyle.tint(Palette.colour(colouring.bands()[i]));
      byName.putIfAbsent(name, new Entry(name, colour, Style.LINE, Dash.SOLID, true));
    }
    entries = new ArrayList<>(byName.values());
  }

  /** The height that all rows take in a given width. */
  int height(int width) {
    return walk(width, (entry, x, y) -> {});
  }

  /** Draws the rows from (left, top) on. */
  void paint(Graphics2D g, int left, int top, int width) {
    g.setFont(StaticStyle.LABEL);
    walk(
        width,
        (entry, x, y) -> {
          swatch(g, entry, left + x, top + y + ROW / 2.0);
          g.setColor(StaticStyle.INK);
          g.drawString(entry.name, (float) (left + x + SWATCH + GAP), top + y + ROW / 2 + 5);
        });
  }

  private int walk(int width, Visitor visitor) {
    double x = 0;
    int y = 0;
    for (Entry entry : entries) {
      double needed = SWATCH + GAP + StaticStyle.width(entry.name, StaticStyle.LABEL);
      if (x > 0 && x + needed > width) {
        x = 0;
        y += ROW;
      }
      visitor.at(entry, x, y);
      x += needed + BETWEEN;
    }
    return entries.isEmpty() ? 0 : y + ROW;
  }

  private static void swatch(Graphics2D g, Entry entry, double x, double y) {
    g.setColor(entry.colour);
    if (entry.style == Style.POINTS) {
      g.fill(new Ellipse2D.Double(x + SWATCH / 2.0 - 3.5, y - 3.5, 7, 7));
      return;
    }
    g.setStroke(
        entry.band
            ? new BasicStroke(9, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER)
            : StaticStyle.stroke(entry.dash));
    g.draw(new Line2D.Double(x + 1, y, x + SWATCH - 1, y));
  }
}
