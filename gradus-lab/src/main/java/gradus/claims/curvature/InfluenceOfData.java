package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** N-6.3.2: how the weights of a trained minimiser move with the data. */
record InfluenceOfData() implements CurvatureClaim {
  private static final double DECAY = 0.05;

  @Override
  public String id() {
    return "N-6.3.2";
  }

  @Override
  public String place() {
    return "SI 6.3.2, footnote 1";
  }

  @Override
  public String statement() {
    return "Perturbations of the weights follow from perturbations of the training data.";
  }

  @Override
  public String formula() {
    return "dw=\\frac{dw}{dS}dS,\\qquad\\frac{dw}{dx_n}=-H^{-1}\\frac{\\partial^2L}{\\partial"
        + " w\\,\\partial x_n}";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "the differentiable situation: the minimiser is nondegenerate (logistic loss with a penalty"
            + " \\(0.025\\|w\\|^2\\))");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double worst = 0;
    double order = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(5, 40, 200); draw++) {
      Seed own = seed.child(draw);
      int n = 20;
      int d = 4;
      Matrix x = Vectors.gaussian(n, d, own.child("x").random());
      double[] y = Vectors.gaussian(n, own.child("y").random());
      for (int i = 0; i < n; i++) {
        y[i] = Math.signum(y[i]);
      }
      double[] w = minimiser(x, y, new double[d]);
      double[] dx = Vectors.unit(Vectors.gaussian(d, own.child("dx").random()));
      int which = draw % n;
      double[] predicted = influence(x, y, w, which, dx);
      double[] errors = new double[2];
      for (int k = 0; k < 2; k++) {
        double eps = k == 0 ? 1e-3 : 1e-2;
        double[] up = minimiser(moved(x, which, dx, eps), y, w);
        double[] down = minimiser(moved(x, which, dx, -eps), y, w);
        double[] change = Vectors.times(1 / (2 * eps), Vectors.plus(up, -1, down));
        errors[k] = Vectors.distance(change, predicted) / Vectors.norm(predicted);
      }
      worst = Math.max(worst, errors[0]);
      order = Math.min(order, Math.log10(errors[1] / Math.max(errors[0], 1e-12)));
    }
    return Judgement.of(
            Evidence.near(
                "largest relative difference of \\(dw/dS\\) and retraining with one point moved",
                worst,
                0,
                1e-4))
        .noting(
            ("Two-sided differences: from steps of 1e-2 to 1e-3 the difference falls by 10 to the"
                    + " %.1f at least.")
                .formatted(order))
        .noting(
            "At a degenerate minimum \\(H^{-1}\\) does not exist, and what the data do to the"
                + " weights depends on the path: the footnote's differentiable situation is not"
                + " that of an overparametrised network without a penalty.");
  }

  private static Matrix moved(Matrix x, int n, double[] dx, double eps) {
    Matrix next = x.copy();
    for (int i = 0; i < dx.length; i++) {
      next.set(n, i, x.at(n, i) + eps * dx[i]);
    }
    return next;
  }

  /** Newton's method for the logistic risk with its penalty, which is strictly convex. */
  private static double[] minimiser(Matrix x, double[] y, double[] start) {
    double[] w = start.clone();
    for (int k = 0; k < 50; k++) {
      double[] g = gradient(x, y, w);
      double[] step = Cholesky.of(hessian(x, y, w)).solve(g);
      w = Vectors.plus(w, -1, step);
      if (Vectors.norm(step) < 1e-15) {
        break;
      }
    }
    return w;
  }

  private static double[] gradient(Matrix x, double[] y, double[] w) {
    double[] g = Vectors.times(DECAY, w);
    for (int n = 0; n < y.length; n++) {
      double s = y[n] / (1 + Math.exp(y[n] * Vectors.dot(x.row(n), w)));
      g = Vectors.plus(g, -s / y.length, x.row(n));
    }
    return g;
  }

  private static Matrix hessian(Matrix x, double[] y, double[] w) {
    int d = w.length;
    Matrix h = Matrix.zeros(d, d);
    for (int n = 0; n < y.length; n++) {
      double p = 1 / (1 + Math.exp(-Vectors.dot(x.row(n), w)));
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          h.set(i, j, h.at(i, j) + p * (1 - p) * x.at(n, i) * x.at(n, j) / y.length);
        }
      }
    }
    for (int i = 0; i < d; i++) {
      h.set(i, i, h.at(i, i) + DECAY);
    }
    return h;
  }

  /** -H⁻¹ ∂(∇L)/∂x_n dx. */
  private static double[] influence(Matrix x, double[] y, double[] w, int n, double[] dx) {
    double z = y[n] * Vectors.dot(x.row(n), w);
    double s = y[n] / (1 + Math.exp(z));
    double p = 1 / (1 + Math.exp(-z));
    // ∇L holds -s x_n/N with ds/dx = -p(1-p) w.
    double[] change = Vectors.times(-s / y.length, dx);
    change = Vectors.plus(change, p * (1 - p) * Vectors.dot(w, dx) / y.length, x.row(n));
    return Vectors.times(-1, Cholesky.of(hessian(x, y, w)).solve(change));
  }
}
