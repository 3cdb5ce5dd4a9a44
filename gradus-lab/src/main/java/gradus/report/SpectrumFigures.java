package gradus.report;

import gradus.curvature.Survey;
import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.net.Block;
import gradus.num.Interval;
import gradus.num.SpectralDensity;
import java.util.ArrayList;
import java.util.List;

/** A spectrum as figures: its density, its eigenvalues in order, its eigenvectors by layer. */
final class SpectrumFigures {
  private static final int POINTS = 801;

  /** The width of the smoothing, of the length of the spectrum. */
  private static final double SIGMA = 1.0 / 150;

  /** Densities below this share of one eigenvalue's own height are not shown. */
  private static final double FLOOR = 1e-3;

  /** Eigenvalues that are zero to the last bit stand here on a logarithmic axis. */
  private static final double LEAST = 1e-20;

  private final Survey survey;
  private final double unit;

  /**
   * Figures of a survey.
   *
   * @param unit what its eigenvalues are multiplied with
   */
  SpectrumFigures(Survey survey, double unit) {
    this.survey = survey;
    this.unit = unit;
  }

  List<Figure> figures(List<Block> blocks) {
    List<Figure> figures = new ArrayList<>();
    survey.density().ifPresent(density -> figures.add(density(density)));
    survey.whole().ifPresent(whole -> figures.add(density(whole)));
    survey.whole().ifPresent(whole -> figures.add(order(whole)));
    figures.add(shares(blocks));
    return figures;
  }

  private static Figure densityOf(String how) {
    return Figure.of(
            "spectrum-density",
            "Density of the eigenvalues",
            Axis.linear("\\(\\lambda\\)"),
            Axis.log10("eigenvalues per unit of \\(\\lambda\\)"))
        .captioned(how);
  }

  private double[] grid(double low, double high) {
    double span = high - low;
    double[] x = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = low - 4 * SIGMA * span + i * (1 + 8 * SIGMA) * span / (POINTS - 1);
    }
    return x;
  }

  private Figure density(Survey.Whole whole) {
    double[] values = whole.spectrum().values();
    double low = values[0];
    double high = values[values.length - 1];
    double sigma = SIGMA * (high - low);
    double[] x = grid(low, high);
    double[] y = new double[POINTS];
    double height = 1 / (sigma * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < POINTS; i++) {
      for (double value : values) {
        double u = (x[i] - value) / sigma;
        y[i] += height * Math.exp(-u * u / 2);
      }
      y[i] = shown(y[i], height);
    }
    return densityOf(
            "Every eigenvalue as a normal density of deviation "
                + NumberText.general(sigma * unit)
                + ", summed. The peak at zero holds the flat directions.")
        .with(Series.line("all eigenvalues", scaled(x, unit), scaled(y, 1 / unit)));
  }

  private Figure density(SpectralDensity density) {
    double low = Math.min(density.least(), survey.least().value());
    double high = Math.max(density.largest(), survey.largest().value());
    double sigma = SIGMA * (high - low);
    double[] x = grid(low, high);
    double[] y = new double[POINTS];
    double[] lower = new double[POINTS];
    double[] upper = new double[POINTS];
    double height = 1 / (sigma * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < POINTS; i++) {
      Interval at = density.density(x[i], sigma).times(density.dimension());
      y[i] = shown(at.estimate(), height);
      upper[i] = Double.isNaN(y[i]) ? Double.NaN : at.high();
      lower[i] = Double.isNaN(y[i]) ? Double.NaN : Math.max(at.low(), FLOOR * height);
    }
    String name = "stochastic Lanczos quadrature";
    return densityOf(
            "Smoothed by normal densities of deviation "
                + NumberText.general(sigma * unit)
                + "; the band holds the scatter over %d random vectors (95 %%)."
                    .formatted(density.rules().size()))
        .with(Series.line(name, scaled(x, unit), scaled(y, 1 / unit)))
        .with(new Band(name, scaled(x, unit), scaled(lower, 1 / unit), scaled(upper, 1 / unit)));
  }

  private static double shown(double y, double height) {
    return y >= FLOOR * height ? y : Double.NaN;
  }

  private static double[] scaled(double[] x, double factor) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= factor;
    }
    return y;
  }

  private Figure order(Survey.Whole whole) {
    double[] values = whole.spectrum().values();
    double scale = whole.spectrum().scale();
    Integer[] places = new Integer[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    java.util.Arrays.sort(
        places, java.util.Comparator.comparingDouble((Integer i) -> -Math.abs(values[i])));
    double[] x = new double[values.length];
    double[] up = new double[values.length];
    double[] down = new double[values.length];
    double[] zero = new double[values.length];
    double tolerance = whole.nullity().tolerance();
    for (int k = 0; k < places.length; k++) {
      double value = values[places[k]];
      double share = scale == 0 ? LEAST : Math.max(Math.abs(value) / scale, LEAST);
      x[k] = k + 1;
      boolean isZero = share <= tolerance;
      up[k] = !isZero && value > 0 ? share : Double.NaN;
      down[k] = !isZero && value < 0 ? share : Double.NaN;
      zero[k] = isZero ? share : Double.NaN;
    }
    Figure figure =
        Figure.of(
                "spectrum-order",
                "Eigenvalues by their size",
                Axis.linear("place"),
                Axis.log10("\\(|\\lambda|/\\max|\\lambda|\\)"))
            .captioned(
                "A cliff between those that count as zero and the others means that the nullity"
                    + " does not depend on the tolerance.")
            .with(Series.points("positive", x, up));
    if (whole.signature().negative() > 0) {
      figure = figure.with(Series.points("negative", x, down));
    }
    if (whole.nullity().count() > 0) {
      figure = figure.with(Series.points("zero", x, zero).coloured(7));
    }
    return figure.with(Mark.atY(tolerance, "tolerance"));
  }

  private Figure shares(List<Block> blocks) {
    int n = survey.ends().size();
    double[] x = new double[n];
    for (int j = 0; j < n; j++) {
      x[j] = j + 1;
    }
    Figure figure =
        Figure.of(
                "spectrum-shares",
                "Eigenvectors by layer",
                Axis.linear("eigenvector, from the largest eigenvalue to the least"),
                Axis.linear("\\(\\|v_k\\|^2\\)"))
            .captioned("How the eigenvectors at the ends spread over the layers.");
    for (int k = 0; k < blocks.size(); k++) {
      double[] y = new double[n];
      for (int j = 0; j < n; j++) {
        y[j] = survey.ends().get(j).shares()[k];
      }
      figure = figure.with(Series.line(blocks.get(k).name(), x, y).dashed(Dash.SOLID));
    }
    return figure;
  }
}
