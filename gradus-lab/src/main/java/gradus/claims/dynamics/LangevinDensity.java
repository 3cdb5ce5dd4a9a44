package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** B-E33: the stationary density of Langevin's equation, and what it prefers. */
record LangevinDensity() implements Claim {
  private static final double T = 0.5;
  private static final int[] DIMENSIONS = {1, 2, 4, 8};

  @Override
  public String id() {
    return "B-E33";
  }

  @Override
  public List<String> also() {
    return List.of("N-6.3");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equation 33");
  }

  @Override
  public String statement() {
    return "The stationary density of Langevin's equation is \\(e^{-L/T}/Z\\). Among minima of "
        + "equal depth it prefers the degenerate and the flatter one, and the more so the "
        + "higher the dimension.";
  }

  @Override
  public String formula() {
    return "p(W)=\\frac1Ze^{-L(W)/T},\\qquad Z=\\int e^{-L(W)/T}\\,dW";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "\\(Z<\\infty\\)",
        "white noise, and the equation itself: chains are corrected after Metropolis and Hastings");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder sizes = new StringBuilder();
    double[] sampled = new double[DIMENSIONS.length];
    for (int i = 0; i < DIMENSIONS.length; i++) {
      int d = DIMENSIONS[i];
      TwoWells wells = new TwoWells(d, T);
      LangevinSample sample =
          LangevinSample.of(wells, budget.of(60_000, 2_500_000, 25_000_000), seed.child(d));
      // Beyond this the distance of that many independent draws lies with probability 1e-6.
      double chance = Math.sqrt(Math.log(2e6) / 2 / sample.effective());
      evidence.add(
          Evidence.atMost(
              "distance of Kolmogorov and Smirnov to the exact law of \\(x\\), D = " + d,
              sample.distance(),
              budget == Budget.SMOKE ? chance : Math.min(0.02, chance)));
      double odds = wells.odds();
      sampled[i] = sample.odds();
      // Five standard errors of log odds: 1/√(n p (1 - p)).
      double p = odds / (1 + odds);
      double error = 5 / Math.sqrt(sample.effective() * p * (1 - p));
      evidence.add(
          Evidence.relative(
              "odds of the flatter well, D = " + d,
              sample.odds(),
              odds,
              budget == Budget.SMOKE ? error : Math.min(0.05, error)));
      sizes.append(
          String.format(
              Locale.ROOT,
              "%s D = %d: step %.3g, %.0f %% accepted, %.3g effective draws",
              i == 0 ? "" : ";",
              d,
              sample.step(),
              100 * sample.accepted(),
              sample.effective()));
    }
    double[] dimension = new double[15];
    double[] exact = new double[dimension.length];
    double growth = Double.POSITIVE_INFINITY;
    for (int i = 0; i < dimension.length; i++) {
      dimension[i] = 2 + i;
      exact[i] = new TwoWells(2 + i, T).odds();
      growth = i == 0 ? growth : Math.min(growth, exact[i] / exact[i - 1]);
    }
    evidence.add(
        Evidence.atLeast(
            "least factor of the exact odds from D to D + 1, D = 2, …, 15", growth, 1.2));
    double[] cold = {1e-6, 1e-7, 1e-8, 1e-9};
    double[] logT = new double[cold.length];
    double[] logOdds = new double[cold.length];
    for (int i = 0; i < cold.length; i++) {
      logT[i] = Math.log(cold[i]);
      logOdds[i] = Math.log(new TwoWells(1, cold[i]).odds());
    }
    // The next term of Laplace's expansion is of order √T.
    evidence.add(
        Evidence.near(
            "slope of log odds of the degenerate well in log T, T = 1e-6 to 1e-9: 1/4 - 1/2",
            Vectors.slope(logT, logOdds),
            -0.25,
            0.002));
    return Judgement.of(evidence)
        .with(
            Figure.of("odds", "Odds of the flatter well", Axis.linear("D"), Axis.log10("odds"))
                .captioned("Exact by quadrature, and from the chains.")
                .with(Series.line("exact", dimension, exact))
                .with(
                    Series.points(
                        "sampled",
                        new double[] {2, 4, 8},
                        new double[] {sampled[1], sampled[2], sampled[3]})))
        .noting("T = 0.5." + sizes + ".")
        .noting(divergence());
  }

  /** For the exponential loss on separable data there is no Z. */
  private static String divergence() {
    double[] logRadius = {Math.log(1e3), Math.log(1e4)};
    double[] logMass = new double[2];
    for (int i = 0; i < 2; i++) {
      double radius = Math.exp(logRadius[i]);
      double sum = 0;
      int angles = 3600;
      int radii = 2000;
      for (int a = 0; a < angles; a++) {
        double cos = Math.cos(2 * Math.PI * a / angles);
        for (int k = 0; k < radii; k++) {
          double r = radius * (k + 0.5) / radii;
          sum += r * Math.exp(-Math.exp(-r * cos) / T);
        }
      }
      logMass[i] = Math.log(sum * radius / radii / angles);
    }
    return String.format(
        Locale.ROOT,
        "For the exponential loss on separable data equation 33 is empty: \\(L\\to0\\) on a cone,"
            + " and the mass within radius R grows like \\(R^D\\). One example in the plane: slope"
            + " of log mass in log R %.4f between 1e3 and 1e4. It needs a bounded domain or a"
            + " penalty.",
        Vectors.slope(logRadius, logMass));
  }
}
