package gradus.net;

import gradus.num.Gather;
import gradus.num.GatheredProduct;
import java.util.Arrays;

/**
 * Filters that slide over an image, with weights at block W; the first stage of a network is asked
 * for no input adjoint.
 *
 * <p>Each place is a product of W with the rows of the tape that its window covers, examples side
 * by side; going back, each entry of the image gathers from the places that see it, so that no two
 * write to one target.
 */
record ConvolutionStage(int s, Block block, Footprint footprint, boolean first)
    implements Stage.Weighted {
  private static final GatheredProduct GATHERED = GatheredProduct.best();

  @Override
  public void forward(double[] w, Tape tape) {
    product(w, tape.values[s], false, tape.values[s + 1], tape);
  }

  @Override
  public void tangent(double[] w, double[] direction, Tape tape) {
    double[] out = tape.tangent(s + 1);
    if (block.trained()) {
      product(direction, tape.values[s], false, out, tape);
    }
    if (!first) {
      product(w, tape.tangent(s), block.trained(), out, tape);
    } else if (!block.trained()) {
      Arrays.fill(out, 0);
    }
  }

  @Override
  public void backward(double[] w, Tape tape, double[] gradient) {
    clear(gradient);
    factors(tape.adjoint.now, tape.values[s], gradient, tape);
    if (!first) {
      descend(w, tape);
    }
  }

  @Override
  public void descend(double[] w, Tape tape) {
    Tape.Adjoint d = tape.adjoint;
    transposed(w, d.now, false, d.next, tape);
    d.advance();
  }

  @Override
  public void adjoint(double[] w, Tape tape) {
    if (!first) {
      FirstOrder at = tape.firstOrder();
      transposed(w, at.adjoints[s + 1], false, at.adjoints[s], tape);
    }
  }

  @Override
  public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
    Tape.Adjoint t = tape.adjointTangent();
    clear(out);
    factors(t.now, tape.values[s], out, tape);
    if (first) {
      return;
    }
    double[] d = tape.firstOrder().adjoints[s + 1];
    transposed(w, t.now, false, t.next, tape);
    if (block.trained()) {
      factors(d, tape.tangent(s), out, tape);
      transposed(direction, d, true, t.next, tape);
    }
    t.advance();
  }

  /** Example by example, the gradient Σ d aᵀ over all places: the entries of the block x stride. */
  void gradients(double[] d, double[] a, double[] out, Tape tape) {
    int stride = tape.batch.stride();
    Arrays.fill(out, 0, block.size() * stride, 0);
    for (Gather at : footprint.onward()) {
      for (int t = 0; t < at.count(); t++) {
        for (int r = 0; r < block.rows(); r++) {
          int di = (at.to() + t * at.toStep() + r * footprint.out().places()) * stride;
          for (int q = 0; q < at.terms(); q++) {
            int ai = (at.from() + t * at.step() + at.rows()[q]) * stride;
            int oi = (r * block.cols() + at.of()[q]) * stride;
            for (int i = 0; i < tape.batch.count(); i++) {
              out[oi + i] += d[di + i] * a[ai + i];
            }
          }
        }
      }
    }
  }

  private void clear(double[] gradient) {
    Arrays.fill(gradient, block.offset(), block.end(), 0);
  }

  /** out ← W in + β out, β being 1 where it is kept. */
  private void product(double[] w, double[] in, boolean keep, double[] out, Tape tape) {
    int n = tape.batch.columns();
    int stride = tape.batch.stride();
    int m = block.rows();
    int crs = footprint.out().places();
    // By number: an iterator would be an object for each pass.
    for (int i = 0; i < footprint.onward().size(); i++) {
      Gather at = footprint.onward().get(i);
      GATHERED.product(at, m, n, stride, w, block.offset(), block.cols(), in, keep, out, crs);
    }
  }

  /** out ← Wᵀ d + β out. */
  private void transposed(double[] w, double[] d, boolean keep, double[] out, Tape tape) {
    int n = tape.batch.columns();
    int stride = tape.batch.stride();
    Shape in = footprint.in();
    int plane = block.cols() / in.channels();
    for (int i = 0; i < footprint.back().size(); i++) {
      Gather at = footprint.back().get(i);
      GATHERED.product(
          at, in.channels(), n, stride, w, block.offset(), plane, d, keep, out, in.places());
    }
  }

  /** The block of {@code out} ← Σ d aᵀ + that block, unless the weights are fixed. */
  private void factors(double[] d, double[] a, double[] out, Tape tape) {
    if (!block.trained()) {
      return;
    }
    int n = tape.batch.columns();
    int stride = tape.batch.stride();
    int m = block.rows();
    int crs = footprint.out().places();
    for (int i = 0; i < footprint.onward().size(); i++) {
      Gather at = footprint.onward().get(i);
      GATHERED.factors(at, m, n, stride, d, crs, a, out, block.offset(), block.cols());
    }
  }
}
