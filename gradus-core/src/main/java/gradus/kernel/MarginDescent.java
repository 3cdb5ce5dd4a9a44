package gradus.kernel;

import gradus.num.Blas;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.NotPositiveDefinite;
import java.util.Arrays;

/**
 * min over the simplex of Σ_k p_k |V_k|, V_k = Σ_i q_i y_i x_i 1[z_k·x_i > 0], by a primal-dual
 * path.
 *
 * <p>Norms are rounded to ρ_k = √(|V_k|² + μ²), and q_i r_i = ν stands for q ≥ 0; μ and ν fall
 * together. Newton's method works on ρ_k v_k = V_k with the vectors v_k as unknowns of their own
 * (Chan, Golub and Mulet 1999): where V_k = 0 at the solution, the form v_k = V_k/ρ_k has a
 * curvature of 1/μ that Newton's method on q alone does not see across. The v_k, kept in the unit
 * ball, are at the same time the v̄ that certifies the other side.
 */
final class MarginDescent {
  private static final double FALL = 0.3;
  private static final int STEPS = 12;
  private static final double LEAST_SCALE = 1e-13;
  private static final double TO_BOUNDARY = 0.95;

  private final HalfSpaces spaces;
  private final MarginSums sums;
  private final int n;
  private final int m;
  private final int d;
  private final double[] products;
  private final double[] scaled;
  private final double[] rho;
  private final double[] v;
  private final double[] change;
  private final double[] seenBy;
  private final double[] q;
  private final double[] r;

  MarginDescent(Matrix signed, HalfSpaces spaces) {
    this.spaces = spaces;
    this.sums = new MarginSums(signed, spaces);
    this.n = signed.rows();
    this.m = spaces.count();
    this.d = signed.cols();
    this.products = signed.times(signed.transpose()).data();
    this.scaled = new double[n * m];
    this.rho = new double[m];
    this.v = new double[d * m];
    this.change = new double[d * m];
    this.seenBy = new double[n * m];
    this.q = new double[n];
    this.r = new double[n];
  }

  /** Both sides of the margin: v̄(z) = V(z)/√(|V(z)|² + μ²) comes close to the primal one. */
  record Sides(double primal, double dual, double[] q, double mu) {}

  /** Goes down the path until the sides are within {@code tolerance} of each other, relatively. */
  Sides solve(double tolerance) {
    double size = 0;
    for (int i = 0; i < n; i++) {
      size = Math.max(size, Math.sqrt(products[i * n + i]));
    }
    Arrays.fill(q, 1.0 / n);
    Sides best = new Sides(0, Double.POSITIVE_INFINITY, q.clone(), size);
    if (size == 0) {
      return new Sides(0, 0, q.clone(), 1);
    }
    Arrays.fill(r, 0.1 * size);
    for (double mu = 0.1 * size; mu > LEAST_SCALE * size; mu *= FALL) {
      double nu = mu / n;
      for (int step = 0; step < STEPS; step++) {
        sums.at(q);
        sums.project(v, seenBy);
        double[] margins = sums.weighted(seenBy);
        double primal = Math.max(Arrays.stream(margins).min().orElseThrow(), 0);
        double dual = sums.dual();
        if (dual - primal < best.dual - best.primal) {
          best = new Sides(primal, dual, q.clone(), mu);
        }
        if (best.dual - best.primal <= tolerance * best.dual) {
          return best;
        }
        if (step > 0 && spread(margins) <= 0.1 * nu) {
          break;
        }
        step(mu, nu);
      }
    }
    return best;
  }

