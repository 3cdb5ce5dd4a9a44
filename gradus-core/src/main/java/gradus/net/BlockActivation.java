package gradus.net;

import gradus.net.BlockTape.Portion;

/** ȧ = σ'(z) ż, and back. */
final class BlockActivation implements BlockStage {
  private static final int K = BlockTape.DIRECTIONS;

  private final Stage.ActivationStage stage;
  private final int s;
  private double[] slopes = {};
  private double[] bends = {};
  private boolean onlyGates;

  BlockActivation(Stage.ActivationStage stage) {
    this.stage = stage;
    this.s = stage.s();
  }

  /** Whether the tangents behind overwrite those before: σ is straight on either side. */
  boolean inPlace() {
    return stage.sigma().keepsSign();
  }

  @Override
  public void openings(int from, int count, Openings[] open, BlockTape block) {
    int stride = block.tape.batch.stride();
    open[s] = Openings.where(stage.width(), from, count, stride, slopes, bends);
    open[s + 1] = open[s];
  }

  @Override
  public void prepare(double[] w, BlockTape block) {
    if (inPlace()) {
      slopes = slopes.length == 0 ? new double[stage.width() * block.tape.batch.stride()] : slopes;
      stage.slopes(block.tape, slopes);
    } else {
      slopes = block.tape.firstOrder().slopes[s];
      bends = block.tape.firstOrder().bends[s];
    }
    onlyGates = inPlace();
    for (double slope : slopes) {
      onlyGates &= slope == 0 || slope == 1;
    }
  }

  @Override
  public void tangent(Portion part, double[] w, double[] directions, BlockTape block) {
    if (!onlyGates) {
      scale(part, block.tangents[s], block.tangents[s + 1], block);
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
    if (onlyGates) {
      return;
    }
    double[] t = block.backward;
    scale(part, t, t, block);
    if (whole && !inPlace()) {
      Openings.Picks on = part.open()[s].ofUnit();
      double[] tangent = block.tangents[s];
      for (int j = 0; j < stage.width(); j++) {
        int first = j * block.tape.batch.stride() + part.from();
        for (int p = on.start()[j]; p < on.start()[j] + on.count()[j]; p++) {
          int n = on.list()[p];
          double bend = bends[first + n];
          int at = j * block.pitch + n * K;
          for (int c = at; c < at + K; c++) {
            t[c] += bend * tangent[c];
          }
        }
      }
    }
  }

  /** out ← σ'(z) in, where it is on. */
  private void scale(Portion part, double[] in, double[] out, BlockTape block) {
    Openings.Picks on = part.open()[s].ofUnit();
    for (int j = 0; j < stage.width(); j++) {
      int first = j * block.tape.batch.stride() + part.from();
      for (int p = on.start()[j]; p < on.start()[j] + on.count()[j]; p++) {
        int n = on.list()[p];
        double slope = slopes[first + n];
        int at = j * block.pitch + n * K;
        for (int c = at; c < at + K; c++) {
          out[c] = slope * in[c];
        }
      }
    }
  }
}
