package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;

/** convergence is fast, and minima are close to where descent began. */
record NearTheStart() implements CurvatureClaim {
  private static final int N = 5;

  /** Enough to see the slowest mode alone, too few for round-off to be seen. */
  private static final int STEPS = 200;

  @Override
  public String id() {
    return "A-3";
  }

  @Override
  public String place() {
    return "abstract, item 3";
  }

  @Override
  public String statement() {
    return "Convergence is fast, the minima are close to the origin.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int sizes = budget.of(3, 4, 6);
    double[] widths = new double[sizes];
    double[] moved = new double[sizes];
    double straight = 1;
    double farthest = Double.POSITIVE_INFINITY;
    double risks = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < sizes; k++) {
      int m = 256 << k;
      widths[k] = m;
      int draws = budget.of(2, 4, 10);
      for (int draw = 0; draw < draws; draw++) {
        // The same data for all widths: how hard they are must not count as width.
        Seed own = seed.child(draw);
        Network network = NetworkOnData.dense(8, Nonlinearity.tanh(), m, 1);
        // f = Σ a_j tanh⟨w_j, x⟩, a_j of order one and targets of order √m: in units of √m the
        // outputs are of order one, and so is what a weight has to move, all of them together.
        Matrix x = Vectors.gaussian(N, 8, own.child("x").random());
        double[] y = Vectors.gaussian(N, own.child("y").random());
        Risk risk = SquareFits.risk(network, x, Vectors.times(Math.sqrt(m), y));
        double[] w0 = SquareFits.start(network, 1, own.child("start").child(k));
        for (int j = 8 * m; j < w0.length; j++) {
          w0[j] *= Math.sqrt(m);
        }
        // The largest eigenvalue grows like the width.
        Descent path = Descent.of(risk, w0, 0.2 / m, STEPS);
        risks = Math.max(risks, path.logRisk - Math.log(m));
        straight = Math.min(straight, path.fit);
        moved[k] += Vectors.distance(path.w, w0) / Vectors.norm(w0) / draws;
        farthest = Math.min(farthest, Vectors.norm(path.w) / Vectors.norm(w0));
      }
    }
    double[] x = new double[sizes];
    double[] y = new double[sizes];
    for (int k = 0; k < sizes; k++) {
      x[k] = Math.log(widths[k]);
      y[k] = Math.log(moved[k]);
    }
    double slope = Vectors.slope(x, y);
    return Judgement.of(
            Evidence.atMost("largest final \\(\\log\\hat R/m\\)", risks, Math.log(1e-3))
                .ofHypothesis(),
            Evidence.atMost(
                "least \\(\\|W\\|/\\|W_0\\|\\) at the end: closer to the origin than the start?",
                farthest,
                0.5),
            Evidence.atLeast(
                    "least \\(R^2\\) of a line through \\(\\log L\\) against \\(t\\), late half",
                    straight,
                    0.99)
                .ofCorrection(),
            Evidence.near("slope of \\(\\|W-W_0\\|/\\|W_0\\|\\) in the width", slope, -0.5, 0.15)
                .ofCorrection())
        .corrected(
            "Close to the start, and the closer the wider the network:"
                + " \\(\\|W-W_0\\|/\\|W_0\\|\\propto m^{-1/2}\\). The origin is as far as at the"
                + " start.")
        .with(
            Figure.of(
                    "near-the-start",
                    "How far descent goes",
                    Axis.log10("width \\(m\\)"),
                    Axis.log10("\\(\\|W-W_0\\|/\\|W_0\\|\\)"))
                .captioned("Two layers of tanh units, five examples; means over starts.")
                .with(Series.line("at the end of descent", widths, moved)))
        .noting(
            "The document names no constants; what is measured is the linear rate and how the"
                + " distance scales.");
  }

  /** The end of a descent, and how straight log L was over its second half. */
  private record Descent(double[] w, double logRisk, double fit) {
    static Descent of(Risk risk, double[] w0, double eta, int steps) {
      double[] w = w0.clone();
      int rows = 20;
      double[] t = new double[rows];
      double[] log = new double[rows];
      for (int step = 0; step < steps; step++) {
        double[] g = SquareFits.gradient(risk, w);
        int row = (2 * step - steps) * rows / steps;
        if (row >= 0 && (2 * step - steps) * rows % steps < 2 * rows) {
          t[row] = step;
          log[row] = risk.logRisk();
        }
        for (int i = 0; i < w.length; i++) {
          w[i] -= eta * g[i];
        }
      }
      return new Descent(w, risk.at(w), determination(t, log));
    }
  }

  /** R² of the line of least squares. */
  private static double determination(double[] x, double[] y) {
    double slope = Vectors.slope(x, y);
    double mx = 0;
    double my = 0;
    for (int i = 0; i < x.length; i++) {
      mx += x[i] / x.length;
      my += y[i] / x.length;
    }
    double rest = 0;
    double all = 0;
    for (int i = 0; i < x.length; i++) {
      rest += Math.pow(y[i] - my - slope * (x[i] - mx), 2);
      all += Math.pow(y[i] - my, 2);
    }
    return 1 - rest / all;
  }
}
