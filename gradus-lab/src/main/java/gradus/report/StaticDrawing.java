package gradus.report;

import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.figure.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws a figure: title, legend, axes, bands, marks, curves, from the ground up. */
final class StaticDrawing {
  static final int WIDTH = 820;

  private static final int HEIGHT = 540;
  private static final int COMMON_LEGEND = 42;
  private static final int MARGIN = 22;
  private static final int LABELLED_MARKS = 6;
  private static final double DOT = 5;

  /** As many points, or fewer, are few enough to be marked on their line. */
  private static final int FEW_POINTS = 32;

  private final Figure figure;
  private final StaticLegend legend;
  private final int height;

  StaticDrawing(Figure figure) {
    this.figure = figure;
    legend = new StaticLegend(figure);
    height = HEIGHT + Math.max(0, legend.height(WIDTH - 2 * MARGIN) - COMMON_LEGEND);
  }

  /** The height of the drawing, larger where the legend has many rows. */
  int height() {
    return height;
  }

  void paint(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, height));
    int top = head(g);
    int bottom = height - MARGIN - 16;
    xLabel(g);
    PlotFrame frame = new PlotFrame(figure, WIDTH - 2 * MARGIN + 8, bottom - top);
    AffineTransform page = g.getTransform();
    g.translate(MARGIN - 4, top);
    frame.paint(g);
    Shape whole = g.getClip();
    g.clip(frame.area());
    content(frame, g);
    g.setClip(whole);
    g.setTransform(page);
  }

  /** Title, legend and the label of the y axis, which stands above it; tells where they end. */
  private int head(Graphics2D g) {
    int y = MARGIN + 14;
    line(RichText.plain(figure.title()), StaticStyle.TITLE, StaticStyle.INK, false, y, g);
    y += 12;
    legend.paint(g, MARGIN, y, WIDTH - 2 * MARGIN);
    y += legend.height(WIDTH - 2 * MARGIN);
    String label = RichText.plain(figure.y().caption());
    if (!label.isEmpty()) {
      y += 22;
      line(label, StaticStyle.LABEL, StaticStyle.SOFT, false, y, g);
    }
    return y + 8;
  }

  private void xLabel(Graphics2D g) {
    String label = RichText.plain(figure.x().caption());
    line(label, StaticStyle.LABEL, StaticStyle.SOFT, true, height - MARGIN + 4, g);
  }

  /** Writes one line between the margins, at their left or their right end. */
  private static void line(
      String text, Font font, Color colour, boolean right, int y, Graphics2D g) {
    Font fitting = StaticStyle.fitting(text, font, WIDTH - 2 * MARGIN);
    g.setFont(fitting);
    g.setColor(colour);
    double x = right ? WIDTH - MARGIN - StaticStyle.width(text, fitting) : MARGIN;
    g.drawString(text, (float) x, y);
  }

  private void content(PlotFrame frame, Graphics2D g) {
    Colouring colouring = Colouring.of(figure);
    for (int i = 0; i < figure.bands().size(); i++) {
      g.setColor(StaticStyle.tint(Palette.colour(colouring.bands()[i])));
      g.fill(strip(Points.of(figure, figure.bands().get(i), FigureJson.MAX_POINTS), frame));
    }
    for (Mark mark : figure.marks()) {
      StaticMark.line(mark, figure, frame, g);
    }
    for (int i = 0; i < figure.series().size(); i++) {
      Series s = figure.series().get(i);
      g.setColor(Palette.colour(colouring.series()[i]));
      Points points = Points.of(figure, s, FigureJson.MAX_POINTS);
      switch (s.style()) {
        case LINE, STEPS -> {
          g.setStroke(StaticStyle.stroke(s.dash()));
          g.draw(curve(points, s.style() == Style.STEPS, frame));
          if (points.x().length <= FEW_POINTS) {
            dots(points, frame, g);
          }
        }
        case POINTS -> dots(points, frame, g);
      }
    }
    if (figure.marks().size() <= LABELLED_MARKS) {
      for (Mark mark : figure.marks()) {
        StaticMark.label(mark, figure, frame, g);
      }
    }
  }

  private static Path2D curve(Points points, boolean steps, PlotFrame frame) {
    Path2D path = new Path2D.Double();
    boolean drawing = false;
    double level = 0;
    for (int i = 0; i < points.x().length; i++) {
      if (Double.isNaN(points.y()[i])) {
        drawing = false;
        continue;
      }
      double x = frame.x(points.x()[i]);
      double y = frame.y(points.y()[i]);
      if (drawing && steps) {
        path.lineTo(x, level);
      }
      if (drawing) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
      }
      drawing = true;
      level = y;
    }
    return path;
  }

  /** One polygon for each run without a gap: along the upper edge and back along the lower. */
  private static Path2D strip(Band band, PlotFrame frame) {
    Path2D path = new Path2D.Double();
    int n = band.x().length;
    int start = 0;
    while (start < n) {
      int end = start;
      while (end < n && !Double.isNaN(band.lower()[end])) {
        end++;
      }
      if (end - start > 1) {
        path.moveTo(frame.x(band.x()[start]), frame.y(band.upper()[start]));
        for (int i = start + 1; i < end; i++) {
          path.lineTo(frame.x(band.x()[i]), frame.y(band.upper()[i]));
        }
        for (int i = end - 1; i >= start; i--) {
          path.lineTo(frame.x(band.x()[i]), frame.y(band.lower()[i]));
        }
        path.closePath();
      }
      start = end + 1;
    }
    return path;
  }

  private static void dots(Points points, PlotFrame frame, Graphics2D g) {
    for (int i = 0; i < points.x().length; i++) {
      if (!Double.isNaN(points.y()[i])) {
        double x = frame.x(points.x()[i]) - DOT / 2;
        double y = frame.y(points.y()[i]) - DOT / 2;
        g.fill(new Ellipse2D.Double(x, y, DOT, DOT));
      }
    }
  }
}
