package gradus.net;

import gradus.net.BlockTape.Portion;
import gradus.net.Openings.Picks;
import gradus.num.Blas;
import gradus.num.PickedProduct;
import java.util.Arrays;

/**
 * Rectified units under one output, on inputs that are themselves units: f_n = Σ_i v_i γ_in
 * w_i·a_n, with slopes γ that do not move.
 *
 * <p>Here the tangents of the hidden units need not be known one by one. With directions V of W and
 * ν of v, and s_n = Σ_i v_i γ_in V_i, q_n = Σ_i v_i γ_in w_i, r_i = Σ_n u_n γ_in ȧ_n and g_i = Σ_n
 * u_n γ_in a_n,
 *
 * <pre>
 *   ḟ_n = Σ_i ν_i h_in + s_n·a_n + q_n·ȧ_n
 *   to v:  Σ_n u̇_n h_in + V_i·g_i + w_i·r_i
 *   to W:  Σ_n (v_i u̇_n + ν_i u_n) γ_in a_n + v_i r_i
 *   to a:  u̇_n q_n + u_n s_n + Σ_i ν_i u_n γ_in w_i
 * </pre>
 *
 * so that of six large products (two on the way up, four down) four are left.
 */
final class BlockHead implements BlockStage {
  private static final PickedProduct PICKED = PickedProduct.best();
  private static final Blas BLAS = Blas.best();
  private static final int K = BlockTape.DIRECTIONS;

  private final Block hidden;
  private final Block output;
  private final int s;
  private final int m;
  private final int p;
  private final HeadPoint at;
  private final double[] sums;
  private final double[] r;
  private final double[] turned;

  BlockHead(HeadStage stage, BlockTape block) {
    this.hidden = stage.hidden().block();
    this.output = stage.output().block();
    this.s = stage.hidden().s();
    this.m = hidden.rows();
    this.p = hidden.cols();
    int n = block.tape.batch.count();
    int stride = block.tape.batch.stride();
    this.at = new HeadPoint(stage, n, stride);
    this.sums = new double[p * block.pitch];
    this.r = new double[m * p * K];
    this.turned = new double[m * p * K];
  }

  @Override
  public void prepare(double[] w, BlockTape block) {
    at.move(w, block.tape);
  }

  @Override
  public void openings(int from, int count, Openings[] open, BlockTape block) {
    int stride = block.tape.batch.stride();
    open[s + 1] = Openings.where(m, from, count, stride, at.slopes, new double[0]);
  }

  @Override
  public void begin(double[] directions) {
    BlockStage.transpose(m, p, directions, hidden.offset(), turned);
  }

  @Override
  public void tangent(Portion part, double[] w, double[] directions, BlockTape block) {
    double[] f = block.tangents[s + 3];
    int n = part.count();
    // Σ ν_i h_in
    double[] h = block.tape.firstOrder().inputs[s + 2];
    if (output.trained()) {
      PICKED.add(
          n,
          block.identity,
          0,
          m,
          block.identity,
          0,
          h,
          part.from() * m,
          m,
          directions,
          output.offset() * K,
          false,
          f,
          0,
          K);
    } else {
      Arrays.fill(f, 0, n * K, 0);
    }
    if (hidden.trained()) {
      sums(part, block);
      addInner(part, block.tape.firstOrder().inputs[s], sums, f, block);
    }
    addInner(part, at.q, block.tangents[s], f, block);
  }

  /** s_n, input by input. */
  private void sums(Portion part, BlockTape block) {
    Picks on = part.open()[s].ofUnit();
    for (int j = 0; j < p; j++) {
      PICKED.add(
          on.count()[j],
          on.list(),
          on.start()[j],
          m,
          block.identity,
          0,
          at.weighted,
          part.from() * m,
          m,
          turned,
          j * m * K,
          false,
          sums,
          j * block.pitch,
          K);
    }
  }

