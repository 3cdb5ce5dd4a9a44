package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.SelfAdjointOperator;
import java.util.Arrays;
import java.util.List;

/**
 * The curvature of a risk on the product of the spheres ‖W_k‖ = ρ_k, at w: the Hessian of R̂ along
 * geodesics,
 *
 * <pre>
 *   Eᵀ (∇²R̂ + diag(μ_k)) E,   μ_k = -⟨W_k, ∂R̂/∂W_k⟩/ρ_k²,
 * </pre>
 *
 * in orthonormal coordinates of the tangent space; μ_k = 2λ_k of poggio2020, equation 3, in the
 * coordinates W_k. All is exp(logScale) times what is said here, as in {@link Curvature}.
 */
public final class SphereCurvature {
  private final Subspace tangent;
  private final SelfAdjointOperator operator;
  private final double residual;
  private final double[] mu;
  private final double logScale;

  private SphereCurvature(
      Subspace tangent,
      SelfAdjointOperator operator,
      double residual,
      double[] mu,
      double logScale) {
    this.tangent = tangent;
    this.operator = operator;
    this.residual = residual;
    this.mu = mu;
    this.logScale = logScale;
  }

  /**
   * The curvature at w, where the risk is moved and has to stay.
   *
   * @param moves the coordinates that move, as those of units that are not dead; the spheres are
   *     those of what moves
   */
  public static SphereCurvature at(Risk risk, double[] w, boolean... moves) {
    risk.at(w);
    double[] g = new double[w.length];
    risk.gradient(g);
    List<Block> blocks = risk.network().blocks();
    double[] mu = new double[blocks.size()];
    double[] shift = new double[w.length];
    for (int k = 0; k < mu.length; k++) {
      Block block = blocks.get(k);
      double square = 0;
      double along = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        square += moves[i] ? w[i] * w[i] : 0;
        along += moves[i] ? w[i] * g[i] : 0;
      }
      mu[k] = square == 0 ? 0 : -along / square;
      Arrays.fill(shift, block.offset(), block.end(), mu[k]);
    }
    Subspace tangent = Subspace.spheres(risk.network(), w, moves);
    double[] part = new double[tangent.dimension()];
    tangent.restrict(g, part);
    double residual = norm(part) / norm(g);
    SelfAdjointOperator shifted = new Shifted(Curvature.hessian(risk), shift);
    return new SphereCurvature(tangent, tangent.compress(shifted), residual, mu, risk.logScale());
  }

  /**
   * The curvature at w on the spheres of all trained weights.
   *
   * @throws BadInput if a block of them is zero, which no sphere goes through
   */
  public static SphereCurvature ofTrained(Risk risk, double[] w) {
    boolean[] moves = new boolean[w.length];
    for (Block block : risk.network().blocks()) {
      Arrays.fill(moves, block.offset(), block.end(), block.trained());
      if (block.trained() && Blas.best().nrm2(block.size(), w, block.offset()) == 0) {
        throw new BadInput(
            "the weights %s are all zero: there is no sphere through them".formatted(block.name()));
      }
    }
    return at(risk, w, moves);
  }

  private static double norm(double[] x) {
    return Blas.best().nrm2(x.length, x, 0);
  }

  /** The tangent space. */
  public Subspace tangent() {
    return tangent;
  }

  /** The quadratic form in its coordinates. */
  public SelfAdjointOperator operator() {
    return operator;
  }

  /** ‖Eᵀ∇R̂‖/‖∇R̂‖: zero where the directions rest. */
  public double residual() {
    return residual;
  }

  /** μ_k for each block. */
  public double[] mu() {
    return mu;
  }

  /** The natural logarithm of what everything here leaves out. */
  public double logScale() {
    return logScale;
  }

  /** The quadratic form along a direction u of R^p, over ‖u‖²; u is taken to be tangent. */
  public double quotient(double[] u) {
    double[] z = new double[tangent.dimension()];
    double[] image = new double[z.length];
    tangent.restrict(u, z);
    operator.apply(z, image);
    return Blas.best().dot(z.length, z, 0, image, 0) / Blas.best().dot(z.length, z, 0, z, 0);
  }

  /** A + diag(d). */
  private record Shifted(SelfAdjointOperator a, double[] d) implements SelfAdjointOperator {
    @Override
    public int dimension() {
      return d.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
      a.apply(x, y);
      for (int i = 0; i < d.length; i++) {
        y[i] += d[i] * x[i];
      }
    }

    @Override
    public void apply(gradus.num.Matrix x, gradus.num.Matrix y) {
      a.apply(x, y);
      int k = x.cols();
      for (int i = 0; i < d.length; i++) {
        Blas.best().axpy(k, d[i], x.data(), i * k, y.data(), i * k);
      }
    }
  }
}
