package gradus.curvature;

import gradus.loss.Risk;
import gradus.num.Blas;
import gradus.num.ConjugateGradient;
import gradus.num.Matrix;
import gradus.num.SelfAdjointOperator;

/**
 * Newton's method to stationary points of a risk, matrix-free.
 *
 * <p>Two ways: {@link Way#DOWN} minimises R̂ within trust regions whose step is Steihaug's, and
 * ends at minima (or, seldom, at other points that it meets on the way); {@link Way#NEAREST}
 * minimises ‖∇R̂‖² by the method of Levenberg and Marquardt, and ends at stationary points of any
 * kind.
 *
 * <p>In pieces: where a step crosses kinks the model is wrong, and the step is shortened. Towards a
 * minimum on a kink the steps shrink to nothing, and {@link End#STUCK} says so.
 *
 * @param way where to
 * @param gradientNorm how small ‖∇R̂‖ has to be
 * @param mostSteps when to give up
 */
public record Newton(Way way, double gradientNorm, int mostSteps) {
  private static final Blas BLAS = Blas.best();
  private static final double LEAST_RADIUS = 1e-14;

  /** Where to. */
  public enum Way {
    /** To where the risk is least. */
    DOWN,
    /** To where the gradient is least. */
    NEAREST
  }

  /** How a search ended. */
  public enum End {
    /** The gradient is small enough. */
    STATIONARY,
    /** No step is short enough to help. */
    STUCK,
    /** No steps are left. */
    STEPS
  }

  /**
   * What came out.
   *
   * @param w the weights
   * @param gradientNorm ‖∇R̂‖ there
   * @param end how the search ended
   * @param steps how many steps were taken or tried
   */
  public record Found(double[] w, double gradientNorm, End end, int steps) {}

  /** To ‖∇R̂‖ ≤ 1e-10 in at most 500 steps. */
  public static Newton usual(Way way) {
    return new Newton(way, 1e-10, 500);
  }

  /** Goes from w; the risk is left where the search ended. */
  public Found from(Risk risk, double[] start) {
    int p = start.length;
    double[] w = start.clone();
    double[] g = new double[p];
    double[] next = new double[p];
    double[] nextG = new double[p];
    double value = Math.exp(risk.at(w));
    double norm = gradient(risk, g);
    double radius = way == Way.DOWN ? 1 : Double.POSITIVE_INFINITY;
    double damping = 1e-3;
    int step = 0;
    while (norm > gradientNorm && step < mostSteps) {
      step++;
      double scale = Math.exp(risk.logScale());
      SelfAdjointOperator h = new Scaled(Curvature.hessian(risk), scale);
      double[] s = way == Way.DOWN ? downStep(h, g, norm, radius) : flatStep(h, g, norm, damping);
      System.arraycopy(w, 0, next, 0, p);
      BLAS.axpy(p, 1, s, 0, next, 0);
      double expected = way == Way.DOWN ? modelDecrease(h, g, s) : 0;
      double nextValue = Math.exp(risk.at(next));
      double nextNorm = gradient(risk, nextG);
      boolean taken;
      if (way == Way.DOWN) {
        double ratio = (value - nextValue) / expected;
        // Below round-off of the value the gradient decides.
        boolean blind = expected <= 1e-13 * Math.abs(value);
        taken = blind ? nextNorm < norm : ratio > 1e-4;
        double length = BLAS.nrm2(p, s, 0);
        if (!taken || (!blind && ratio < 0.25)) {
          radius = length / 4;
        } else if (ratio > 0.75 && length > 0.9 * radius) {
          radius *= 2;
        }
      } else {
        taken = nextNorm < norm;
        damping = taken ? Math.max(damping / 10, 1e-16) : damping * 10;
      }
      if (taken) {
        System.arraycopy(next, 0, w, 0, p);
        System.arraycopy(nextG, 0, g, 0, p);
        value = nextValue;
        norm = nextNorm;
      } else {
        risk.at(w);
      }
      if (radius < LEAST_RADIUS || damping > 1e12) {
        return new Found(w, norm, End.STUCK, step);
      }
    }
    risk.at(w);
    return new Found(w, norm, norm <= gradientNorm ? End.STATIONARY : End.STEPS, step);
  }

  /** g ← ∇R̂, and its norm. */
  private static double gradient(Risk risk, double[] g) {
    risk.gradient(g);
    BLAS.scal(g.length, Math.exp(risk.logScale()), g, 0);
    return BLAS.nrm2(g.length, g, 0);
  }

  private static double[] downStep(SelfAdjointOperator h, double[] g, double norm, double radius) {
    double forcing = Math.min(0.1, Math.sqrt(norm));
    return new ConjugateGradient(radius, forcing * 1e-3, 4 * g.length + 50)
        .solve(h, negative(g))
        .x();
  }

  /** -gᵀs - ½sᵀHs. */
  private static double modelDecrease(SelfAdjointOperator h, double[] g, double[] s) {
    double[] hs = new double[s.length];
    h.apply(s, hs);
    return -BLAS.dot(s.length, g, 0, s, 0) - BLAS.dot(s.length, s, 0, hs, 0) / 2;
  }

  /** The s that makes ‖g + Hs‖² + μ‖g‖‖s‖² least: (H² + μ‖g‖) s = -Hg. */
  private static double[] flatStep(SelfAdjointOperator h, double[] g, double norm, double damping) {
    double[] hg = new double[g.length];
    h.apply(g, hg);
    return new ConjugateGradient(Double.POSITIVE_INFINITY, 1e-10, 4 * g.length + 50)
        .solve(new Squared(h, damping * norm), negative(hg))
        .x();
  }

  private static double[] negative(double[] x) {
    double[] y = x.clone();
    BLAS.scal(y.length, -1, y, 0);
    return y;
  }

  private record Scaled(SelfAdjointOperator a, double factor) implements SelfAdjointOperator {
    @Override
    public int dimension() {
      return a.dimension();
    }

    @Override
    public void apply(double[] x, double[] y) {
      a.apply(x, y);
      BLAS.scal(y.length, factor, y, 0);
    }

    @Override
    public void apply(Matrix x, Matrix y) {
      a.apply(x, y);
      BLAS.scal(y.data().length, factor, y.data(), 0);
    }
  }

  /** H² + μI. */
  private record Squared(SelfAdjointOperator h, double mu) implements SelfAdjointOperator {
    @Override
    public int dimension() {
      return h.dimension();
    }

    @Override
    public void apply(double[] x, double[] y) {
      double[] once = new double[x.length];
      h.apply(x, once);
      h.apply(once, y);
      BLAS.axpy(x.length, mu, x, 0, y, 0);
    }
  }
}
