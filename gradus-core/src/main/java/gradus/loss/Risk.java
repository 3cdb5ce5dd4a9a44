package gradus.loss;

import gradus.net.BlockTape;
import gradus.net.Gates;
import gradus.net.KinkLayer;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.BadInput;
import gradus.num.Blas;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The risk R̂(w) = (1/n) Σ ℓ(y_n, f(w, x_n)) of a network on some examples, with its derivatives,
 * in the log domain.
 *
 * <p>A risk stands at one point at a time: {@link #at} moves it there, and the other readings are
 * taken there. The gradient is exp(logScale) g and the Hessian exp(logScale) H with g and H of
 * order one, whatever the size of the risk. Not for two threads at once; nothing is allocated per
 * evaluation.
 *
 * <p>Example: {@code risk.at(w); risk.gradient(g);} then w ← w - η exp(risk.logScale()) g.
 */
public final class Risk {
  private final Network network;
  private final Loss loss;
  private final Examples examples;
  private final Tape tape;
  private final Readout readout;
  private double[] w;
  private final double[] du;
  private boolean adjointsKnown;
  private @Nullable BlockTape block;
  private boolean blockAsked;
  private boolean blockKnown;

  /**
   * The risk of a network under a loss.
   *
   * @throws BadInput if the sizes of inputs, outputs and labels do not fit
   */
  public Risk(Network network, Loss loss, Examples examples) {
    this(network, loss, examples, null);
  }

  /**
   * The risk of a network with given gates: smooth across kinks ({@link Gates}).
   *
   * @throws BadInput if the sizes of inputs, outputs and labels do not fit
   */
  public static Risk frozen(Network network, Loss loss, Examples examples, Gates gates) {
    return new Risk(network, loss, examples, gates);
  }

  private Risk(Network network, Loss loss, Examples examples, @Nullable Gates gates) {
    if (network.inputs() != examples.batch().dimension()) {
      throw new BadInput(
          "the network reads inputs of dimension %d but the examples have dimension %d"
              .formatted(network.inputs(), examples.batch().dimension()));
    }
    if (!loss.fits(examples.targets(), network.outputs())) {
      throw new BadInput(mismatch(network, loss, examples.targets()));
    }
    this.network = network;
    this.loss = loss;
    this.examples = examples;
    this.tape =
        gates == null
            ? network.tape(examples.batch())
            : network.frozenTape(examples.batch(), gates);
    this.readout =
        new Readout(
            network.outputs(),
            examples.batch().capacity(),
            examples.batch().stride(),
            examples.targets());
    this.w = new double[network.parameters()];
    this.du = new double[readout.u.length];
    readout.logRisk = Double.NaN;
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** The loss. */
  public Loss loss() {
    return loss;
  }

  /** The examples the mean is over. */
  public Examples examples() {
    return examples;
  }

  /** Moves to w and returns log R̂(w). The array is kept, not copied, until the next move. */
  public double at(double[] w) {
    this.w = w;
    adjointsKnown = false;
    blockKnown = false;
    network.forward(w, tape);
    readout.count = examples.count();
    loss.read(tape.outputs(), readout);
    return readout.logRisk;
  }

  /** log R̂ at the present point; -∞ where the risk is zero. */
  public double logRisk() {
    return readout.logRisk;
  }

  /** The logarithm of what {@link #gradient} and {@link #hessian} leave out. */
  public double logScale() {
    return readout.logScale;
  }

  /** g ← exp(-logScale) ∇R̂(w), of length p. */
  public void gradient(double[] g) {
    network.vjp(w, tape, readout.u, g);
  }

  /** v ← -exp(-logScale) ∇R̂(w), the direction of steepest descent. */
  public void descent(double[] v) {
    for (int i = 0; i < du.length; i++) {
      du[i] = -readout.u[i];
    }
    network.vjp(w, tape, du, v);
  }

  /**
   * product ← exp(-logScale) ∇²R̂(w) direction, both of length p; fixed weights do not take part.
   */
  public void hessian(double[] direction, double[] product) {
    knowAdjoints();
    network.jvp(w, tape, direction);
    bend(tape.outputTangents(), du, 0, examples.count());
    network.secondOrder(w, tape, direction, du, product);
  }

  /**
   * products ← exp(-logScale) ∇²R̂(w) directions for sixteen directions at once, which costs less
   * than sixteen times one where units are off; both p x 16, entry i of direction c at {@code 16 i
   * + c}.
   */
  public void hessianBlock(double[] directions, double[] products) {
    BlockTape at = block();
    if (at == null) {
      oneByOne(directions, products, this::hessian);
    } else {
      at.products(w, directions, products, this::bend, true);
    }
  }

  /** products ← exp(-logScale) JᵀBJ directions, alike. */
  public void gaussNewtonBlock(double[] directions, double[] products) {
    BlockTape at = block();
    if (at == null) {
      oneByOne(directions, products, this::gaussNewton);
    } else {
      at.products(w, directions, products, this::bend, false);
    }
  }

  /** Room for sixteen directions, ready for this point; null where it would not pay. */
  private @Nullable BlockTape block() {
    if (!blockAsked) {
      block = network.blockTape(tape).orElse(null);
      blockAsked = true;
    }
    if (block != null && !blockKnown) {
      knowAdjoints();
      block.prepare(w);
      blockKnown = true;
    }
    return block;
  }

  private static void oneByOne(
      double[] directions, double[] products, BiConsumer<double[], double[]> one) {
    int k = BlockTape.DIRECTIONS;
    double[] direction = new double[directions.length / k];
    double[] product = new double[direction.length];
    for (int c = 0; c < k; c++) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] = directions[k * i + c];
      }
      one.accept(direction, product);
      for (int i = 0; i < direction.length; i++) {
        products[k * i + c] = product[i];
      }
    }
  }

  private void bend(double[] df, double[] du, int from, int to) {
    loss.bend(tape.outputs(), df, du, readout, from, to);
  }

  private void knowAdjoints() {
    if (!adjointsKnown) {
      network.adjoints(w, tape, readout.u);
      adjointsKnown = true;
    }
  }

  /**
   * product ← exp(-logScale) JᵀBJ direction, with J the scores' Jacobian and B the loss's Hessian.
   */
  public void gaussNewton(double[] direction, double[] product) {
    network.jvp(w, tape, direction);
    bend(tape.outputTangents(), du, 0, examples.count());
    network.vjp(w, tape, du, product);
  }

  /**
   * Whether an example pulls. One whose score does not depend on the weights at hand does not: it
   * counts in the risk, but not in the scale of the gradient, which would else drown the others. It
   * takes effect with the next {@link #at}.
   */
  public void mute(int n, boolean muted) {
    readout.muted[n] = muted;
  }

  /** The pre-activation of a unit with a kink at the present point. */
  public double preActivation(KinkLayer layer, int unit, int example) {
    return tape.preActivation(layer, unit, example);
  }

  /** row ← ∂z/∂w of that pre-activation, of length p. */
  public void kinkGradient(KinkLayer layer, int unit, int example, double[] row) {
    network.kinkGradient(w, tape, layer, unit, example, row);
  }

  /** Whether {@link #logScaleTangent} is known for this loss. */
  public boolean knowsLogScaleTangent() {
    return examples.targets().kind() == Targets.Kind.SIGNS
        && (loss.tail() == Tail.EXPONENTIAL || loss instanceof Square);
  }

  /** The derivative of logScale along the direction of the last {@link #hessian}. */
  public double logScaleTangent() {
    if (loss instanceof Square) {
      return 0;
    }
    // exp(logScale) is the mean slope of the loss, whose derivative is its mean curvature times dz.
    double sum = 0;
    for (int i = 0; i < examples.count(); i++) {
      sum -= examples.targets().at(i) * du[i];
    }
    return sum;
  }

  /** The score f_c(w, x_n). */
  public double score(int c, int n) {
    return tape.outputs()[c * readout.stride + n];
  }

  /**
   * The margin z_n of example n: y f for signs, the right score less the largest other for classes,
   * NaN for real targets.
   */
  public double margin(int n) {
    Targets targets = examples.targets();
    return switch (targets.kind()) {
      case SIGNS -> targets.at(n) * score(0, n);
      case VALUES -> Double.NaN;
      case CLASSES -> {
        int right = targets.index(n);
        double other = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < readout.outputs; c++) {
          if (c != right) {
            other = Math.max(other, score(c, n));
          }
        }
        yield score(right, n) - other;
      }
    };
  }

  /** The dual weight q_n of example n; the weights sum to one for losses of exponential tail. */
  public double weight(int n) {
    return readout.q[n];
  }

  /** ψ = ℓ⁻¹(Σ ℓ(z_n)), the smoothed margin; NaN for losses without an exponential tail. */
  public double smoothedMargin() {
    return loss.smoothedMargin(readout.logRisk + Math.log(examples.count())).orElse(Double.NaN);
  }

  /** The share of examples whose margin is not positive; NaN for real targets. */
  public double classificationError() {
    if (examples.targets().kind() == Targets.Kind.VALUES) {
      return Double.NaN;
    }
    int wrong = 0;
    for (int n = 0; n < examples.count(); n++) {
      wrong += margin(n) > 0 ? 0 : 1;
    }
    return wrong / (double) examples.count();
  }

  /** log ‖∇R̂‖ for a gradient g as {@link #gradient} gives it. */
  public double logNorm(double[] g) {
    return readout.logScale + Math.log(Blas.best().nrm2(g.length, g, 0));
  }

  private static String mismatch(Network network, Loss loss, Targets targets) {
    String asked =
        switch (loss) {
          case Exponential e -> "one output and labels -1/+1";
          case Logistic l -> "one output and labels -1/+1";
          case Hinge h -> "one output and labels -1/+1";
          case CrossEntropy c -> "one output for each of at least two classes";
          case Square s -> "one output for each class, or one output for signs and values";
        };
    String came =
        switch (targets.kind()) {
          case SIGNS -> "labels -1/+1";
          case VALUES -> "real targets";
          case CLASSES -> targets.classes() + " classes";
        };
    return "%s loss needs %s, but the network has %d output%s and the data %s"
        .formatted(loss.label(), asked, network.outputs(), network.outputs() == 1 ? "" : "s", came);
  }
}
