package gradus.report;

import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.report.StudyCurves.Line;
import gradus.study.Angles;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures that set the arms of a study beside each other: at equal time, at equal cost. */
final class ComparisonFigures {
  private static final double LOG_10 = Math.log(10);

  /** Horizons that differ by a factor e in time are worth a second look. */
  private static final double APART = 1;

  private final RunRecord run;
  private final StudyCurves curves;

  ComparisonFigures(RunRecord run) {
    this.run = run;
    this.curves = new StudyCurves(run);
  }

  /** What the other figures are drawn against: log t as soon as one arm flows, else steps. */
  Clock main() {
    return Clock.of(flows() ? Clock.Kind.TIME : Clock.Kind.STEPS, run);
  }

  private boolean flows() {
    return run.result().arms().stream().anyMatch(ArmResult::flows);
  }

  /** Margins, norms and risk against the cost of flows, or the time of descents; may be none. */
  List<Figure> other() {
    if (flows()) {
      return by(
          Clock.of(Clock.Kind.EVALUATIONS, run),
          "The same against the number of gradients computed, which is what an arm costs.");
    }
    return horizonsDiffer()
        ? by(
            Clock.of(Clock.Kind.TIME, run),
            "The same against the time \\(t=\\sum\\eta_t\\), at which arms of different steps can"
                + " be compared.")
        : List.of();
  }

  private boolean horizonsDiffer() {
    List<Double> ends =
        run.result().arms().stream().map(ArmResult::logTime).filter(Double::isFinite).toList();
    OptionalDouble first = ends.stream().mapToDouble(Double::doubleValue).min();
    OptionalDouble last = ends.stream().mapToDouble(Double::doubleValue).max();
    return first.isPresent() && last.getAsDouble() - first.getAsDouble() > APART;
  }

  private List<Figure> by(Clock clock, String caption) {
    List<Figure> figures = new ArrayList<>();
    add(
        figures,
        clock,
        "margin-over-rho",
        "Margin of the normalised network",
        "\\(\\min_n z_n/\\prod_k\\rho_k^{d_k}\\)",
        caption,
        new Line("margin_over_rho", "", Dash.SOLID));
    add(
        figures,
        clock,
        "norm",
        "Product of the norms",
        "\\(\\log_{10}\\prod_k\\rho_k^{d_k}\\)",
        caption,
        new Line("rho", "", Dash.SOLID, Math::log10));
    if (clock.kind() != Clock.Kind.TIME) {
      add(
          figures,
          clock,
          "risk",
          "Risk",
          "\\(\\log_{10}\\hat R\\)",
          caption,
          new Line("log10_risk", "", Dash.SOLID));
    }
    return figures;
  }

  private void add(
      List<Figure> figures,
      Clock clock,
      String id,
      String title,
      String y,
      String caption,
      Line line) {
    Figure empty =
        Figure.of(id + "-" + clock.suffix(), title, clock.axis(), Axis.linear(y))
            .captioned(caption);
    curves.drawn(empty, clock, List.of(line)).ifPresent(figures::add);
  }

  /** How far each arm's direction is from the first arm's at equal log t; may be none. */
  List<Figure> angles() {
    String first = run.result().arms().isEmpty() ? "" : run.result().arms().getFirst().arm();
    List<Figure> figures = new ArrayList<>();
    addAngles(
        figures,
        "angle",
        "Angle to %s".formatted(first),
        "\\(\\angle(w,w')\\)",
        "The angle between the weights of each arm and those of `%s` at the same \\(t\\)."
                .formatted(first)
            + " Between its records that arm's directions are joined by straight lines, and angles"
            + " between arms that go the same way are that inaccuracy.",
        Angles::whole);
    if (curves.layers("rho_") > 1) {
      addAngles(
          figures,
          "angle-by-layer",
          "Angle to %s, layer by layer".formatted(first),
          "\\(\\angle(V,V')\\)",
          "The same with each layer divided by its norm, \\(V_k=W_k/\\r"
              + "ho_k\\): how layers share the norm does not count here.",
          Angles::byLayer);
    }
    return figures;
  }

  private void addAngles(
      List<Figure> figures,
      String id,
      String title,
      String y,
      String caption,
      Function<Angles, double[]> angle) {
    Axis time = Clock.of(Clock.Kind.TIME, run).axis();
    Figure figure = Figure.of(id, title, time, Axis.log10(y).in("degrees")).captioned(caption);
    for (ArmResult arm : run.result().arms()) {
      Angles angles = run.angles().get(arm.name());
      if (angles != null) {
        double[] x = Arrays.stream(angles.logTime()).map(t -> t / LOG_10).toArray();
        figure = curves.with(figure, arm, "", x, degrees(angle.apply(angles)), Dash.SOLID);
      }
    }
    if (!figure.series().isEmpty()) {
      figures.add(figure);
    }
  }

  /** Arms start alike: an angle of exactly zero has no place on the axis, and needs no remark. */
  private static double[] degrees(double[] radians) {
    return Arrays.stream(radians).map(a -> a > 0 ? Math.toDegrees(a) : Double.NaN).toArray();
  }
}
