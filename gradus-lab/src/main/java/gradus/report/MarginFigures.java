package gradus.report;

import gradus.data.Dataset;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.margin.MarginAnswer;
import gradus.margin.MarginSolution;
import gradus.margin.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The pictures of a margin: how the margins of the examples are spread, and the plane they lie in.
 */
final class MarginFigures {
  private static final int BINS = 40;

  /** Margins that differ by less than this part of them are one number and make no picture. */
  private static final double SPREAD = 1e-9;

  private static final String POSITIVE = "class +1";
  private static final String NEGATIVE = "class −1";

  private final Dataset data;
  private final double[] y;
  private final MarginAnswer answer;

  MarginFigures(Dataset data, double[] y, MarginAnswer answer) {
    this.data = data;
    this.y = y;
    this.answer = answer;
  }

  /** The margins along the direction found; none where no part of the examples has one. */
  List<Figure> distribution() {
    Optional<MarginSolution> shown = shown();
    if (shown.isEmpty()) {
      return List.of();
    }
    double[] margins = Points.of(data).margins(shown.get().direction());
    boolean[] part = new boolean[margins.length];
    Arrays.stream(answer.split().separable()).forEach(n -> part[n] = true);
    String what =
        answer.isSeparable()
            ? "Margins \\(y_n\\langle v,x_n\\r"
                + "angle\\) of all examples along the direction of largest margin."
            : "Margins of the separable part along its direction on \\(H^\\perp\\); the rest has"
                + " margin zero there.";
    Axis axis = Axis.linear("margin \\(y_n\\langle v,x_n\\rangle\\)");
    Mark gamma = Mark.atX(shown.get().margin(), "largest margin \\(\\gamma\\)");
    Figure histogram =
        Figure.of("margin-histogram", "Margins by class", axis, Axis.linear("examples"))
            .with(gamma)
            .captioned(what);
    Figure cumulative =
        Figure.of(
                "margin-distribution",
                "Share of examples up to a margin",
                axis,
                Axis.linear("share"))
            .with(gamma)
            .captioned("Each class by itself: how many of its examples have at most this margin.");
    double[] ends = ends(margins, part);
    if (!(ends[1] - ends[0] > SPREAD * Math.abs(ends[1]))) {
      return List.of();
    }
    for (double sign : new double[] {1, -1}) {
      double[] own =
          IntStream.range(0, y.length)
              .filter(n -> part[n] && y[n] == sign)
              .mapToDouble(n -> margins[n])
              .sorted()
              .toArray();
      if (own.length > 0) {
        String name = sign > 0 ? POSITIVE : NEGATIVE;
        int colour = sign > 0 ? 0 : 1;
        histogram = histogram.with(bins(name, own, ends).coloured(colour));
        cumulative = cumulative.with(shares(name, own).coloured(colour));
      }
    }
    return List.of(histogram, cumulative);
  }

  private Optional<MarginSolution> shown() {
    return answer.separation() instanceof MarginSolution solution
        ? Optional.of(solution)
        : answer.split().perp();
  }

  private static double[] ends(double[] margins, boolean[] part) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < margins.length; n++) {
      if (part[n]) {
        low = Math.min(low, margins[n]);
        high = Math.max(high, margins[n]);
      }
    }
    return new double[] {low, high};
  }

  private static Series bins(String name, double[] own, double[] ends) {
    double width = (ends[1] - ends[0]) / BINS;
    double[] x = new double[BINS + 1];
    double[] count = new double[BINS + 1];
    for (int b = 0; b <= BINS; b++) {
      x[b] = ends[0] + b * width;
    }
    for (double margin : own) {
      count[Math.clamp((long) ((margin - ends[0]) / width), 0, BINS - 1)]++;
    }
    return Series.steps(name, x, count);
  }

  private static Series shares(String name, double[] own) {
    double[] x = new double[own.length + 1];
    double[] share = new double[own.length + 1];
    x[0] = own[0];
    for (int i = 0; i < own.length; i++) {
      x[i + 1] = own[i];
      share[i + 1] = (i + 1.0) / own.length;
    }
    return Series.steps(name, x, share);
  }

  /** The examples in their plane with the line that separates them; only for two coordinates. */
  Optional<Figure> plane() {
    boolean bias = data.dimension() == 3 && data.features().getLast().equals("bias");
    if (data.dimension() != 2 && !bias) {
      return Optional.empty();
    }
    Figure figure =
        Figure.of(
                "plane",
                "The examples and the line between them",
                Axis.linear(data.features().get(0)),
                Axis.linear(data.features().get(1)))
            .with(points(POSITIVE, n -> y[n] > 0).coloured(0))
            .with(points(NEGATIVE, n -> y[n] < 0).coloured(1));
    PlaneLines lines = new PlaneLines(data);
    List<Series> more = new ArrayList<>();
    String caption;
    if (answer.separation() instanceof MarginSolution solution) {
      boolean[] support = new boolean[y.length];
      Arrays.stream(solution.support()).forEach(n -> support[n] = true);
      more.add(points("support vectors", n -> support[n]).coloured(2));
      double[] v = solution.direction();
      lines.level("\\(\\langle v,x\\rangle=0\\)", v, 0).ifPresent(s -> more.add(s.coloured(3)));
      for (double side : new double[] {solution.margin(), -solution.margin()}) {
        lines
            .level("\\(\\langle v,x\\rangle=\\pm\\gamma\\)", v, side)
            .ifPresent(s -> more.add(s.coloured(4).dashed(Dash.DASHED)));
      }
      caption =
          bias
              ? "The bias is the third coordinate of \\(v\\) and counts in its norm."
              : "The line goes through the origin.";
    } else {
      lines
          .level("minimiser on \\(H\\)", answer.minimum().w(), 0)
          .ifPresent(s -> more.add(s.coloured(3)));
      answer
          .split()
          .perp()
          .flatMap(perp -> lines.level("direction off \\(H\\)", perp.direction(), 0))
          .ifPresent(s -> more.add(s.coloured(4).dashed(Dash.DASHED)));
      caption =
          "Nothing separates the examples. The lines are those on which the minimiser of the rest"
              + " and the direction of the separable part are zero, as far as each is not zero"
              + " itself.";
    }
    for (Series series : more) {
      figure = figure.with(series);
    }
    return Optional.of(figure.captioned(caption));
  }

  private Series points(String name, IntPredicate shown) {
    int[] rows = IntStream.range(0, y.length).filter(shown).toArray();
    return Series.points(
        name,
        IntStream.of(rows).mapToDouble(n -> data.inputs().at(n, 0)).toArray(),
        IntStream.of(rows).mapToDouble(n -> data.inputs().at(n, 1)).toArray());
  }
}
