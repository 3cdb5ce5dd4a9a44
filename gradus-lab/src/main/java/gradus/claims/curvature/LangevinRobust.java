package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.MetropolisLangevin;
import gradus.margin.MarginSolution;
import gradus.num.Interval;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** N-Conj1: is Langevin's equation a robust optimisation? */
record LangevinRobust() implements CurvatureClaim {
  private static final double[] COLD = {1e-3, 1e-4, 1e-5, 1e-6};

  /** Of the chains, and of the sphere whose radius grows. */
  private static final double WARM = 0.02;

  private static final double LARGE = 1e4;

  @Override
  public String id() {
    return "N-Conj1";
  }

  @Override
  public String place() {
    return "Conjecture 1, equation 20";
  }

  @Override
  public String statement() {
    return "SGD with Langevin's noise corresponds to the robust optimisation of equation 20, with"
        + " the weights perturbed to the worst for each example; for linear classifiers of"
        + " separable data it thereby finds the largest margin.";
  }

  @Override
  public String formula() {
    return "\\min_w\\max_{(\\delta_1,\\dots,\\delta_n)}\\frac1n\\sum_{i=1}^n"
        + "V(y_i,f_{w+\\delta_iw}(x_i))";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "\\(\\|\\delta_i\\|\\le\\r"
            + "ho\\|w\\|\\), as after equation 21: without a bound the maximum is infinite",
        "linear \\(f\\), separable data, \\(\\|x_i\\|=1\\), \\(w\\) on a sphere: elsewhere there is"
            + " no stationary law (B-E33)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Seen worst = new Seen();
    for (int d = 2; d <= 3; d++) {
      for (int draw = 0; draw < budget.of(1, 3, 12); draw++) {
        worst.look(d, budget, seed.child(d).child(draw));
      }
    }
    return Judgement.of(
            Evidence.near(
                "largest angle of the mean direction, logistic loss, \\(T=10^{-6}\\), to the"
                    + " optimum of equation 20 with \\(\\r"
                    + "ho\\) the margin",
                worst.robust,
                0,
                1e-3),
            Evidence.near("the same to the direction of largest margin", worst.margin, 0, 1e-3),
            Evidence.near(
                    "largest distance of the mean of chains from quadrature, in standard errors",
                    worst.chains,
                    0,
                    6)
                .ofCorrection(),
            Evidence.near(
                    "slope in \\(\\log T\\) of the angle to the minimiser of the loss itself, the"
                        + " farthest from 1",
                    worst.slope,
                    1,
                    0.02)
                .ofCorrection(),
            Evidence.near(
                    "largest angle to the optimum of equation 20, exponential loss,"
                        + " \\(T=10^{-6}\\), any \\(\\rho\\)",
                    worst.exponential,
                    0,
                    1e-4)
                .ofCorrection(),
            Evidence.near(
                    "largest error of \\(R\\cdot\\)angle of minimiser and largest margin,"
                        + " \\(R=10^4\\), over one plus its prediction",
                    worst.rate,
                    0,
                    0.01)
                .ofCorrection(),
            Evidence.near(
                    "largest angle of the mean direction at \\(T=0.02,R=10^4\\) to the centre of"
                        + " mass of the separating directions",
                    worst.centre,
                    0,
                    0.01)
                .ofCorrection(),
            Evidence.atLeast(
                    "largest angle of that centre and the direction of largest margin, three"
                        + " dimensions",
                    worst.apart,
                    0.02)
                .ofCorrection())
        .corrected(
            "As \\(T\\to0\\) on a sphere Langevin's law concentrates, with an angle of order"
                + " \\(T\\), at the minimiser of the loss itself. That solves equation 20 for every"
                + " \\(\\r"
                + "ho\\) if the loss is exponential, since then \\(V(m-\\r"
                + "ho)=e^\\r"
                + "ho V(m)\\), and in general for no \\(\\r"
                + "ho>0\\). It tends to the largest margin only as the radius \\(R\\) of the sphere"
                + " grows after \\(T\\to0\\), with an angle of order \\(1/R\\). In the other order,"
                + " where the minimum is flat and volume decides, the mean direction is the centre"
                + " of mass of the separating cone, not the centre of the largest ball in it.")
        .with(
            Figure.of(
                    "two-orders",
                    "Two orders of the limits",
                    Axis.log10("radius \\(R\\)"),
                    Axis.log10("angle to the largest margin"))
                .captioned(
                    "Eight points in three dimensions, logistic loss; by quadrature. The dashed"
                        + " line is the centre of mass of the separating cone.")
                .with(Series.line("T → 0", worst.radii, worst.cold))
                .with(Series.line("T = 0.02", worst.radii, worst.warm))
                .with(
                    Series.line(
                            "centre of mass",
                            new double[] {worst.radii[0], worst.radii[worst.radii.length - 1]},
                            new double[] {worst.centreAngle, worst.centreAngle})
                        .dashed(Dash.DASHED)))
        .noting(
            "In two dimensions the separating directions are an arc, whose centre of mass is its"
                + " middle and the direction of largest margin: the orders differ from three"
                + " dimensions on.")
        .noting(
            String.format(
                Locale.ROOT,
                "Chains at T = 0.02 and R = 1, adjusted after Metropolis and Hastings: %.0f %%"
                    + " accepted.",
                100 * worst.accepted));
  }

