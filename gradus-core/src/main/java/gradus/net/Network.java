package gradus.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A feed-forward network f(w, x) from R^d to R^c as a list of layers; it owns no parameters.
 *
 * <p>Shapes: w and gradients have length p = {@link #parameters()}; scores and cotangents are c x
 * stride, feature-major, in the layout of the tape's {@link Batch}. Each pass reads what the pass
 * before it left on the tape: {@link #forward} first, then any of the others at the same w.
 *
 * <p>Guarantee: ⟨jvp(u), v⟩ = ⟨u, vjp(v)⟩ to round-off; no pass allocates after the first
 * second-order one.
 */
public final class Network {
  private final Shape shape;
  private final Shape outputShape;
  private final List<Layer> layers;
  private final List<Stage> plan;
  private final Stage[] stages;
  private final List<Block> blocks;
  private final int[] widths;
  private final int parameters;

  private Network(Shape shape, List<Layer> layers) {
    Assembly parts = Assembly.of(shape, layers);
    this.shape = shape;
    this.outputShape = parts.out();
    this.layers = List.copyOf(layers);
    this.widths = parts.widths();
    this.plan = parts.plan();
    this.stages = withHead(plan).toArray(Stage[]::new);
    this.blocks = parts.blocks();
    this.parameters = parts.parameters();
  }

  /**
   * The network of the given layers on inputs of dimension d.
   *
   * @throws IllegalArgumentException if the first layer has no weights or d &lt; 1
   * @throws gradus.num.BadInput if a layer needs an image
   */
  public static Network of(int d, List<Layer> layers) {
    if (d < 1) {
      throw new IllegalArgumentException(
          "a network needs inputs of dimension at least 1, not " + d);
    }
    return of(Shape.plain(d), layers);
  }

  /**
   * The network of the given layers on inputs of a shape. A dense layer takes an image as the
   * vector of its entries.
   *
   * @throws IllegalArgumentException if the first layer is neither dense nor a convolution
   * @throws gradus.num.BadInput if a layer does not fit the shape it is given; it is named
   */
  public static Network of(Shape shape, List<Layer> layers) {
    boolean weighted =
        !layers.isEmpty()
            && (layers.getFirst() instanceof Layer.Dense
                || layers.getFirst() instanceof Layer.Convolution);
    if (!weighted) {
      throw new IllegalArgumentException(
          "a network must begin with a dense layer or a convolution");
    }
    return new Network(shape, layers);
  }

  /**
   * The number of weights that such a network would have, counted without making room for any.
   *
   * @throws gradus.num.BadInput if a layer does not fit
   */
  public static long parameters(Shape shape, List<Layer> layers) {
    return Assembly.parameters(shape, layers);
  }

  /** The first layers, of which there is one at least, as a network of the same first weights. */
  public Network upTo(int count) {
    return of(shape, layers.subList(0, count));
  }

  /** Rectified units under one output at the end go together. */
  private static List<Stage> withHead(List<Stage> plan) {
    int n = plan.size();
    if (n >= 3
        && plan.get(n - 3) instanceof Stage.DenseStage hidden
        && plan.get(n - 2) instanceof Stage.ActivationStage gate
        && gate.sigma() instanceof LeakyRelu(double alpha)
        && plan.get(n - 1) instanceof Stage.DenseStage output
        && output.block().rows() == 1) {
      List<Stage> grouped = new ArrayList<>(plan.subList(0, n - 3));
      grouped.add(new HeadStage(hidden, gate, alpha, output));
      return grouped;
    }
    return plan;
  }

  /** The same network with the weights of its last dense layer fixed. */
  public Network withFixedOutputs() {
    List<Layer> changed = new ArrayList<>(layers);
    for (int s = changed.size() - 1; s >= 0; s--) {
      if (changed.get(s) instanceof Layer.Dense dense) {
        changed.set(s, new Layer.Dense(dense.units(), false));
        break;
      }
    }
    return new Network(shape, changed);
  }

  /** The dimension d of an input. */
  public int inputs() {
    return shape.size();
  }

  /** The shape of an input. */
  public Shape shape() {
    return shape;
  }

  /** The shape of an output. */
  public Shape outputShape() {
    return outputShape;
  }

  /** The number c of outputs. */
  public int outputs() {
    return widths[widths.length - 1];
  }

  /** The number p of parameters. */
  public int parameters() {
    return parameters;
  }

  /** The layers, in order. */
  public List<Layer> layers() {
    return layers;
  }

  /** The blocks W_1, …, W_K of the parameter vector. */
  public List<Block> blocks() {
    return blocks;
  }

  /**
   * The degree d_k of f in block k (from 0): the product of the degrees of the activations behind,
   * and 0 where batch normalisation with ε = 0 follows before any activation that has none.
   */
  public OptionalInt degree(int k) {
    int degree = 1;
    boolean behind = false;
    for (Stage stage : plan) {
      if (stage instanceof Stage.Weighted own && own.block().equals(blocks.get(k))) {
        behind = true;
      } else if (behind && stage instanceof Stage.ActivationStage activation) {
        OptionalInt power = activation.sigma().degree();
        if (power.isEmpty()) {
          return OptionalInt.empty();
        }
        degree = Math.multiplyExact(degree, power.getAsInt());
      } else if (behind && stage instanceof BatchNormStage normalised) {
        return normalised.epsilon() == 0 ? OptionalInt.of(0) : OptionalInt.empty();
      }
    }
    return OptionalInt.of(degree);
  }

  /** The degree L = Σ d_k of f in all parameters together; empty when f is not homogeneous. */
  public OptionalInt degree() {
    int sum = 0;
    for (int k = 0; k < blocks.size(); k++) {
      OptionalInt own = degree(k);
      if (own.isEmpty()) {
        return own;
      }
      sum = Math.addExact(sum, own.getAsInt());
    }
    return OptionalInt.of(sum);
  }

  /** The layers whose units have kinks, in order; the ties of a max-pool are not among them. */
  public List<KinkLayer> kinkLayers() {
    List<KinkLayer> kinks = new ArrayList<>();
    int weighted = 0;
    for (int s = 0; s < plan.size(); s++) {
      if (plan.get(s) instanceof Stage.Weighted) {
        weighted++;
      } else if (layers.get(s) instanceof Layer.Activation(LeakyRelu(double alpha)) && alpha < 1) {
        kinks.add(new KinkLayer(s, weighted, widths[s], alpha));
      }
    }
    return kinks;
  }

  /** Room for evaluations on a batch. */
  public Tape tape(Batch batch) {
    return tape(batch, null);
  }

  /** Room for evaluations with given gates, which keeps all pre-activations. */
  public Tape frozenTape(Batch batch, Gates gates) {
    return tape(batch, gates);
  }

  private Tape tape(Batch batch, @Nullable Gates gates) {
    if (batch.dimension() != inputs()) {
      throw new IllegalArgumentException(
          "a network on inputs of dimension %d cannot read examples of dimension %d"
              .formatted(inputs(), batch.dimension()));
    }
    Block gated =
        gates == null && stages[stages.length - 1] instanceof HeadStage head
            ? head.hidden().block()
            : null;
    boolean[] inPlace = new boolean[widths.length];
    for (int s = 0; s < layers.size(); s++) {
      inPlace[s + 1] = gates == null && Assembly.overwrites(layers, s);
    }
    return new Tape(batch, widths, inPlace, gated, gates);
  }

  /**
   * Room for second-order products along sixteen directions at once, beside a tape; none where that
   * would cost no less than sixteen products. It gains by units that are off, or by one output over
   * rectified units that stand on others: smooth activations and batch normalisation leave nothing
   * to share but the adjoints, which single products share too.
   */
  public Optional<BlockTape> blockTape(Tape tape) {
    return BlockTape.of(plan, stages, widths, tape);
  }

  /** The bytes a tape for {@code n} examples takes, without second-order room. */
  public long tapeBytes(long n) {
    long units = 0;
    long widest = 0;
    for (int s = 1; s < widths.length; s++) {
      units += Assembly.overwrites(layers, s - 1) ? 0 : widths[s];
      widest = Math.max(widest, widths[s]);
    }
    return (units + 2 * widest) * (n + 7) * Double.BYTES;
  }

  /** Computes f(w, x) on the tape's batch: {@link Tape#outputs()}. */
  public void forward(double[] w, Tape tape) {
    tape.firstOrderKnown = false;
    for (Stage stage : stages) {
      stage.forward(w, tape);
    }
  }

  /** gradient ← Σ_n Σ_c u_cn ∂f_c(w, x_n)/∂w, for cotangents u laid out like the outputs. */
  public void vjp(double[] w, Tape tape, double[] u, double[] gradient) {
    System.arraycopy(u, 0, tape.adjoint.now, 0, outputs() * tape.batch.stride());
    for (int s = stages.length - 1; s >= 0; s--) {
      stages[s].backward(w, tape, gradient);
    }
  }

  /**
   * row ← ∂z/∂w for the pre-activation z of one unit of a layer with kinks on one example, at the w
   * and with the gates of the tape's last forward pass.
   */
  public void kinkGradient(
      double[] w, Tape tape, KinkLayer layer, int unit, int example, double[] row) {
    Arrays.fill(row, 0);
    int stride = tape.batch.stride();
    double[] d = tape.adjoint.now;
    Arrays.fill(d, 0, layer.width() * stride, 0);
    d[unit * stride + example] = 1;
    for (int s = layer.place() - 1; s >= 0; s--) {
      plan.get(s).backward(w, tape, row);
    }
  }

  /** Sees the two factors of a block's gradient, Σ_n d_n a_nᵀ. */
  @FunctionalInterface
  public interface FactorVisitor {
    /**
     * The block, {@code rows} adjoints d of its outputs (rows x stride) and {@code cols} inputs a
     * (cols x stride); the arrays hold only until the visit ends.
     */
    void visit(Block block, int rows, double[] adjoints, int cols, double[] inputs);
  }

  /**
   * Shows for each block, from the last to the first, the factors of its gradient: the gradient of
   * Σ_c u_cn f_c(w, x_n) in the block is d_n a_nᵀ, example by example, for cotangents u laid out
   * like the outputs. The gradient of a convolution is a sum of such products over its places: d_n
   * is then the whole gradient, entry by entry of the block, and a_n the number 1. A network with
   * batch normalisation has no such factors.
   *
   * @throws IllegalArgumentException if the network couples the examples of a batch
   */
  public void factors(double[] w, Tape tape, double[] u, FactorVisitor visitor) {
    if (plan.stream().anyMatch(BatchNormStage.class::isInstance)) {
      throw new IllegalArgumentException(
          "batch normalisation couples the examples, whose gradients then have no factors");
    }
    System.arraycopy(u, 0, tape.adjoint.now, 0, outputs() * tape.batch.stride());
    for (int s = plan.size() - 1; s >= 0; s--) {
      if (plan.get(s) instanceof Stage.Weighted weighted) {
        show(weighted, tape, visitor);
        if (s > 0) {
          weighted.descend(w, tape);
        }
      } else {
        plan.get(s).backward(w, tape, u);
      }
    }
  }

  private static void show(Stage.Weighted stage, Tape tape, FactorVisitor visitor) {
    Block block = stage.block();
    switch (stage) {
      case Stage.DenseStage dense ->
          visitor.visit(
              block, block.rows(), tape.adjoint.now, block.cols(), tape.values[dense.s()]);
      case ConvolutionStage convolution -> {
        double[] whole = new double[Math.multiplyExact(block.size(), tape.batch.stride())];
        convolution.gradients(tape.adjoint.now, tape.values[convolution.s()], whole, tape);
        double[] ones = new double[tape.batch.stride()];
        Arrays.fill(ones, 0, tape.batch.count(), 1);
        visitor.visit(block, block.size(), whole, 1, ones);
      }
    }
  }

  /** Computes d/dε f(w + ε direction, x) at ε = 0: {@link Tape#outputTangents()}. */
  public void jvp(double[] w, Tape tape, double[] direction) {
    for (Stage stage : stages) {
      stage.tangent(w, direction, tape);
    }
  }

  /**
   * Computes what second-order passes at w share, for cotangents u laid out like the outputs: the
   * adjoints at all places. It holds until the next {@link #forward}.
   */
  public void adjoints(double[] w, Tape tape, double[] u) {
    FirstOrder first = tape.firstOrder(plan);
    System.arraycopy(u, 0, first.adjoints[plan.size()], 0, outputs() * tape.batch.stride());
    for (int s = plan.size() - 1; s >= 0; s--) {
      plan.get(s).adjoint(w, tape);
    }
    tape.firstOrderKnown = true;
  }

  /**
   * product ← d/dε vjp(w + ε direction; u + ε du) at ε = 0, where {@link #adjoints} has been called
   * with u at the same w, and then {@link #jvp} with the same direction. With u the gradient of a
   * loss in the scores and du its derivative along {@link Tape#outputTangents()}, this is the
   * Hessian of the risk times the direction; with u = 0, the Gauss–Newton matrix times it.
   */
  public void secondOrder(
      double[] w, Tape tape, double[] direction, double[] du, double[] product) {
    System.arraycopy(du, 0, tape.adjointTangent().now, 0, outputs() * tape.batch.stride());
    for (int s = plan.size() - 1; s >= 0; s--) {
      plan.get(s).backwardTangent(w, direction, tape, product);
    }
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(shape.image() ? shape.toString() : String.valueOf(shape.size()));
    for (Layer layer : layers) {
      text.append(layer instanceof Layer.Dense d ? "-" + d.units() : " " + layer.label());
    }
    return text.toString();
  }
}
