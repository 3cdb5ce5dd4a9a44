package gradus.claims.kernel;

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
import gradus.kernel.NtkMargin;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.random.RandomGenerator;

/** J-E7: a field that separates in the limit, read at the units of a network, separates there. */
record SampledSeparator() implements Claim {
  private static final int ANGLES = 200_000;

  /** Corners of the square with labels by exclusive or: equal weights are best by symmetry. */
  private static final Matrix X =
      Matrix.ofRows(
          new double[] {1, 0}, new double[] {0, 1}, new double[] {-1, 0}, new double[] {0, -1});

  private static final double[] Y = {1, -1, 1, -1};

  @Override
  public String id() {
    return "J-E7";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "equation 7");
  }

  @Override
  public String statement() {
    return "With high probability \\(\\bar u_s=a_s\\bar v(w_{s,0})/\\sqrt m\\) separates the"
        + " gradients of a network of width m, with a margin of"
        + " \\(\\gamma-O(\\sqrt{\\ln n/m})\\).";
  }

  @Override
  public String formula() {
    return "\\min_iy_i\\frac1{\\sqrt m}\\sum_sa_s\\langle\\bar u_s,x_i\\rangle\\mathbf 1[\\langle"
        + " w_{s,0},x_i\\rangle>0]\\ge\\gamma-O\\bigl(\\sqrt{\\ln n/m}\\bigr)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("\\(\\bar v\\) attains the NTK margin \\(\\gamma>0\\)");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] limit = new double[Y.length];
    for (int k = 0; k < ANGLES; k++) {
      double angle = 2 * Math.PI * (k + 0.5) / ANGLES;
      add(limit, Math.cos(angle), Math.sin(angle), 1.0 / ANGLES);
    }
    double gamma = Vectors.min(limit);
    double known = NtkMargin.exact(X, Y).dual();
    double[] m = {100, 400, 1600, 6400, 25_600};
    double[] deficit = new double[m.length];
    int draws = budget.of(200, 1000, 4000);
    int beyond = 0;
    for (int k = 0; k < m.length; k++) {
      // Hoeffding: each margin is a mean of m numbers in [-1, 1]; all four within it but for 1e-6.
      double bound = Math.sqrt(2 * Math.log(Y.length / 1e-6) / m[k]);
      for (int draw = 0; draw < draws; draw++) {
        RandomGenerator random = seed.child(k).child(draw).random();
        double[] margins = new double[Y.length];
        for (int s = 0; s < m[k]; s++) {
          add(margins, random.nextGaussian(), random.nextGaussian(), 1 / m[k]);
        }
        double lost = gamma - Vectors.min(margins);
        deficit[k] += lost / draws;
        beyond += lost > bound ? 1 : 0;
      }
    }
    Figure figure =
        Figure.of(
                "deficit",
                "What the margin of a finite network lacks",
                Axis.log10("width \\(m\\)"),
                Axis.log10("mean of \\(\\gamma\\) less the margin"))
            .with(Series.line("four points in the plane", m, deficit))
            .captioned("The field is read at m normal directions.");
    return Judgement.of(
            Evidence.near(
                    "margin of the field less \\(\\gamma\\) (solver, exact arcs)",
                    gamma,
                    known,
                    1e-4)
                .ofHypothesis(),
            Evidence.near(
                "slope of the mean deficit in m", KernelLimit.slope(m, deficit), -0.5, 0.1),
            Evidence.near(
                "draws whose deficit exceeds \\(\\sqrt{2\\ln(n/10^{-6})/m}\\)", beyond, 0, 0))
        .with(figure)
        .noting(
            "At \\(\\bar U\\) the signs \\(a_s\\) cancel, and the margin of each example is a mean"
                + " over the units; the constant is Hoeffding's. Four points \\(\\pm e_1\\) and"
                + " \\(\\pm e_2\\) of different labels.");
  }

  /** Adds a share of y_i⟨v̄(z), x_i⟩1[⟨z, x_i⟩ > 0], v̄ along Σ y_i φ_i. */
  private static void add(double[] margins, double z0, double z1, double share) {
    double gx = 0;
    double gy = 0;
    for (int i = 0; i < Y.length; i++) {
      if (z0 * X.at(i, 0) + z1 * X.at(i, 1) > 0) {
        gx += Y[i] * X.at(i, 0);
        gy += Y[i] * X.at(i, 1);
      }
    }
    double norm = Math.hypot(gx, gy);
    for (int i = 0; i < Y.length && norm > 0; i++) {
      if (z0 * X.at(i, 0) + z1 * X.at(i, 1) > 0) {
        margins[i] += share * Y[i] * (gx * X.at(i, 0) + gy * X.at(i, 1)) / norm;
      }
    }
  }
}
