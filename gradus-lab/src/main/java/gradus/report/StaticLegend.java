package gradus.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
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

  /** Draws the rows from (left, top) on and tells how much height they take. */
  int paint(Graphics2D g, int left, int top, int width) {
    if (entries.isEmpty()) {
      return 0;
    }
    g.setFont(StaticStyle.LABEL);
    FontMetrics metrics = g.getFontMetrics();
    int x = left;
    int y = top;
    for (Entry entry : entries) {
      int needed = SWATCH + GAP + metrics.stringWidth(entry.name);
      if (x > left && x + needed > left + width) {
        x = left;
        y += ROW;
      }
      swatch(g, entry, x, y + ROW / 2.0);
      g.setColor(StaticStyle.INK);
      g.drawString(entry.name, x + SWATCH + GAP, y + ROW / 2 + 5);
      x += needed + BETWEEN;
    }
    return y + ROW - top;
  }

  private static void swatch(Graphics2D g, Entry entry, double x, double y) {
    g.setColor(entry.colour);
    if (entry.style == Style.POINTS) {
      g.fill(new Ellipse2D.Double(x + SWATCH / 2.0 - 3.5, y - 3.5, 7, 7));
      return;
    }
    g.setStroke(entry.band ? new BasicStroke(9) : StaticStyle.stroke(entry.dash));
    g.draw(new Line2D.Double(x + 1, y, x + SWATCH - 1, y));
  }
}
