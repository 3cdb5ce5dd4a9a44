package gradus.report;

import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import gradus.study.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Draws columns of the traces, one curve for each arm; seeds of one arm share its colour. */
final class StudyCurves {
  private final RunRecord run;
  private final List<String> arms;

  StudyCurves(RunRecord run) {
    this.run = run;
    this.arms = run.result().arms().stream().map(ArmResult::arm).distinct().toList();
  }

  /**
   * One curve of each arm.
   *
   * @param column what is drawn
   * @param suffix what its name says besides the arm
   * @param dash how it is drawn
   * @param map what becomes of each value
   */
  record Line(String column, String suffix, Dash dash, DoubleUnaryOperator map) {
    Line(String column, String suffix, Dash dash) {
      this(column, suffix, dash, DoubleUnaryOperator.identity());
    }
  }

  /** The number of different arms. */
  int arms() {
    return arms.size();
  }

  /** The place of an arm in the palette. */
  int colour(ArmResult arm) {
    return arms.indexOf(arm.arm());
  }

  /** The trace of an arm. */
  Trace trace(ArmResult arm) {
    return run.trace(arm.name());
  }

  /** The number of layers that the traces tell apart in a column. */
  int layers(String prefix) {
    return run.traces().values().stream()
        .mapToInt(
            trace ->
                (int) trace.columns().stream().filter(c -> c.matches(prefix + "[0-9]+")).count())
        .max()
        .orElse(0);
  }

  /** Whether some column of the arms spans more than so many decades. */
  boolean spans(String column, double decades) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Trace trace : run.traces().values()) {
      for (double v : trace.has(column) ? trace.column(column) : new double[0]) {
        if (v > 0 && Double.isFinite(v)) {
          least = Math.min(least, v);
          most = Math.max(most, v);
        }
      }
    }
    return Math.log10(most) - Math.log10(least) > decades;
  }

  /** A figure with its curves; none where no trace has a finite number. */
  Optional<Figure> drawn(Figure empty, Clock clock, List<Line> lines) {
    Figure figure = empty;
    for (ArmResult arm : run.result().arms()) {
      Trace trace = trace(arm);
      for (Line line : lines) {
        if (trace.has(line.column())) {
          double[] y = Arrays.stream(trace.column(line.column())).map(line.map()).toArray();
          figure = with(figure, arm, line.suffix(), clock.x(trace), y, line.dash());
        }
      }
    }
    return figure.series().isEmpty() ? Optional.empty() : Optional.of(figure);
  }

  /** A figure with one more curve of an arm, unless it has no finite number. */
  Figure with(Figure figure, ArmResult arm, String suffix, double[] x, double[] y, Dash dash) {
    if (Arrays.stream(y).noneMatch(Double::isFinite)) {
      return figure;
    }
    return figure.with(Series.line(arm.arm() + suffix, x, y).coloured(colour(arm)).dashed(dash));
  }
}
