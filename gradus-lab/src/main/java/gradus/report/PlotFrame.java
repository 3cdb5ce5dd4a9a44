package gradus.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The axes of a figure with their ticks and grid, drawn by XChart.
 *
 * <p>XChart sees the number of each tick, and labels them by {@link Ticks}: a logarithmic axis so
 * has round powers and no forest of lines between them. The curves are drawn by {@link
 * StaticDrawing}: XChart draws each segment for itself, which leaves no dashes on a line of many
 * points.
 */
final class PlotFrame {
  private static final double LINE_WIDTH = 3;

  /** The share of the axes between their first and last ticks; at the very ends XChart has none. */
  private static final double CONTENT = 0.985;

  private final XYChart chart;
  private final Ticks ofX;
  private final Ticks ofY;

  PlotFrame(Figure figure, int width, int height) {
    ofX = Ticks.ofX(figure);
    ofY = Ticks.ofY(figure);
    chart = new XYChart(width, height);
    double[] xs = counting(ofX.count());
    double[] ys = counting(ofY.count());
    invisible(chart.addSeries("x", xs, new double[xs.length]));
    invisible(chart.addSeries("y", new double[ys.length], ys));
    style(chart.getStyler());
    chart.setCustomXAxisTickLabelsFormatter(ofX::label);
    chart.setCustomYAxisTickLabelsFormatter(ofY::label);
  }

  private static void invisible(XYSeries series) {
    series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE);
  }

  private static double[] counting(int last) {
    double[] numbers = new double[last + 1];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private static void style(XYStyler style) {
    Font ticks = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    style.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(4);
    style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false).setChartFontColor(StaticStyle.SOFT);
    style.setAxisTitlesVisible(false).setAxisTickLabelsFont(ticks);
    style.setAxisTickLabelsColor(StaticStyle.SOFT).setAxisTickMarksColor(StaticStyle.FAINT);
    style.setAxisTickMarksStroke(new BasicStroke(1)).setAxisTickMarkLength(4);
    style.setAxisTickPadding(5).setPlotMargin(0).setPlotContentSize(CONTENT);
    style.setPlotGridLinesColor(StaticStyle.GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    style.setXAxisTickMarkSpacingHint(40).setYAxisTickMarkSpacingHint(20);
  }

  /** Draws axes and grid; afterwards {@link #x}, {@link #y} and {@link #area} are known. */
  void paint(Graphics2D g) {
    chart.paint(g, chart.getWidth(), chart.getHeight());
  }

  /** Where on the drawing an abscissa lies. */
  double x(double v) {
    return chart.getScreenXFromChart(ofX.steps(v));
  }

  /** Where on the drawing an ordinate lies. */
  double y(double v) {
    return chart.getScreenYFromChart(ofY.steps(v));
  }

  /** The rectangle between the first and the last ticks, with room for half a line's width. */
  Rectangle2D area() {
    double left = chart.getScreenXFromChart(0) - LINE_WIDTH;
    double right = chart.getScreenXFromChart(ofX.count()) + LINE_WIDTH;
    double top = chart.getScreenYFromChart(ofY.count()) - LINE_WIDTH;
    double bottom = chart.getScreenYFromChart(0) + LINE_WIDTH;
    return new Rectangle2D.Double(left, top, right - left, bottom - top);
  }
}
