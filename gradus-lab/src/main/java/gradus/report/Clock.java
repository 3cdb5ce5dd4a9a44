package gradus.report;

import gradus.figure.Axis;
import gradus.study.RunRecord;
import gradus.study.Trace;

/**
 * Against what the curves of a study are drawn.
 *
 * @param kind steps, time or cost
 * @param axis the horizontal axis
 */
record Clock(Kind kind, Axis axis) {
  private static final double LONG = 1000;

  /** What passes. */
  enum Kind {
    /** The number of steps, which compares descents. */
    STEPS("step", "steps"),
    /** log t, which compares flows, and flows with descents. */
    TIME("log10_time", "time"),
    /** The number of gradients, which compares costs. */
    EVALUATIONS("evaluations", "evaluations");

    private final String column;
    private final String label;

    Kind(String column, String label) {
      this.column = column;
      this.label = label;
    }
  }

  /** A clock for a run; counts that go far have a logarithmic axis. */
  static Clock of(Kind kind, RunRecord run) {
    if (kind == Kind.TIME) {
      return new Clock(kind, Axis.linear("\\(\\log_{10}t\\)"));
    }
    double last =
        run.traces().values().stream()
            .filter(trace -> trace.size() > 0)
            .mapToDouble(trace -> trace.column(kind.column)[trace.size() - 1])
            .max()
            .orElse(0);
    String label = kind == Kind.STEPS ? "steps" : "gradient evaluations";
    return new Clock(kind, last > LONG ? Axis.log10(label) : Axis.linear(label));
  }

  /** What an id of a figure ends with: {@code by-steps}. */
  String suffix() {
    return "by-" + kind.label;
  }

  /**
   * The abscissas of a trace. On a logarithmic axis step 0 has no place; it is left out without a
   * remark in every caption.
   */
  double[] x(Trace trace) {
    double[] x = trace.column(kind.column);
    for (int i = 0; i < x.length; i++) {
      x[i] = axis.scale().shows(x[i]) ? x[i] : Double.NaN;
    }
    return x;
  }
}
