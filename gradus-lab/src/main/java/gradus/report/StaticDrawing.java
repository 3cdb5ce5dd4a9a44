package gradus.report;

import java.awt.Color;
import java.awt.FontMetrics;
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
  static final int HEIGHT = 540;

  private static final int MARGIN = 22;
  private static final int LABELLED_MARKS = 6;
  private static final double DOT = 5;

  private final Figure figure;
  private final Graphics2D g;

  StaticDrawing(Figure figure, Graphics2D g) {
    this.figure = figure;
    this.g = g;
  }

  void paint() {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    int top = head();
    int bottom = HEIGHT - MARGIN - 16;
    xLabel();
    PlotFrame frame = new PlotFrame(figure, WIDTH - 2 * MARGIN + 8, bottom - top);
    AffineTransform page = g.getTransform();
    g.translate(MARGIN - 4, top);
    frame.paint(g);
    Shape whole = g.getClip();
    g.clip(frame.area());
    content(frame);
    g.setClip(whole);
    g.setTransform(page);
  }

  /** Title, legend and the label of the y axis, which stands above it; tells where they end. */
  private int head() {
    int y = MARGIN + 14;
    g.setColor(StaticStyle.INK);
    g.setFont(StaticStyle.TITLE);
    g.drawString(RichText.plain(figure.title()), MARGIN, y);
    y += 12;
    y += new StaticLegend(figure).paint(g, MARGIN, y, WIDTH - 2 * MARGIN);
    String label = RichText.plain(figure.y().caption());
    if (!label.isEmpty()) {
      y += 22;
      g.setColor(StaticStyle.SOFT);
      g.setFont(StaticStyle.LABEL);
      g.drawString(label, MARGIN, y);
    }
    return y + 8;
  }

  private void xLabel() {
    String label = RichText.plain(figure.x().caption());
    g.setColor(StaticStyle.SOFT);
    g.setFont(StaticStyle.LABEL);
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(label, WIDTH - MARGIN - metrics.stringWidth(label), HEIGHT - MARGIN + 4);
  }

  private void content(PlotFrame frame) {
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
        }
        case POINTS -> dots(points, frame);
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

  private void dots(Points points, PlotFrame frame) {
    for (int i = 0; i < points.x().length; i++) {
      if (!Double.isNaN(points.y()[i])) {
        double x = frame.x(points.x()[i]) - DOT / 2;
        double y = frame.y(points.y()[i]) - DOT / 2;
        g.fill(new Ellipse2D.Double(x, y, DOT, DOT));
      }
    }
  }
}
