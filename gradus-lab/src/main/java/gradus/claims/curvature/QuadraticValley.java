package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** N-P1: near a zero-loss minimum the loss is quadratic in some directions and flat in others. */
record QuadraticValley() implements CurvatureClaim {
  private static final int POINTS = 9;

  @Override
  public String id() {
    return "N-P1";
  }

  @Override
  public String place() {
    return "Proposition 1, equation 5";
  }

  @Override
  public String statement() {
    return "At a stable zero minimiser of the square loss the loss is locally quadratic and"
        + " degenerate.";
  }

  @Override
  public String formula() {
    return "L(W^*+w)=w^{\\mathsf T}(\\mathbf{HL}(W^*))w=\\sum_{k\\le j}\\lambda_k^2\\alpha_k^2";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double stable = 0;
    double flat = Double.POSITIVE_INFINITY;
    double half = 0;
    double printed = Double.POSITIVE_INFINITY;
    int reached = 0;
    int nullities = Integer.MAX_VALUE;
    List<Series> shown = new ArrayList<>();
    int draws = budget.of(2, 12, 60);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      Network network = NetworkOnData.dense(4, Nonlinearity.tanh(), 6, 1 + draw % 2 * 4, 1);
      Risk risk = SquareFits.random(network, 5, own);
      Optional<double[]> found = SquareFits.zero(risk, own.child("start"), 40);
      if (found.isEmpty()) {
        continue;
      }
      reached++;
      double[] w = found.get();
      Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
      int p = w.length;
      int nullity = spectrum.nullity(1e-10).count();
      nullities = Math.min(nullities, nullity);
      for (int j = 0; j < p; j++) {
        double lambda = spectrum.values()[j];
        boolean isNull = j < nullity;
        double[] alpha = new double[POINTS];
        double[] loss = new double[POINTS];
        // Stable: small against the curvature's own change; null: far above round-off of L.
        double from = isNull ? 1e-2 : 1e-5;
        for (int i = 0; i < POINTS; i++) {
          alpha[i] = from * Math.pow(10, i / (POINTS - 1.0));
          loss[i] = SquareFits.value(risk, Vectors.plus(w, alpha[i], spectrum.vectors().col(j)));
        }
        double slope = Vectors.slope(logs(alpha), logs(loss));
        if (isNull) {
          flat = Math.min(flat, slope);
        } else {
          stable = Math.max(stable, Math.abs(slope - 2));
          double unit = lambda * Math.exp(risk.logScale()) * alpha[0] * alpha[0];
          half = Math.max(half, Math.abs(loss[0] / (unit / 2) - 1));
          printed = Math.min(printed, Math.abs(loss[0] / (lambda * unit) - 1));
        }
        if (shown.size() < 2 && (isNull ? shown.isEmpty() : j == p - 1)) {
          shown.add(Series.line(isNull ? "null eigenvector" : "largest eigenvalue", alpha, loss));
        }
      }
    }
    Figure figure =
        Figure.of(
                "valley-slopes",
                "The loss away from a zero minimiser",
                Axis.log10("\\(\\alpha\\)"),
                Axis.log10("\\(L(W^*+\\alpha v)\\)"))
            .captioned("Slope 2 along a stable eigenvector, 4 along a null one.");
    for (Series series : shown) {
      figure = figure.with(series);
    }
    return Judgement.of(
            Evidence.atLeast("networks at zero loss", reached, 1).ofHypothesis(),
            Evidence.near("least \\(|L/(\\lambda^2\\alpha^2)-1|\\)", printed, 0, 1e-3),
            Evidence.near("largest \\(|L/(\\frac12\\lambda\\alpha^2)-1|\\)", half, 0, 1e-2)
                .ofCorrection(),
            Evidence.near(
                    "largest \\(|\\text{slope}-2|\\) along stable eigenvectors", stable, 0, 0.05)
                .ofCorrection(),
            // f changes by ε² along a null direction, its square by ε⁴.
            Evidence.atLeast("least slope along null eigenvectors", flat, 3).ofCorrection(),
            Evidence.atLeast("least nullity", nullities, 1).ofCorrection())
        .corrected(
            "\\(L=\\frac12w^{\\mathsf T}Hw=\\frac12\\sum\\lambda_k\\alpha_k^2\\), up to terms of"
                + " third order: E5 lacks the half and squares the eigenvalue.")
        .with(figure)
        .noting(
            "'Quadratic' is the second-order model. Along null directions the loss is quartic, not"
                + " constant: the flat set is curved.");
  }

  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.log(x[i]);
    }
    return y;
  }
}
