package gradus.net;

import gradus.num.PickedProduct;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Room and plan for second-order products along sixteen directions at once.
 *
 * <p>The tangents of the sixteen directions stand side by side: sixteen numbers for each example of
 * each unit. A unit that is off on an example has no tangent there, whatever the direction; so
 * products leave it out, on the side of their inputs, of their outputs, or of both, and a rectified
 * layer costs a quarter to a half of the full product ({@link PickedProduct}). Under one output
 * more is known ({@link BlockHead}).
 *
 * <p>Directions and products are p x 16: entry i of direction c at {@code 16 i + c}. Examples are
 * taken in portions, which bounds the room and keeps what is at work near.
 *
 * <p>Made once by {@link Network#blockTape} for a tape; {@link #prepare} comes after each {@link
 * Network#adjoints}. Not for two threads at once.
 */
public final class BlockTape {
  /** The number of directions. */
  public static final int DIRECTIONS = PickedProduct.COLUMNS;

  /** Examples in a portion; twice as many where weights are so many that reading them tells. */
  private static final int PORTION = 128;

  /** Weights whose directions, 128 bytes for each, fill caches. */
  private static final int MANY = 1 << 16;

  /** How a loss turns tangents of the scores into those of their cotangents. */
  @FunctionalInterface
  public interface Bend {
    /** du ← ∂u/∂f df for the examples {@code from} up to {@code to}; both outputs x stride. */
    void apply(double[] df, double[] du, int from, int to);
  }

  /**
   * Some examples in a row, with what is on for them at each place.
   *
   * @param from the first
   * @param count how many
   * @param open what is on at each place, examples counted from the first
   */
  record Portion(int from, int count, Openings[] open) {}

  final Tape tape;

  /** The distance from unit to unit: an odd number of examples, which spreads over cache lines. */
  final int pitch;

  /** The tangents at each place, units x pitch. */
  final double[][] tangents;

  /** 0, 1, …. */
  final int[] identity;

  /** Room for rows that are picked. */
  final double[] packed;

  /** The tangents of the adjoints, where they stand on their way down. */
  double[] backward;

  /** Room for where they go next. */
  double[] backwardNext;

  private final int[] widths;
  private final int portion;
  private final BlockStage[] stages;
  private final double[] df;
  private final double[] du;
  private Portion[] portions = {};

  private BlockTape(List<Stage> plan, int[] widths, Tape tape) {
    this.tape = tape;
    this.widths = widths;
    int n = tape.batch.count();
    boolean many = plan.stream().anyMatch(stage -> weights(stage) > MANY);
    this.portion = Math.clamp(n, 1, many ? 2 * PORTION : PORTION);
    this.pitch = (portion | 1) * DIRECTIONS;
    int longest = Math.max(portion, Arrays.stream(widths).max().orElseThrow());
    this.identity = Openings.Picks.all(1, longest).list();
    this.packed = new double[longest * DIRECTIONS];
    this.tangents = new double[widths.length][];
    tangents[0] = new double[0];
    this.stages = plan.stream().map(this::block).toArray(BlockStage[]::new);
    int widest = Arrays.stream(widths, 1, widths.length).max().orElseThrow();
    this.backward = new double[widest * pitch];
    this.backwardNext = new double[widest * pitch];
    int scores = widths[widths.length - 1] * tape.batch.stride();
    this.df = new double[scores];
    this.du = new double[scores];
  }

  /** Where sixteen directions at once are cheaper than one after the other; else none. */
  static Optional<BlockTape> of(List<Stage> plan, Stage[] grouped, int[] widths, Tape tape) {
    boolean head = grouped[grouped.length - 1] instanceof HeadStage h && !h.hidden().first();
    boolean pays = head;
    for (int s = 0; s < plan.size(); s++) {
      boolean fits =
          s % 2 == 0
              ? plan.get(s) instanceof Stage.DenseStage
              : plan.get(s) instanceof Stage.ActivationStage;
      if (!fits) {
        return Optional.empty();
      }
      pays |= plan.get(s) instanceof Stage.ActivationStage a && a.sigma().hasOffSide();
    }
    return pays && plan.size() % 2 == 1
        ? Optional.of(new BlockTape(head ? List.of(grouped) : plan, widths, tape))
        : Optional.empty();
  }

  private static int weights(Stage stage) {
    return switch (stage) {
      case Stage.DenseStage dense -> dense.block().size();
      case HeadStage head -> head.hidden().block().size();
      case ConvolutionStage convolution -> convolution.block().size();
      case Stage.ActivationStage _, BatchNormStage _, MaxPoolStage _, AveragePoolStage _ -> 0;
    };
  }

  private BlockStage block(Stage stage) {
    return switch (stage) {
      case Stage.DenseStage dense -> {
        tangents[dense.s() + 1] = room(dense.s() + 1);
        yield new BlockDense(dense);
      }
      case Stage.ActivationStage activation -> {
        BlockActivation own = new BlockActivation(activation);
        int s = activation.s();
        tangents[s + 1] = own.inPlace() ? tangents[s] : room(s + 1);
        yield own;
      }
      case HeadStage head -> {
        tangents[head.output().s() + 1] = room(head.output().s() + 1);
        yield new BlockHead(head, this);
      }
      case BatchNormStage _ -> throw new IllegalArgumentException("couples the examples");
      case ConvolutionStage _, MaxPoolStage _, AveragePoolStage _ ->
          throw new IllegalArgumentException("images go by one direction at a time");
    };
  }

  private double[] room(int place) {
    return new double[widths[place] * pitch];
  }

  /** Reads what the products at w share, once the adjoints are known there. */
  public void prepare(double[] w) {
    for (BlockStage stage : stages) {
      stage.prepare(w, this);
    }
    int n = tape.batch.count();
    portions = new Portion[(n + portion - 1) / portion];
    for (int i = 0; i < portions.length; i++) {
      int from = i * portion;
      int count = Math.min(portion, n - from);
      Openings[] open = new Openings[widths.length];
      for (BlockStage stage : stages) {
        stage.openings(from, count, open, this);
      }
      for (int s = 0; s < open.length; s++) {
        open[s] = open[s] == null ? Openings.all(widths[s], count) : open[s];
      }
      portions[i] = new Portion(from, count, open);
    }
  }

  /**
   * products ← the derivative of the gradient along each direction, as {@link Network#secondOrder}.
   *
   * @param bend the loss
   * @param whole whether the network's own curvature takes part; without it the products are those
   *     of the Gauss–Newton matrix
   */
  public void products(
      double[] w, double[] directions, double[] products, Bend bend, boolean whole) {
    for (BlockStage stage : stages) {
      stage.begin(directions);
    }
    for (Portion part : portions) {
      for (BlockStage stage : stages) {
        stage.tangent(part, w, directions, this);
      }
      bend(part, bend);
      for (int s = stages.length - 1; s >= 0; s--) {
        stages[s].backward(part, w, directions, products, whole, this);
      }
    }
  }

  private void bend(Portion part, Bend bend) {
    int last = widths.length - 1;
    int stride = tape.batch.stride();
    int to = part.from + part.count;
    for (int c = 0; c < DIRECTIONS; c++) {
      for (int j = 0; j < widths[last]; j++) {
        for (int i = 0; i < part.count; i++) {
          df[j * stride + part.from + i] = tangents[last][j * pitch + i * DIRECTIONS + c];
        }
      }
      bend.apply(df, du, part.from, to);
      for (int j = 0; j < widths[last]; j++) {
        for (int i = 0; i < part.count; i++) {
          backward[j * pitch + i * DIRECTIONS + c] = du[j * stride + part.from + i];
        }
      }
    }
  }

  /** Exchanges the tangents of the adjoints with the room for the next. */
  void advance() {
    double[] was = backward;
    backward = backwardNext;
    backwardNext = was;
  }
}
