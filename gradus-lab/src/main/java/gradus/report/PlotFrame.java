package gradus.report;

import gradus.figure.Figure;
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
    // XChart has one share for both axes: the smaller leaves room for all that is beyond the ticks.
    chart.getStyler().setPlotContentSize(content());
    chart.setCustomXAxisTickLabelsFormatter(ofX::label);
    chart.setCustomYAxisTickLabelsFormatter(ofY::label);
  }

  /** The share of the axes between their outer ticks. */
  private double content() {
    return Math.min(ofX.count() / ofX.length(), ofY.count() / ofY.length());
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
    style.setAxisTickPadding(5).setPlotMargin(0);
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
    return placeX(ofX.steps(v));
  }

  /** Where on the drawing an ordinate lies. */
  double y(double v) {
    return placeY(ofY.steps(v));
  }

  /** The rectangle of the whole plot. */
  Rectangle2D area() {
    double beyondX = ofX.count() * (1 / content() - 1) / 2;
    double beyondY = ofY.count() * (1 / content() - 1) / 2;
    double left = placeX(-beyondX);
    double top = placeY(ofY.count() + beyondY);
    double width = placeX(ofX.count() + beyondX) - left;
    return new Rectangle2D.Double(left, top, width, placeY(-beyondY) - top);
  }

  /** XChart tells the places of its ticks only; beyond them the scale goes on evenly. */
  private double placeX(double steps) {
    double first = chart.getScreenXFromChart(0);
    return first + steps * (chart.getScreenXFromChart(ofX.count()) - first) / ofX.count();
  }

  private double placeY(double steps) {
    double first = chart.getScreenYFromChart(0);
    return first + steps * (chart.getScreenYFromChart(ofY.count()) - first) / ofY.count();
  }
}
