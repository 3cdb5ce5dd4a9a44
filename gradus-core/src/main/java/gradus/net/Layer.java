package gradus.net;

/** One layer of a network. The family is closed, so that no analysis can forget a member. */
public sealed interface Layer {
  /**
   * The layer as a user writes it, {@code dense 50}, {@code conv 16 3x3 stride 2}, {@code relu}.
   */
  String label();

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

    @Override
    public String label() {
      return "dense " + units;
    }
  }

  /**
   * z_o(k, l) = Σ_{c, i, j} W_{o, cij} a_c(k s - p + i, l s - p + j): the same weights at every
   * place of a window, no bias. Entry (c, i, j) of a filter is column (c height + i) width + j of a
   * matrix W of one row for each output channel; what lies outside the image is zero.
   *
   * @param channels the number of output channels, at least 1
   * @param window the window
   * @param trained whether the weights move; fixed weights have gradient zero
   */
  record Convolution(int channels, Window window, boolean trained) implements Layer {
    /** Checks the number of channels. */
    public Convolution {
      if (channels < 1) {
        throw new IllegalArgumentException(
            "a convolution needs at least 1 channel, not " + channels);
      }
    }

    /** A layer whose weights are trained. */
    public Convolution(int channels, Window window) {
      this(channels, window, true);
    }

    @Override
    public String label() {
      return "conv " + channels + " " + window.label();
    }
  }

  /**
   * The largest entry under a window, channel by channel. Where several are largest, the first of
   * them, row by row, passes on what comes back.
   *
   * @param window the window, without padding
   */
  record MaxPool(Window window) implements Layer {
    /** Refuses padding. */
    public MaxPool {
      unpadded("max-pool", window);
    }

    @Override
    public String label() {
      return "max-pool " + window.poolLabel();
    }
  }

  /**
   * The mean of the entries under a window, channel by channel.
   *
   * @param window the window, without padding
   */
  record AveragePool(Window window) implements Layer {
    /** Refuses padding. */
    public AveragePool {
      unpadded("average-pool", window);
    }

    @Override
    public String label() {
      return "average-pool " + window.poolLabel();
    }
  }

  /** The mean of each channel over all places: an average pool as large as the image. */
  record GlobalAveragePool() implements Layer {
    @Override
    public String label() {
      return "global-average-pool";
    }
  }

  private static void unpadded(String name, Window window) {
    if (window.padDown() != 0 || window.padAcross() != 0) {
      throw new IllegalArgumentException(name + " takes no padding");
    }
  }

  /**
   * a = σ(z), entry by entry.
   *
   * @param sigma the nonlinearity σ
   */
  record Activation(Nonlinearity sigma) implements Layer {
    @Override
    public String label() {
      return sigma.label();
    }
  }

  /**
   * x̂ = (z - μ)/√(σ² + ε) unit by unit, with the mean μ and variance σ² (over N, not N - 1) of the
   * unit over the whole batch; no factor and no shift are learned (banburski2019 §10.3). Behind a
   * convolution a channel is one unit, and its statistics are over all places of all examples.
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

    @Override
    public String label() {
      return epsilon == 0 ? "batch-norm" : "batch-norm(" + epsilon + ")";
    }
  }
}