  /** How far the margins less r are from being one number. */
  private double spread(double[] margins) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      low = Math.min(low, margins[i] - r[i]);
      high = Math.max(high, margins[i] - r[i]);
    }
    return high - low;
  }

  private void step(double mu, double nu) {
    for (int k = 0; k < m; k++) {
      rho[k] = Math.hypot(sums.length[k], mu);
    }
    double[] right = sums.margins(mu);
    double level = 0;
    for (int i = 0; i < n; i++) {
      right[i] = nu / q[i] - right[i];
      level += q[i] * right[i];
    }
    for (int i = 0; i < n; i++) {
      right[i] -= level; // nearly λ, which would drown the rest in the step below
    }
    double[] move = onSimplex(hessian(), right);
    double reach = 1;
    double reachR = 1;
    double[] moveR = new double[n];
    for (int i = 0; i < n; i++) {
      moveR[i] = nu / q[i] - r[i] - r[i] / q[i] * move[i];
      reach = move[i] < 0 ? Math.min(reach, -TO_BOUNDARY * q[i] / move[i]) : reach;
      reachR = moveR[i] < 0 ? Math.min(reachR, -TO_BOUNDARY * r[i] / moveR[i]) : reachR;
    }
    moveVectors(move, reach);
    double total = 0;
    for (int i = 0; i < n; i++) {
      q[i] += reach * move[i];
      r[i] += reachR * moveR[i];
      total += q[i];
    }
    for (int i = 0; i < n; i++) {
      q[i] /= total;
    }
  }

  /** v ← v + reach ((dV - v⟨V, dV⟩/ρ)/ρ + V/ρ - v), back into the unit ball where it left it. */
  private void moveVectors(double[] move, double reach) {
    sums.sum(move, change);
    double[] at = sums.sums();
    for (int k = 0; k < m; k++) {
      double along = 0;
      for (int c = 0; c < d; c++) {
        along += at[c * m + k] * change[c * m + k];
      }
      along /= rho[k];
      double square = 0;
      for (int c = 0; c < d; c++) {
        int e = c * m + k;
        v[e] += reach * ((change[e] - v[e] * along + at[e]) / rho[k] - v[e]);
        square += v[e] * v[e];
      }
      if (square > 1) {
        double shrink = 1 / (Math.sqrt(square) * (1 + 1e-15));
        for (int c = 0; c < d; c++) {
          v[c * m + k] *= shrink;
        }
      }
    }
  }

  /** The step with H dq = right - λ and Σ dq = 0. */
  private double[] onSimplex(Matrix hessian, double[] right) {
    for (int attempt = 0; ; attempt++) {
      try {
        Cholesky factor = Cholesky.of(hessian);
        double[] move = factor.solve(right);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] flat = factor.solve(ones);
        double lambda = Arrays.stream(move).sum() / Arrays.stream(flat).sum();
        for (int i = 0; i < n; i++) {
          move[i] -= lambda * flat[i];
        }
        return move;
      } catch (NotPositiveDefinite e) {
        if (attempt > 20) {
          throw e;
        }
        for (int i = 0; i < n; i++) {
          double own = hessian.at(i, i);
          hessian.set(i, i, own + Math.abs(own) * 1e-14 * Math.pow(10, attempt));
        }
      }
    }
  }

  /** Σ_k (p_k/ρ_k) (Gram of the seen examples - sym(t_k s_kᵀ)/ρ_k) + diag(r/q), s of V, t of v. */
  private Matrix hessian() {
    double[] p = spaces.weights();
    double[] once = new double[m];
    double[] twice = new double[m];
    for (int k = 0; k < m; k++) {
      once[k] = p[k] / rho[k];
      twice[k] = once[k] / rho[k];
    }
    Matrix seen = product(spaces.open().data(), once, spaces.open().data());
    Matrix bent = product(sums.inner, twice, seenBy);
    Matrix hessian = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double fold = (bent.at(i, j) + bent.at(j, i)) / 2;
        hessian.set(i, j, seen.at(i, j) * products[i * n + j] - fold);
      }
      hessian.set(i, i, hessian.at(i, i) + r[i] / q[i]);
    }
    return hessian;
  }

  /** A diag(w) Bᵀ for A and B of n x m. */
  private Matrix product(double[] a, double[] w, double[] b) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        scaled[i * m + k] = a[i * m + k] * w[k];
      }
    }
    Matrix product = Matrix.zeros(n, n);
    Blas.best().gemm(false, true, n, n, m, 1, scaled, 0, m, b, 0, m, 0, product.data(), 0, n);
    return product;
  }
}
