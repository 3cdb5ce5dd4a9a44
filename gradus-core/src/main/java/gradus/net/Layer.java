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
}
