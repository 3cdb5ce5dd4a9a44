package gradus.net;

import gradus.net.BlockTape.Portion;
import gradus.net.Openings.Picks;
import gradus.num.PickedProduct;
import gradus.num.Transposition;
import java.util.Arrays;

/**
 * ż = V a + W ȧ, and back: ṫ aᵀ + d ȧᵀ to the weights and Wᵀ ṫ + Vᵀ d to the inputs.
 *
 * <p>What W takes part in is done example by example, with the inputs and outputs that are on for
 * it; what V takes part in unit by unit, with the examples that the unit is on for.
 */
final class BlockDense implements BlockStage {
  private static final PickedProduct PICKED = PickedProduct.best();
  private static final int K = BlockTape.DIRECTIONS;

  private final Stage.DenseStage stage;
  private final Block own;
  private final int s;
  private final int rows;
  private final int cols;
  private double[] transposed = {};
  private double[] turned = {};

  BlockDense(Stage.DenseStage stage) {
    this.stage = stage;
    this.own = stage.block();
    this.s = stage.s();
    this.rows = own.rows();
    this.cols = own.cols();
  }

  @Override
  public void prepare(double[] w, BlockTape block) {
    if (!stage.first()) {
      transposed = transposed.length == 0 ? new double[own.size()] : transposed;
      Transposition.copy(rows, cols, w, own.offset(), cols, transposed, 0, rows);
    }
  }

  @Override
  public void begin(double[] directions) {
    if (!stage.first()) {
      turned = turned.length == 0 ? new double[own.size() * K] : turned;
      BlockStage.transpose(rows, cols, directions, own.offset(), turned);
    }
  }

  @Override
  public void tangent(Portion part, double[] w, double[] directions, BlockTape block) {
    if (!stage.first()) {
      double[] in = block.tangents[s];
      forward(part, w, own.offset(), cols, in, block.tangents[s + 1], s, s + 1, block);
    } else if (!own.trained()) {
      Arrays.fill(block.tangents[s + 1], 0, rows * block.pitch, 0);
    }
    if (own.trained()) {
      alongDirections(part, directions, block);
    }
  }

  /** V a. */
  private void alongDirections(Portion part, double[] directions, BlockTape block) {
    double[] a = block.tape.firstOrder().inputs[s];
    double[] out = block.tangents[s + 1];
    boolean keep = !stage.first();
    Picks on = part.open()[s + 1].ofUnit();
    for (int i = 0; i < rows; i++) {
      PICKED.add(
          on.count()[i],
          on.list(),
          on.start()[i],
          cols,
          block.identity,
          0,
          a,
          part.from() * cols,
          cols,
          directions,
          (own.offset() + i * cols) * K,
          keep,
          out,
          i * block.pitch,
          K);
    }
  }

  /** A matrix times tangents, from one place to another: W ȧ on the way up, Wᵀ ṫ down. */
  private static void forward(
      Portion part,
      double[] matrix,
      int offset,
      int ld,
      double[] in,
      double[] out,
      int from,
      int to,
      BlockTape block) {
    Picks inputs = part.open()[from].ofExample();
    Picks outputs = part.open()[to].ofExample();
    int pitch = block.pitch;
    for (int n = 0; n < part.count(); n++) {
      int k = inputs.count()[n];
      int first = inputs.start()[n];
      PICKED.pack(k, inputs.list(), first, in, n * K, pitch, block.packed);
      PICKED.add(
          outputs.count()[n],
          outputs.list(),
          outputs.start()[n],
          k,
          inputs.list(),
          first,
          matrix,
          offset,
          ld,
          block.packed,
          0,
          false,
          out,
          n * K,
          pitch);
    }
  }

  @Override
  public void backward(
      Portion part,
      double[] w,
      double[] directions,
      double[] products,
      boolean whole,
      BlockTape block) {
    boolean bends = whole && own.trained() && !stage.first();
    if (own.trained()) {
      ofValues(part, products, block);
    } else {
      Arrays.fill(products, own.offset() * K, own.end() * K, 0);
    }
    if (stage.first()) {
      return;
    }
    if (bends) {
      ofTangents(part, products, block);
    }
    forward(part, transposed, 0, rows, block.backward, block.backwardNext, s + 1, s, block);
    if (bends) {
      throughDirections(part, block);
    }
    block.advance();
  }

  /** ṫ aᵀ. */
  private void ofValues(Portion part, double[] products, BlockTape block) {
    double[] a = block.tape.values[s];
    double[] t = block.backward;
    int stride = block.tape.batch.stride();
    boolean keep = part.from() > 0;
    Picks on = part.open()[s + 1].ofUnit();
    for (int i = 0; i < rows; i++) {
      int k = on.count()[i];
      PICKED.pack(k, on.list(), on.start()[i], t, i * block.pitch, K, block.packed);
      PICKED.add(
          cols,
          block.identity,
          0,
          k,
          on.list(),
          on.start()[i],
          a,
          part.from(),
          stride,
          block.packed,
          0,
          keep,
          products,
          (own.offset() + i * cols) * K,
          K);
    }
  }

  /** d ȧᵀ. */
  private void ofTangents(Portion part, double[] products, BlockTape block) {
    double[] d = block.tape.firstOrder().adjoints[s + 1];
    double[] t = block.tangents[s];
    int stride = block.tape.batch.stride();
    Picks on = part.open()[s].ofUnit();
    for (int j = 0; j < cols; j++) {
      int k = on.count()[j];
      PICKED.pack(k, on.list(), on.start()[j], t, j * block.pitch, K, block.packed);
      PICKED.add(
          rows,
          block.identity,
          0,
          k,
          on.list(),
          on.start()[j],
          d,
          part.from(),
          stride,
          block.packed,
          0,
          true,
          products,
          (own.offset() + j) * K,
          cols * K);
    }
  }

  /** Vᵀ d. */
  private void throughDirections(Portion part, BlockTape block) {
    double[] d = block.tape.firstOrder().outputs[s + 1];
    double[] out = block.backwardNext;
    Picks on = part.open()[s].ofUnit();
    for (int j = 0; j < cols; j++) {
      PICKED.add(
          on.count()[j],
          on.list(),
          on.start()[j],
          rows,
          block.identity,
          0,
          d,
          part.from() * rows,
          rows,
          turned,
          j * rows * K,
          true,
          out,
          j * block.pitch,
          K);
    }
  }
}