  /** What was seen, the worst of all draws. */
  private static final class Seen {
    private double robust;
    private double margin;
    private double chains;
    private double slope = 1;
    private double exponential;
    private double rate;
    private double centre;
    private double apart;
    private double accepted;
    private double centreAngle;
    private double[] radii = {1};
    private double[] cold = {1};
    private double[] warm = {1};

    void look(int d, Budget budget, Seed seed) {
      SphereProblem problem = SphereProblem.draw(d, seed.child("points"));
      MarginSolution svm = Margins.of(problem.z());
      double[] best = Vectors.unit(svm.direction());
      double[] least = problem.minimiser(best);
      double[] angles = new double[COLD.length];
      double[] coldest = least;
      for (int i = 0; i < COLD.length; i++) {
        coldest = problem.mean(COLD[i], least);
        angles[i] = Math.log(angle(coldest, least));
      }
      double own = Vectors.slope(Arrays.stream(COLD).map(Math::log).toArray(), angles);
      slope = Math.abs(own - 1) > Math.abs(slope - 1) ? own : slope;
      double[] worstCase = problem.perturbed(svm.margin()).minimiser(best);
      robust = Math.max(robust, angle(coldest, worstCase));
      margin = Math.max(margin, angle(coldest, best));
      SphereProblem exp = problem.withExponential();
      double[] expMean = exp.mean(1e-6, exp.minimiser(best));
      for (double share : new double[] {0.5, 1}) {
        double[] other = exp.perturbed(share * svm.margin()).minimiser(best);
        exponential = Math.max(exponential, angle(expMean, other));
      }
      double predicted = distanceTimesRadius(problem.z(), svm);
      double seen = LARGE * angle(problem.at(LARGE).minimiser(best), best);
      rate = Math.max(rate, Math.abs(seen - predicted) / (1 + predicted));
      double[] cone = problem.centreOfCone(best);
      centre = Math.max(centre, angle(problem.at(LARGE).mean(WARM, best), cone));
      apart = Math.max(apart, d == 3 ? angle(cone, best) : 0);
      chains = Math.max(chains, chains(problem, least, budget, seed.child("chains")));
      if (d == 3 && angle(cone, best) >= centreAngle) {
        picture(problem, best, angle(cone, best), budget.of(4, 9, 17));
      }
    }

    private void picture(SphereProblem problem, double[] best, double angle, int points) {
      centreAngle = angle;
      radii = new double[points];
      cold = new double[points];
      warm = new double[points];
      for (int k = 0; k < points; k++) {
        radii[k] = Math.pow(10, 4.0 * k / (points - 1));
        SphereProblem at = problem.at(radii[k]);
        double[] least = at.minimiser(best);
        cold[k] = angle(least, best);
        warm[k] = angle(at.mean(WARM, least), best);
      }
    }

    /** The distance of the mean of chains from that by quadrature, in standard errors. */
    private double chains(SphereProblem problem, double[] least, Budget budget, Seed seed) {
      int runs = 8;
      int steps = budget.of(4000, 100_000, 1_000_000);
      int d = least.length;
      double[][] means = new double[d][runs];
      for (int run = 0; run < runs; run++) {
        MetropolisLangevin chain =
            new MetropolisLangevin(problem.around(WARM), 0.02, least, seed.child(run));
        for (int t = -steps / 10; t < steps; t++) {
          chain.advance();
          double[] w = chain.at();
          double r = Vectors.norm(w);
          for (int j = 0; j < d && t >= 0; j++) {
            means[j][run] += w[j] / r / steps;
          }
        }
        accepted = chain.acceptanceRate();
      }
      double[] exact = problem.mean(WARM, least);
      double worst = 0;
      for (int j = 0; j < d; j++) {
        Interval mean = Interval.ofMean(means[j], 0.95);
        // With eight chains the 95 % interval has 2.36 standard errors to each side.
        double error = mean.halfWidth() / 2.365;
        worst = Math.max(worst, Math.abs(mean.estimate() - exact[j]) / error);
      }
      return worst;
    }
  }

  private static double angle(double[] u, double[] v) {
    double[] a = Vectors.unit(u);
    double[] b = Vectors.unit(v);
    // Twice the arc sine of half the chord, which keeps small angles.
    return 2 * Math.asin(Math.min(1, Vectors.distance(a, b) / 2));
  }

  /**
   * lim R·angle of the minimiser at radius R: w = Rv̂ + u with ⟨z_i, u⟩ = c - log q_i on the
   * support vectors and u ⊥ v̂, of which the least is taken.
   */
  private static double distanceTimesRadius(Matrix z, MarginSolution svm) {
    int[] support = svm.support();
    int d = z.cols();
    Matrix a = Matrix.zeros(support.length + 1, d + 1);
    double[] right = new double[support.length + 1];
    for (int k = 0; k < support.length; k++) {
      for (int j = 0; j < d; j++) {
        a.set(k, j, z.at(support[k], j));
      }
      a.set(k, d, -1);
      right[k] = -Math.log(svm.dual()[support[k]]);
    }
    for (int j = 0; j < d; j++) {
      a.set(support.length, j, svm.direction()[j]);
    }
    return Vectors.norm(Arrays.copyOf(LeastSquares.of(a, right).solution(), d));
  }
}
