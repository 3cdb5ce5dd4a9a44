package gradus.report;

import gradus.figure.Figure;
import gradus.figure.Mark;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Draws the marks of a figure: first their lines, and over the curves their labels. */
final class StaticMark {
  private static final Color VEIL = new Color(255, 255, 255, 215);
  private static final int PAD = 3;

  private StaticMark() {}

  static void line(Mark mark, Figure figure, PlotFrame frame, Graphics2D g) {
    if (!figure.axis(mark.direction()).scale().shows(mark.at())) {
      return;
    }
    Rectangle2D area = frame.area();
    g.setColor(StaticStyle.SOFT);
    g.setStroke(StaticStyle.markStroke());
    if (mark.direction() == Mark.Direction.UPRIGHT) {
      double x = frame.x(mark.at());
      g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
    } else {
      double y = frame.y(mark.at());
      g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
    }
  }

  /** Writes along the line, on a veil that keeps the curves behind it away. */
  static void label(Mark mark, Figure figure, PlotFrame frame, Graphics2D g) {
    String text = RichText.plain(mark.label());
    if (!figure.axis(mark.direction()).scale().shows(mark.at()) || text.isEmpty()) {
      return;
    }
    g.setFont(StaticStyle.SMALL);
    FontMetrics metrics = g.getFontMetrics();
    int width = metrics.stringWidth(text);
    Rectangle2D area = frame.area();
    AffineTransform before = g.getTransform();
    if (mark.direction() == Mark.Direction.UPRIGHT) {
      g.translate(frame.x(mark.at()) - 4, area.getMaxY() - 8);
      g.rotate(-Math.PI / 2);
    } else {
      double above = frame.y(mark.at()) - 5;
      boolean fits = above - metrics.getAscent() > area.getMinY();
      double y = fits ? above : above + metrics.getAscent() + 8;
      g.translate(area.getMaxX() - width - 8, y);
    }
    g.setColor(VEIL);
    int height = metrics.getAscent() + metrics.getDescent();
    g.fill(new Rectangle2D.Double(-PAD, -metrics.getAscent(), width + 2 * PAD, height));
    g.setColor(StaticStyle.SOFT);
    g.drawString(text, 0, 0);
    g.setTransform(before);
  }
}