  /** f_n ← f_n + Σ_j x_nj t_jn over the inputs that are on. */
  private void addInner(Portion part, double[] x, double[] t, double[] f, BlockTape block) {
    Picks on = part.open()[s].ofExample();
    for (int n = 0; n < part.count(); n++) {
      int k = on.count()[n];
      PICKED.pack(k, on.list(), on.start()[n], t, n * K, block.pitch, block.packed);
      PICKED.add(
          1,
          block.identity,
          n,
          k,
          on.list(),
          on.start()[n],
          x,
          part.from() * p,
          p,
          block.packed,
          0,
          true,
          f,
          0,
          K);
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
    clearFixed(products);
    if (whole) {
      ofTangents(part, block);
    }
    if (output.trained()) {
      toOutput(part, w, directions, products, whole, block);
    }
    if (hidden.trained()) {
      toHidden(part, w, directions, products, whole, block);
    }
    toInputs(part, directions, whole, block);
    block.advance();
  }

  private void clearFixed(double[] products) {
    for (Block own : new Block[] {hidden, output}) {
      if (!own.trained()) {
        Arrays.fill(products, own.offset() * K, own.end() * K, 0);
      }
    }
  }

  /** r_i of these examples, input by input. */
  private void ofTangents(Portion part, BlockTape block) {
    Picks on = part.open()[s].ofUnit();
    int stride = block.tape.batch.stride();
    for (int j = 0; j < p; j++) {
      int k = on.count()[j];
      PICKED.pack(k, on.list(), on.start()[j], block.tangents[s], j * block.pitch, K, block.packed);
      PICKED.add(
          m,
          block.identity,
          0,
          k,
          on.list(),
          on.start()[j],
          at.pulled,
          part.from(),
          stride,
          block.packed,
          0,
          false,
          r,
          j * K,
          p * K);
    }
  }

  private void toOutput(
      Portion part,
      double[] w,
      double[] directions,
      double[] products,
      boolean whole,
      BlockTape block) {
    int to = output.offset() * K;
    int stride = block.tape.batch.stride();
    PICKED.add(
        m,
        block.identity,
        0,
        part.count(),
        block.identity,
        0,
        block.tape.values[s + 2],
        part.from(),
        stride,
        block.backward,
        0,
        part.from() > 0,
        products,
        to,
        K);
    for (int i = 0; i < m && whole; i++) {
      int row = hidden.offset() + i * p;
      PICKED.add(
          1,
          block.identity,
          0,
          p,
          block.identity,
          0,
          w,
          row,
          0,
          r,
          i * p * K,
          true,
          products,
          to + i * K,
          0);
      if (part.from() == 0 && hidden.trained()) {
        PICKED.add(
            1,
            block.identity,
            0,
            p,
            block.identity,
            0,
            at.g,
            i * p,
            0,
            directions,
            row * K,
            true,
            products,
            to + i * K,
            0);
      }
    }
  }

  private void toHidden(
      Portion part,
      double[] w,
      double[] directions,
      double[] products,
      boolean whole,
      BlockTape block) {
    Picks on = part.open()[s + 1].ofUnit();
    int stride = block.tape.batch.stride();
    double[] u = block.tape.firstOrder().adjoints[s + 3];
    for (int i = 0; i < m; i++) {
      double v = w[output.offset() + i];
      int nu = (output.offset() + i) * K;
      int k = on.count()[i];
      for (int c = 0; c < k; c++) {
        int n = on.list()[on.start()[i] + c];
        double slope = at.slopes[i * stride + part.from() + n];
        double both = whole && output.trained() ? slope * u[part.from() + n] : 0;
        for (int e = 0; e < K; e++) {
          block.packed[c * K + e] =
              slope * v * block.backward[n * K + e] + both * directions[nu + e];
        }
      }
      int to = (hidden.offset() + i * p) * K;
      PICKED.add(
          p,
          block.identity,
          0,
          k,
          on.list(),
          on.start()[i],
          block.tape.values[s],
          part.from(),
          stride,
          block.packed,
          0,
          part.from() > 0,
          products,
          to,
          K);
      if (whole) {
        BLAS.axpy(p * K, v, r, i * p * K, products, to);
      }
    }
  }

  /** u̇_n q_n + u_n s_n + Σ_i ν_i u_n γ_in w_i for the inputs that are on. */
  private void toInputs(Portion part, double[] directions, boolean whole, BlockTape block) {
    Picks inputs = part.open()[s].ofExample();
    Picks units = part.open()[s + 1].ofExample();
    int stride = block.tape.batch.stride();
    double[] u = block.tape.firstOrder().adjoints[s + 3];
    double[] out = block.backwardNext;
    for (int n = 0; n < part.count(); n++) {
      double pull = whole ? u[part.from() + n] : 0;
      int k = whole && output.trained() ? units.count()[n] : 0;
      for (int c = 0; c < k; c++) {
        int i = units.list()[units.start()[n] + c];
        double slope = pull * at.slopes[i * stride + part.from() + n];
        int nu = (output.offset() + i) * K;
        for (int e = 0; e < K; e++) {
          block.packed[c * K + e] = slope * directions[nu + e];
        }
      }
      PICKED.add(
          inputs.count()[n],
          inputs.list(),
          inputs.start()[n],
          k,
          units.list(),
          units.start()[n],
          at.transposed,
          0,
          m,
          block.packed,
          0,
          false,
          out,
          n * K,
          block.pitch);
    }
    Picks on = part.open()[s].ofUnit();
    int count = block.tape.batch.count();
    for (int j = 0; j < p; j++) {
      int to = j * block.pitch;
      PICKED.addScaled(
          on.count()[j],
          on.list(),
          on.start()[j],
          at.qByInput,
          j * count + part.from(),
          block.backward,
          0,
          out,
          to);
      if (whole && hidden.trained()) {
        PICKED.addScaled(
            on.count()[j], on.list(), on.start()[j], u, part.from(), sums, to, out, to);
      }
    }
  }
}
