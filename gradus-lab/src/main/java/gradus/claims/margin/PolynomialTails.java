package gradus.claims.margin;

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
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** J-tails: losses with a polynomial tail have another limit direction. */
record PolynomialTails() implements Claim {
  @Override
  public String id() {
    return "J-tails";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§1");
  }

  @Override
  public String statement() {
    return "A dual analysis characterises the implicit bias also for losses whose tail is not"
        + " exponential.";
  }

  @Override
  public String formula() {
    return "\\ell(z)=(1+z)^{-a}:\\quad\\frac{w_t}{\\|w_t\\|}\\to\\bar v\\propto\\sum_i\\langle\\bar"
        + " v,y_ix_i\\rangle^{-a-1}y_ix_i";
  }

  @Override
  public List<String> assumptions() {
    return List.of("Separable data; below margin zero the loss goes on along its tangent.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  /** Where descent ends: its steps are a part of ‖w‖, which therefore grows exponentially. */
  private static final double FAR = 1e12;

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int steps = budget.of(20_000, 100_000, 1_000_000);
    double apart = 0;
    double dual = 0;
    double svm = Double.POSITIVE_INFINITY;
    Figure figure =
        Figure.of(
                "tails",
                "Distance of the direction to the dual optimum",
                Axis.log10("\\(\\|w_t\\|\\)"),
                Axis.log10("\\(\\|w_t/\\|w_t\\|-\\bar v\\|\\)"))
            .captioned("Descent with steps 1/L at the present L; one curve for each exponent a.");
    for (int draw = 0; draw < budget.of(2, 4, 10); draw++) {
      LinearProblem problem = LinearProblem.random(30, 4, seed.child(draw));
      for (double a : new double[] {1, 2, 4}) {
        double[] limit = limit(problem.z(), a);
        dual = Math.max(dual, residual(problem.z(), a, limit));
        svm = Math.min(svm, Vectors.distance(limit, problem.best().direction()));
        double[] w = new double[problem.z().cols()];
        int readings = 30;
        double[] norm = new double[readings];
        double[] distance = new double[readings];
        int made = 0;
        for (int i = 0; i < readings; i++) {
          double until = 10 * Math.pow(steps / 10.0, i / (readings - 1.0));
          for (; made < until && Vectors.norm(w) < FAR; made++) {
            w = step(problem.z(), a, w);
          }
          norm[i] = Vectors.norm(w);
          distance[i] = Vectors.distance(Vectors.unit(w), limit);
        }
        apart = Math.max(apart, distance[readings - 1]);
        if (draw == 0) {
          figure = figure.with(Series.line("a = %.0f".formatted(a), norm, distance));
        }
      }
    }
    return Judgement.of(
            // 1 - cos is half its square.
            Evidence.near(
                "largest distance of descent's direction to the dual optimum after %,d steps"
                    .formatted(steps),
                apart,
                0,
                0.01),
            Evidence.near("what the dual optimum leaves of its equation, relative", dual, 0, 1e-10),
            Evidence.atLeast(
                "least distance of the dual optimum to the max-margin direction", svm, 5e-3))
        .with(figure)
        .noting(
            "The limit maximises \\(-\\sum_i\\langle v,y_ix_i\\r"
                + "angle^{-a}\\) on the sphere, not the least margin: every example keeps a weight."
                + " As \\(a\\) grows it tends to the max-margin direction.");
  }

  /** One step of length 1/L of descent on the mean loss, L its curvature at w. */
  private static double[] step(Matrix z, double a, double[] w) {
    double[] margins = Vectors.product(z, w);
    double[] c = new double[margins.length];
    double curvature = 0;
    for (int n = 0; n < c.length; n++) {
      double base = 1 + Math.max(margins[n], 0);
      c[n] = a * Math.pow(base, -a - 1);
      curvature += (a + 1) * c[n] / base;
    }
    return Vectors.plus(w, 1 / curvature, Vectors.transposedProduct(z, c));
  }

  /** Newton's method for min (1/a) Σ ⟨w, z_n⟩^{-a} + ½‖w‖², from the max-margin direction. */
  private static double[] limit(Matrix z, double a) {
    double[] w = LinearProblem.of("start", z).best().direction();
    w = Vectors.times(1 / Math.max(Vectors.min(Vectors.product(z, w)), 1e-3), w);
    for (int i = 0; i < 200; i++) {
      double[] m = Vectors.product(z, w);
      double[] c = Arrays.stream(m).map(v -> Math.pow(v, -a - 1)).toArray();
      double[] gradient = Vectors.plus(w, -1, Vectors.transposedProduct(z, c));
      Matrix h = Matrix.identity(w.length);
      for (int n = 0; n < m.length; n++) {
        double bend = (a + 1) * c[n] / m[n];
        for (int j = 0; j < w.length; j++) {
          for (int k = 0; k < w.length; k++) {
            h.set(j, k, h.at(j, k) + bend * z.at(n, j) * z.at(n, k));
          }
        }
      }
      double[] newton = Cholesky.of(h).solve(gradient);
      double length = 1;
      double value = value(z, a, w);
      // Where a step gains less than the value's round-off, the value cannot judge it any more.
      double slack = Vectors.dot(newton, gradient) < 1e-10 * value ? 1e-10 * value : 0;
      while (length > 1e-12 && !(value(z, a, Vectors.plus(w, -length, newton)) <= value + slack)) {
        length /= 2;
      }
      w = Vectors.plus(w, -length, newton);
    }
    return Vectors.unit(w);
  }

  private static double value(Matrix z, double a, double[] w) {
    double sum = Vectors.dot(w, w) / 2;
    for (double m : Vectors.product(z, w)) {
      sum += m > 0 ? Math.pow(m, -a) / a : Double.POSITIVE_INFINITY;
    }
    return sum;
  }

  /** The distance of v to the direction of Σ ⟨v, z_n⟩^{-a-1} z_n. */
  private static double residual(Matrix z, double a, double[] v) {
    double[] c = Arrays.stream(Vectors.product(z, v)).map(m -> Math.pow(m, -a - 1)).toArray();
    return Vectors.distance(Vectors.unit(Vectors.transposedProduct(z, c)), v);
  }
}
