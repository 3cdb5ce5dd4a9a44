package gradus.curvature;

import gradus.loss.Risk;
import gradus.num.Blas;

/**
 * A point where the gradient of a risk is small, and what kind of point it is.
 *
 * @param w the weights
 * @param logRisk log R̂
 * @param gradientNorm ‖∇R̂‖
 * @param kinks how far the nearest kink is
 * @param spectrum of the Hessian on the trained weights, in units of exp(logScale)
 * @param signature its signs
 * @param split why it is as degenerate as it is
 * @param kind what kind of point it is
 */
public record StationaryPoint(
    double[] w,
    double logRisk,
    double gradientNorm,
    Kinks kinks,
    Spectrum spectrum,
    Spectrum.Signature signature,
    NullSplit split,
    Kind kind) {
  /** What is below this share of max |λ| has no sign: the gradient is not zero to more digits. */
  public static final double TOLERANCE = 1e-8;

  /** Kinds of points. */
  public enum Kind {
    /**
     * A local minimum: no negative curvature, and none missing but along symmetries; or every
     * example that the weights can move has its own least loss.
     */
    MINIMUM,
    /** No negative curvature, but flat in more directions than symmetries explain. */
    DEGENERATE,
    /** Curved down in some direction: no minimum. */
    SADDLE,
    /** On a kink, where second derivatives say nothing. */
    ON_KINK
  }

  /** Looks at a point; the risk is moved there. All is dense: meant for p up to a few thousand. */
  public static StationaryPoint at(Risk risk, double[] w) {
    double logRisk = risk.at(w);
    double[] g = new double[w.length];
    risk.gradient(g);
    double norm = Math.exp(risk.logScale()) * Blas.best().nrm2(w.length, g, 0);
    Kinks kinks = Kinks.nearest(risk.network(), w, risk.examples().batch());
    Subspace trained = Subspace.trained(risk.network());
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk).on(trained));
    Spectrum.Signature signature = spectrum.signature(TOLERANCE);
    NullSplit split = NullSplit.of(risk, w, spectrum.nullity(TOLERANCE), spectrum.scale());
    return new StationaryPoint(
        w.clone(),
        logRisk,
        norm,
        kinks,
        spectrum,
        signature,
        split,
        kind(kinks, signature, split, Reach.of(risk, w).rests(risk)));
  }

  private static Kind kind(
      Kinks kinks, Spectrum.Signature signature, NullSplit split, boolean rests) {
    if (kinks.touching()) {
      return Kind.ON_KINK;
    }
    if (signature.negative() > 0) {
      return Kind.SADDLE;
    }
    return rests || split.explained() == split.nullity() ? Kind.MINIMUM : Kind.DEGENERATE;
  }
}
