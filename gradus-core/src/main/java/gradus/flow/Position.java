package gradus.flow;

/** Where a course stands: a view that moves with it. */
public interface Position {
  /** The number of steps made. */
  long steps();

  /** The number of gradients computed. */
  long evaluations();

  /** log t, with t = Σ η_t; -∞ at the start. */
  double logTime();

  /**
   * log R̂ as the course sees it: of all examples at the present weights for full-batch methods;
   * the mean of the batches' risks over the last full epoch for stochastic ones, and of the batches
   * so far within the first.
   */
  double logRisk();

  /** log R̂ of the last batch seen. */
  double logBatchRisk();

  /**
   * log ‖dw/dτ‖ at the present weights, in the clock τ of what pulls: dt = exp(-s) dτ, where exp(s)
   * is the scale of the gradient, R̂ for the exponential loss. So measured, a velocity of order one
   * stays one however small the risk, and only stationary points bring it to zero.
   */
  double logVelocity();

  /** ρ = Π ρ_k, the product of the norms of the layers at the present weights. */
  double rho();

  /** The present weights: not to be written to, and not to be kept. */
  double[] weights();
}
