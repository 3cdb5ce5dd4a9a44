package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.BlockTape;
import gradus.num.Matrix;
import gradus.num.SelfAdjointOperator;
import java.util.Arrays;

/**
 * The Hessian or the Gauss–Newton matrix of a risk as an operator on R^p, at the point where the
 * risk stands when it is asked; move the risk, and the operator moves.
 *
 * <p>In the log domain, as the risk: the matrix itself is exp(logScale) times what the products
 * say, H with entries of order one. Weights that are not trained take no part: their rows and
 * columns are zero. At a kink it is the Hessian of the side from below ({@link gradus.net}).
 *
 * <p>Products are exact, up to round-off; those of several vectors are taken sixteen at a time.
 */
public final class Curvature implements SelfAdjointOperator {
  private static final int TOGETHER = BlockTape.DIRECTIONS;

  private final Risk risk;
  private final boolean gaussNewton;

  private Curvature(Risk risk, boolean gaussNewton) {
    this.risk = risk;
    this.gaussNewton = gaussNewton;
  }

  /** ∇²R̂. */
  public static Curvature hessian(Risk risk) {
    return new Curvature(risk, false);
  }

  /** JᵀBJ, with J the Jacobian of the scores and B the Hessian of the loss in them. */
  public static Curvature gaussNewton(Risk risk) {
    return new Curvature(risk, true);
  }

  /** The risk. */
  public Risk risk() {
    return risk;
  }

  /** The natural logarithm of what the products leave out. */
  public double logScale() {
    return risk.logScale();
  }

  @Override
  public int dimension() {
    return risk.network().parameters();
  }

  @Override
  public void apply(double[] x, double[] y) {
    if (gaussNewton) {
      risk.gaussNewton(x, y);
    } else {
      risk.hessian(x, y);
    }
  }

  @Override
  public void apply(Matrix x, Matrix y) {
    int k = x.cols();
    if (k == TOGETHER) {
      block(x.data(), y.data());
      return;
    }
    if (k == 1) {
      apply(x.data(), y.data());
      return;
    }
    int p = dimension();
    double[] in = new double[p * TOGETHER];
    double[] out = new double[p * TOGETHER];
    for (int from = 0; from < k; from += TOGETHER) {
      int some = Math.min(TOGETHER, k - from);
      if (some < TOGETHER) {
        Arrays.fill(in, 0);
      }
      for (int i = 0; i < p; i++) {
        System.arraycopy(x.data(), i * k + from, in, i * TOGETHER, some);
      }
      block(in, out);
      for (int i = 0; i < p; i++) {
        System.arraycopy(out, i * TOGETHER, y.data(), i * k + from, some);
      }
    }
  }

  private void block(double[] x, double[] y) {
    if (gaussNewton) {
      risk.gaussNewtonBlock(x, y);
    } else {
      risk.hessianBlock(x, y);
    }
  }

  /** The same quadratic form on a subspace: Eᵀ A E. */
  public SelfAdjointOperator on(Subspace subspace) {
    return subspace.compress(this);
  }

  /**
   * The bytes that the dense matrix of order p and its eigenvalues and vectors take together: the
   * matrix and its vectors on the heap, a copy and the room of the solver beside it.
   */
  public static long denseBytes(int p) {
    return 5L * Double.BYTES * p * p;
  }
}
