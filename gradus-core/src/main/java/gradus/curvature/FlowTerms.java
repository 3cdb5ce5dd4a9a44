package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.num.Blas;
import gradus.num.LinearOperator;
import java.util.List;

/**
 * The Jacobians of the flows of directions V_k = W_k/ρ_k at fixed norms ρ_k, term by term
 * (banburski2019, equations 71 and 76, or 81 and 80), for any loss and with means over examples.
 *
 * <p>With g = ∇R̂, G the Gauss–Newton matrix, N = ∇²R̂ - G, D = diag(ρ_k) and S_k = I - V_kV_kᵀ:
 *
 * <pre>
 *   lagrange:  V̇_k = -ρ_k g_k - 2λ_kV_k, λ_k = -½⟨W_k, g_k⟩ held:  -D G D,  -D N D,  -2λ_k I
 *   standard:  V̇_k = -S_k g_k/ρ_k:  A = -S D⁻¹ G D,  B: U ↦ (U_k⟨V_k, g_k⟩ + V_k⟨U_k, g_k⟩)/ρ_k,
 *              C = -S D⁻¹ N D
 * </pre>
 *
 * For the exponential loss these are the printed terms: with f̃ = f/ρ, -DGD is -ρ²Σe^{-ρf̃}∂f̃∂f̃ᵀ
 * and -DND is ρΣe^{-ρf̃}∂²f̃, each over the number of examples. The printed equation 76 lacks the
 * factor ρ/ρ_k² that A, B and C here have. All is exp(logScale) times what is said here.
 *
 * <p>V itself is normal to the spheres: values along it say nothing of stability, for which {@link
 * SphereCurvature} is asked.
 */
public final class FlowTerms {
  private static final Blas BLAS = Blas.best();

  /**
   * One term.
   *
   * @param name as the document has it
   * @param operator on R^p, in the coordinates V
   */
  public record Term(String name, LinearOperator operator) {
    /** ⟨u, T u⟩. */
    public double form(double[] u) {
      double[] image = new double[u.length];
      operator.apply(u, image);
      return BLAS.dot(u.length, u, 0, image, 0);
    }
  }

  private final Risk risk;
  private final double[] g;
  private final double[] v;
  private final double[] rho;
  private final List<Term> terms;

  private FlowTerms(Risk risk, double[] w, boolean lagrange) {
    this.risk = risk;
    this.g = new double[w.length];
    this.v = w.clone();
    this.rho = new double[w.length];
    risk.at(w);
    risk.gradient(g);
    for (Block block : risk.network().blocks()) {
      double norm = BLAS.nrm2(block.size(), w, block.offset());
      if (norm == 0) {
        throw new IllegalArgumentException(
            "the weights %s are zero and have no direction".formatted(block.name()));
      }
      BLAS.scal(block.size(), 1 / norm, v, block.offset());
      java.util.Arrays.fill(rho, block.offset(), block.end(), norm);
    }
    this.terms =
        lagrange
            ? List.of(
                new Term("first", new Curved(true, true)),
                new Term("second", new Curved(false, true)),
                new Term("third", new Multiplier()))
            : List.of(
                new Term("A", new Curved(true, false)),
                new Term("B", new Turning()),
                new Term("C", new Curved(false, false)));
  }

  /**
   * The terms of the flow by Lagrange multipliers at w, where the risk is moved and has to stay.
   */
  public static FlowTerms lagrange(Risk risk, double[] w) {
    return new FlowTerms(risk, w, true);
  }

  /** The terms of the standard flow at w, where the risk is moved and has to stay. */
  public static FlowTerms standard(Risk risk, double[] w) {
    return new FlowTerms(risk, w, false);
  }

  /** The terms, in the order of the document. */
  public List<Term> terms() {
    return terms;
  }

  /** (V_1, …, V_K). */
  public double[] directions() {
    return v.clone();
  }

  /**
   * A value of these terms as the sum over examples that the documents write, with its scale: N
   * exp(logScale) times it.
   */
  public double overExamples(double value) {
    return risk.examples().count() * Math.exp(risk.logScale()) * value;
  }

  /** λ_k = -½⟨W_k, g_k⟩ for each block. */
  public double[] lambda() {
    return risk.network().blocks().stream().mapToDouble(this::lambda).toArray();
  }

  private double lambda(Block block) {
    int at = block.offset();
    return -rho[at] * BLAS.dot(block.size(), v, at, g, at) / 2;
  }

  private abstract class Square implements LinearOperator {
    @Override
    public int rows() {
      return v.length;
    }

    @Override
    public int cols() {
      return v.length;
    }
  }

  /** -D M D, or -S D⁻¹ M D, with M = G or N. */
  private final class Curved extends Square {
    private final boolean gaussNewton;
    private final boolean lagrange;

    Curved(boolean gaussNewton, boolean lagrange) {
      this.gaussNewton = gaussNewton;
      this.lagrange = lagrange;
    }

    @Override
    public void apply(double[] x, double[] y) {
      double[] in = x.clone();
      scale(in, 1);
      multiply(in, y);
      if (lagrange) {
        scale(y, 1);
      } else {
        scale(y, -1);
        project(y);
      }
    }

    @Override
    public void applyTransposed(double[] y, double[] x) {
      if (lagrange) {
        apply(y, x);
        return;
      }
      double[] in = y.clone();
      project(in);
      scale(in, -1);
      multiply(in, x);
      scale(x, 1);
    }

    /** y ← -M x. */
    private void multiply(double[] x, double[] y) {
      risk.gaussNewton(x, y);
      if (gaussNewton) {
        BLAS.scal(y.length, -1, y, 0);
        return;
      }
      double[] whole = new double[y.length];
      risk.hessian(x, whole);
      BLAS.axpy(y.length, -1, whole, 0, y, 0);
    }

    private void scale(double[] x, int power) {
      for (int i = 0; i < x.length; i++) {
        x[i] = power > 0 ? x[i] * rho[i] : x[i] / rho[i];
      }
    }

    private void project(double[] x) {
      for (Block block : risk.network().blocks()) {
        int at = block.offset();
        double along = BLAS.dot(block.size(), v, at, x, at);
        BLAS.axpy(block.size(), -along, v, at, x, at);
      }
    }
  }

  /** -2λ_k I. */
  private final class Multiplier extends Square {
    @Override
    public void apply(double[] x, double[] y) {
      for (Block block : risk.network().blocks()) {
        double factor = -2 * lambda(block);
        for (int i = block.offset(); i < block.end(); i++) {
          y[i] = factor * x[i];
        }
      }
    }

    @Override
    public void applyTransposed(double[] y, double[] x) {
      apply(y, x);
    }
  }

  /** U ↦ (U_k⟨V_k, g_k⟩ + V_k⟨U_k, g_k⟩)/ρ_k. */
  private final class Turning extends Square {
    @Override
    public void apply(double[] x, double[] y) {
      turn(x, g, v, y);
    }

    @Override
    public void applyTransposed(double[] y, double[] x) {
      turn(y, v, g, x);
    }

    /** y_k ← (x_k⟨V_k, g_k⟩ + to_k⟨x_k, from_k⟩)/ρ_k. */
    private void turn(double[] x, double[] from, double[] to, double[] y) {
      for (Block block : risk.network().blocks()) {
        int at = block.offset();
        double pull = BLAS.dot(block.size(), v, at, g, at) / rho[at];
        double part = BLAS.dot(block.size(), x, at, from, at) / rho[at];
        for (int i = at; i < block.end(); i++) {
          y[i] = pull * x[i] + part * to[i];
        }
      }
    }
  }
}
