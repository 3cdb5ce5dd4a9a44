package gradus.margin;

import gradus.loss.Loss;
import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.Cholesky;
import gradus.num.Compensated;
import gradus.num.LeastSquares;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.NotPositiveDefinite;

/**
 * The minimiser of Σ ℓ(⟨z_n, w⟩) on the span of the z_n, for rows that some positive weights
 * cancel: it exists then and is unique (ji2020 §4.2).
 *
 * <p>By Newton's method with halved steps. At the minimum Σ q_n z_n = 0 with q_n ∝ -ℓ'(⟨z_n, w⟩)
 * &gt; 0: the minimiser itself shows that no direction separates any of the rows.
 *
 * @param w the minimiser, of length d
 * @param weights q, one for each row, positive, of sum one
 * @param residual ‖Σ q_n z_n‖ / Σ q_n ‖z_n‖
 */
public record SpanMinimum(double[] w, double[] weights, double residual) {
  private static final Blas BLAS = Blas.best();
  private static final int ITERATIONS = 300;
  private static final int DOUBLINGS = 10;

  /** Changes of all margins below which the steps end, or end once they stop shrinking. */
  private static final double STILL = 1e-12;

  private static final double NEAR = 1e-3;

  /** What round-off may do to the logarithm of the value. */
  private static final double ROUNDING = 1e-14;

  /** Log ℓ, log -ℓ' and ℓ''/-ℓ' at a margin. */
  private enum Curve {
    EXPONENTIAL {
      @Override
      double logValue(double s) {
        return -s;
      }

      @Override
      double logSlope(double s) {
        return -s;
      }

      @Override
      double bend(double s) {
        return 1;
      }
    },
    LOGISTIC {
      @Override
      double logValue(double s) {
        return Math.log(LogSum.softplus(-s));
      }

      @Override
      double logSlope(double s) {
        return -LogSum.softplus(s);
      }

      @Override
      double bend(double s) {
        return 1 / (1 + Math.exp(-s));
      }
    };

    abstract double logValue(double s);

    abstract double logSlope(double s);

    abstract double bend(double s);

    static Curve of(Loss loss) {
      return switch (loss.label()) {
        case "exponential" -> EXPONENTIAL;
        case "logistic" -> LOGISTIC;
        default ->
            throw new BadInput(
                "the minimiser on the span is that of the logistic or the exponential loss, not of "
                    + loss.label());
      };
    }
  }

  /**
   * The minimiser for rows with an orthonormal basis (k x d) of their span.
   *
   * @throws BadInput for a loss other than logistic and exponential
   */
  static SpanMinimum of(Matrix z, Matrix basis, Loss loss) {
    Curve curve = Curve.of(loss);
    int n = z.rows();
    int k = basis.rows();
    double[] c = new double[k];
    Matrix s = Matrix.zeros(n, k);
    BLAS.gemm(
        false,
        true,
        n,
        k,
        z.cols(),
        1,
        z.data(),
        0,
        z.cols(),
        basis.data(),
        0,
        z.cols(),
        0,
        s.data(),
        0,
        k);
    State at = new State(s, c, curve);
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ITERATIONS && n > 0; i++) {
      State next = at.step(s, curve);
      // Far away a step moves some margin by one or more; near the minimum it squares what is left.
      double moved = at.farthest(next);
      at = next;
      if (moved < STILL || (moved < NEAR && moved > before / 2)) {
        break;
      }
      before = moved;
    }
    double[] w = new double[z.cols()];
    BLAS.gemv(true, k, z.cols(), 1, basis.data(), 0, z.cols(), at.c, 0, 0, w, 0);
    return certified(z, w, curve);
  }

  private static SpanMinimum certified(Matrix z, double[] w, Curve curve) {
    int d = z.cols();
    double[] logs = new double[z.rows()];
    for (int n = 0; n < logs.length; n++) {
      logs[n] = curve.logSlope(Compensated.dot(0, d, z.data(), n * d, w, 0));
    }
    double total = LogSum.of(logs);
    double[] q = new double[logs.length];
    double size = 0;
    for (int n = 0; n < q.length; n++) {
      q[n] = Math.exp(logs[n] - total);
      size += q[n] * BLAS.nrm2(d, z.data(), n * d);
    }
    double residual = q.length == 0 ? 0 : Compensated.norm(new Rows(z).combination(q)) / size;
    return new SpanMinimum(w, q, size == 0 ? 0 : residual);
  }

  /** The weights and the gradient at a point. */
  private static final class State {
    final double[] c;
    final double[] margins;
    final double logValue;
    final double[] q;
    final double[] pull;

    State(Matrix s, double[] c, Curve curve) {
      this.c = c;
      int n = s.rows();
      int k = s.cols();
      margins = new double[n];
      BLAS.gemv(false, n, k, 1, s.data(), 0, k, c, 0, 0, margins, 0);
      double[] values = new double[n];
      double[] slopes = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = curve.logValue(margins[i]);
        slopes[i] = curve.logSlope(margins[i]);
      }
      logValue = LogSum.of(values);
      double total = LogSum.of(slopes);
      q = new double[n];
      for (int i = 0; i < n; i++) {
        q[i] = Math.exp(slopes[i] - total);
      }
      pull = combination(s, q);
    }

    private static double[] combination(Matrix s, double[] q) {
      return s.cols() == 0 ? new double[0] : new Rows(s).combination(q);
    }

    /** By how much the margin that differs most differs. */
    double farthest(State other) {
      double farthest = 0;
      for (int i = 0; i < margins.length; i++) {
        farthest = Math.max(farthest, Math.abs(margins[i] - other.margins[i]));
      }
      return farthest;
    }

    /** Newton's step, halved until the value does not rise, or doubled as long as it falls. */
    State step(Matrix s, Curve curve) {
      double[] direction = direction(s, curve);
      State ahead = along(s, direction, 1, curve);
      double length = 1;
      while (ahead.logValue > logValue + ROUNDING && length > 1e-12) {
        length /= 2;
        ahead = along(s, direction, length, curve);
      }
      for (int i = 0; i < DOUBLINGS && length >= 1; i++) {
        State further = along(s, direction, 2 * length, curve);
        if (!(further.logValue < ahead.logValue - ROUNDING)) {
          break;
        }
        length *= 2;
        ahead = further;
      }
      return ahead;
    }

    private State along(Matrix s, double[] direction, double length, Curve curve) {
      double[] moved = c.clone();
      BLAS.axpy(c.length, length, direction, 0, moved, 0);
      return new State(s, moved, curve);
    }

    private double[] direction(Matrix s, Curve curve) {
      int n = s.rows();
      int k = s.cols();
      Matrix weighted = Matrix.zeros(n, k);
      for (int i = 0; i < n; i++) {
        BLAS.axpy(
            k, Math.sqrt(q[i] * curve.bend(margins[i])), s.data(), i * k, weighted.data(), i * k);
      }
      Matrix hessian = Matrix.zeros(k, k);
      BLAS.syrk(true, k, n, 1, weighted.data(), 0, k, 0, hessian.data(), 0, k);
      try {
        return Cholesky.of(hessian).solve(pull);
      } catch (NotPositiveDefinite e) {
        return LeastSquares.of(hessian, pull).solution();
      }
    }
  }
}
