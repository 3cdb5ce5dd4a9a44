package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Batch;
import gradus.num.Blas;
import gradus.num.ExtremeEigen;
import gradus.num.Interval;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SelfAdjointOperator;
import gradus.num.SpectralDensity;
import gradus.num.StochasticTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The curvature of a risk at a point, as far as a {@link SurveyPlan} asks.
 *
 * <p>Of the trained weights alone; on the product of the spheres ‖W_k‖ = ρ_k, if that is asked, of
 * what is tangent to it ({@link SphereCurvature}). Eigenvalues, trace and norm are in units of
 * exp(logScale).
 *
 * @param parameters the number of trained weights, or the dimension of the product of spheres
 * @param logRisk log R̂
 * @param logGradient log ‖∇R̂‖, of trained weights or of what is tangent
 * @param logScale the logarithm of the unit
 * @param kinks how far the nearest kink is
 * @param ends eigenpairs at the ends, the largest eigenvalue first
 * @param converged whether these are right to their tolerance
 * @param trace Σ λ
 * @param frobenius √Σ λ²
 * @param whole what only the whole spectrum tells
 * @param density the distribution of the eigenvalues, where that was asked
 * @param spheres what only spheres have, where the survey is on them
 */
public record Survey(
    int parameters,
    double logRisk,
    double logGradient,
    double logScale,
    Kinks kinks,
    List<Pair> ends,
    boolean converged,
    Interval trace,
    Interval frobenius,
    Optional<Whole> whole,
    Optional<SpectralDensity> density,
    Optional<Spheres> spheres) {
  /**
   * What a product of spheres adds.
   *
   * @param residual ‖Eᵀ∇R̂‖/‖∇R̂‖: zero where the directions rest
   * @param mu μ_k = -⟨W_k, ∂R̂/∂W_k⟩/ρ_k² for each block, in units of exp(logScale): what the
   *     spheres' own bend adds to the eigenvalues
   */
  public record Spheres(double residual, double[] mu) {}

  /**
   * An eigenpair.
   *
   * @param value λ
   * @param residual ‖Hv - λv‖
   * @param vector v of norm one in R^p, fixed weights included as zeros
   * @param shares ‖v_k‖² of each block
   */
  public record Pair(double value, double residual, double[] vector, double[] shares) {}

  /**
   * The whole spectrum and what its null directions are.
   *
   * @param spectrum all eigenpairs, on the trained weights
   * @param nullity the null directions
   * @param signature the signs
   * @param split the null directions by their reasons; none on spheres
   * @param triviality the null directions by what they do to other inputs, drawn like the examples
   *     coordinate by coordinate; none where there are more than {@value #MOST_MOVED} of them, nor
   *     on spheres
   */
  public record Whole(
      Spectrum spectrum,
      Nullity nullity,
      Spectrum.Signature signature,
      Optional<NullSplit> split,
      Optional<Triviality> triviality) {}

  private static final int MOST_MOVED = 400;

  /** Copies the list. */
  public Survey {
    ends = List.copyOf(ends);
  }

  /** The largest eigenvalue. */
  public Pair largest() {
    return ends.getFirst();
  }

  /** The least eigenvalue of those at the ends. */
  public Pair least() {
    return ends.getLast();
  }

  /** Surveys the point w, where the risk is moved and left. */
  public static Survey of(Risk risk, double[] w, SurveyPlan plan) {
    risk.at(w);
    Subspace trained = Subspace.trained(risk.network());
    return of(risk, w, plan, trained, Curvature.hessian(risk).on(trained), Optional.empty());
  }

  /**
   * Surveys the point w on the product of the spheres ‖W_k‖ = ρ_k through it, one for each block of
   * trained weights; the risk is moved and left there.
   *
   * @throws gradus.num.BadInput if a block of trained weights is zero
   */
  public static Survey onSpheres(Risk risk, double[] w, SurveyPlan plan) {
    SphereCurvature at = SphereCurvature.ofTrained(risk, w);
    return of(
        risk,
        w,
        plan,
        at.tangent(),
        at.operator(),
        Optional.of(new Spheres(at.residual(), at.mu())));
  }

  private static Survey of(
      Risk risk,
      double[] w,
      SurveyPlan plan,
      Subspace space,
      SelfAdjointOperator hessian,
      Optional<Spheres> spheres) {
    double logRisk = risk.logRisk();
    Parts parts =
        switch (plan) {
          case SurveyPlan.Dense dense ->
              dense(risk, w, space, hessian, dense.top(), spheres.isEmpty());
          case SurveyPlan.Top top -> ends(risk, space, hessian, top);
          case SurveyPlan.Density density ->
              ends(risk, space, hessian, density.ends()).with(density.quadrature().of(hessian));
        };
    return new Survey(
        space.dimension(),
        logRisk,
        logGradient(risk, space),
        risk.logScale(),
        Kinks.nearest(risk.network(), w, risk.examples().batch()),
        parts.ends,
        parts.converged,
        parts.trace,
        parts.frobenius,
        Optional.ofNullable(parts.whole),
        Optional.ofNullable(parts.density),
        spheres);
  }

  private record Parts(
      List<Pair> ends,
      boolean converged,
      Interval trace,
      Interval frobenius,
      @Nullable Whole whole,
      @Nullable SpectralDensity density) {
    Parts with(SpectralDensity newDensity) {
      return new Parts(ends, converged, trace, frobenius, whole, newDensity);
    }
  }

  private static double logGradient(Risk risk, Subspace trained) {
    double[] g = new double[risk.network().parameters()];
    double[] part = new double[trained.dimension()];
    risk.gradient(g);
    trained.restrict(g, part);
    return risk.logNorm(part);
  }

  private static Parts dense(
      Risk risk,
      double[] w,
      Subspace trained,
      SelfAdjointOperator hessian,
      int top,
      boolean reasons) {
    Spectrum spectrum = Spectrum.of(hessian);
    int q = spectrum.values().length;
    List<Pair> ends = new ArrayList<>();
    for (int j = q - 1; j >= 0; j--) {
      if (j >= q - top || j < top) {
        double[] z = spectrum.vectors().col(j);
        double[] image = new double[q];
        hessian.apply(z, image);
        Blas.best().axpy(q, -spectrum.values()[j], z, 0, image, 0);
        ends.add(pair(risk, trained, spectrum.values()[j], Blas.best().nrm2(q, image, 0), z));
      }
    }
    Nullity nullity = spectrum.nullity(Spectrum.TOLERANCE);
    Whole whole =
        new Whole(
            spectrum,
            nullity,
            spectrum.signature(Spectrum.TOLERANCE),
            reasons
                ? Optional.of(NullSplit.of(risk, w, nullity, spectrum.scale()))
                : Optional.empty(),
            reasons ? triviality(risk, w, trained, nullity) : Optional.empty());
    return new Parts(
        ends,
        true,
        Interval.exact(spectrum.trace()),
        Interval.exact(spectrum.frobenius()),
        whole,
        null);
  }

  private static Optional<Triviality> triviality(
      Risk risk, double[] w, Subspace trained, Nullity nullity) {
    if (nullity.count() > MOST_MOVED) {
      return Optional.empty();
    }
    Batch examples = risk.examples().batch();
    Batch fresh = fresh(examples, nullity.count() + 50);
    return Optional.of(Triviality.of(risk.network(), w, trained, nullity, examples, fresh));
  }

  /** Normal inputs with the mean and the deviation of each coordinate of the examples. */
  private static Batch fresh(Batch examples, int count) {
    int d = examples.dimension();
    int n = examples.count();
    double[] z = new double[count * d];
    new Seed(3).normals(0, z);
    for (int i = 0; i < d; i++) {
      double mean = 0;
      double square = 0;
      for (int k = 0; k < n; k++) {
        mean += examples.inputs()[i * examples.stride() + k] / n;
      }
      for (int k = 0; k < n; k++) {
        square += Math.pow(examples.inputs()[i * examples.stride() + k] - mean, 2) / n;
      }
      for (int k = 0; k < count; k++) {
        z[k * d + i] = mean + Math.sqrt(square) * z[k * d + i];
      }
    }
    return Batch.of(Matrix.wrap(count, d, z));
  }

  private static Parts ends(
      Risk risk, Subspace trained, SelfAdjointOperator hessian, SurveyPlan.Top plan) {
    ExtremeEigen eigen = plan.lanczos().extreme(hessian, 1, plan.count());
    List<Pair> ends = new ArrayList<>();
    for (int j = eigen.values().length - 1; j >= 0; j--) {
      ends.add(
          pair(risk, trained, eigen.values()[j], eigen.residuals()[j], eigen.vectors().row(j)));
    }
    StochasticTrace.Estimate trace = StochasticTrace.usual(plan.seed().child("trace")).of(hessian);
    return new Parts(ends, eigen.converged(), trace.trace(), trace.frobenius(), null, null);
  }

  private static Pair pair(Risk risk, Subspace trained, double value, double residual, double[] z) {
    double[] v = new double[trained.ambient()];
    trained.embed(z, v);
    return new Pair(value, residual, v, LayerShares.of(risk.network(), v));
  }
}
