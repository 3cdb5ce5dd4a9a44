package gradus.net;

/** One layer of a network. The family is closed, so that no analysis can forget a member. */
public sealed interface Layer {

  /**
   * z = W a, with a weight matrix of {@code units} rows and no bias.
   *
   * @param units the number of outputs, at least 1
   * @param trained whether the weights move; fixed weights have gradient zero
   */
  record Dense(int units, boolean trained) implements Layer {
    /** Checks the width. */
    public Dense {
      if (units < 1) {
        throw new IllegalArgumentException("a dense layer needs at least 1 unit, not " + units);
      }
    }

    /** A layer whose weights are trained. */
    public Dense(int units) {
      this(units, true);
    }
  }

  /**
   * a = σ(z), entry by entry.
   *
   * @param sigma the nonlinearity σ
   */
  record Activation(Nonlinearity sigma) implements Layer {}

  /**
   * x̂ = (z - μ)/√(σ² + ε) unit by unit, with the mean μ and variance σ² (over N, not N - 1) of the
   * unit over the whole batch; no factor and no shift are learned (banburski2019 §10.3).
   *
   * <p>The statistics are always those of the batch at hand: of all examples or of the minibatch in
   * training, of the test set itself in a test risk. No running averages are kept. A unit that is
   * constant over the batch, as every unit is for one example, has output 0 and derivative 0.
   *
   * @param epsilon ε ≥ 0; at 0 the output does not change when the weights before it are scaled
   */
  record BatchNorm(double epsilon) implements Layer {
    /** Checks ε. */
    public BatchNorm {
      if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
        throw new IllegalArgumentException(
            "batch-norm needs an epsilon of at least 0, but " + epsilon + " came");
      }
    }

    /** The layer that is exactly scale-invariant, ε = 0. */
    public BatchNorm() {
      this(0);
    }
  }
}
