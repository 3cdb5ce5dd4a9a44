package gradus.net;

import gradus.net.BlockTape.Portion;

/** A stage as it acts on sixteen tangents at once. */
sealed interface BlockStage permits BlockDense, BlockActivation, BlockHead {

  /** Reads what products at w share. */
  void prepare(double[] w, BlockTape block);

  /** out ← Vᵀ for V of rows x cols entries, each of sixteen numbers. */
  static void transpose(int rows, int cols, double[] v, int vOff, double[] out) {
    int k = BlockTape.DIRECTIONS;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        System.arraycopy(v, (vOff + i * cols + j) * k, out, (j * rows + i) * k, k);
      }
    }
  }

  /** Puts what is on at the stage's places; what no stage says is on. */
  default void openings(int from, int count, Openings[] open, BlockTape block) {}

  /** Takes in the directions, before the first portion. */
  default void begin(double[] directions) {}

  /** Tangents along the directions, place s to place s + 1. */
  void tangent(Portion part, double[] w, double[] directions, BlockTape block);

  /**
   * Tangents of the adjoints, place s + 1 to place s; the weights' part is added to the products,
   * or, in the first portion, written there.
   *
   * @param whole whether the network's own curvature takes part
   */
  void backward(
      Portion part,
      double[] w,
      double[] directions,
      double[] products,
      boolean whole,
      BlockTape block);
}
