package gradus.report;

import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.report.StudyCurves.Line;
import gradus.study.RunRecord;
import gradus.study.StepSizes;
import java.util.List;
import java.util.Map;

/** The largest curvature along training, with the edge of stability of each arm's steps. */
final class SharpnessFigures {
  private static final double WIDE = 3;
  private static final int MOST_MARKS = 6;

  private final RunRecord run;
  private final StudyCurves curves;
  private final Clock clock;

  SharpnessFigures(RunRecord run, Clock clock) {
    this.run = run;
    this.curves = new StudyCurves(run);
    this.clock = clock;
  }

  List<Figure> figures() {
    boolean wide = curves.spans("sharpness", WIDE);
    String column = wide ? "log10_sharpness" : "sharpness";
    String label = "\\(\\lambda_{\\max}(\\nabla^2\\hat R)\\)";
    Axis axis = Axis.linear(wide ? "\\(\\log_{10}\\)" + label : label);
    Figure empty =
        Figure.of("sharpness", "Sharpness", clock.axis(), axis)
            .captioned(
                "The largest eigenvalue of the Hessian. Steps \\(\\eta\\) are stable in the"
                    + " quadratic model up to \\(2/\\eta\\): under full-batch descent it tends to"
                    + " rise until it gets there, and then stays at that edge while the risk goes"
                    + " on to fall, no longer at every step.");
    return curves
        .drawn(empty, clock, List.of(new Line(column, "", Dash.SOLID)))
        .map(figure -> withEdges(figure, wide))
        .stream()
        .toList();
  }

  private Figure withEdges(Figure figure, boolean wide) {
    Map<String, Double> etas = StepSizes.of(run.directory());
    Figure marked = figure;
    for (Map.Entry<String, Double> arm :
        etas.size() <= MOST_MARKS ? etas.entrySet() : Map.<String, Double>of().entrySet()) {
      double edge = 2 / arm.getValue();
      marked =
          marked.with(Mark.atY(wide ? Math.log10(edge) : edge, "\\(2/\\eta\\), " + arm.getKey()));
    }
    return marked;
  }
}
