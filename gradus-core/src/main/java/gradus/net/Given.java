package gradus.net;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;

/** Weights from elsewhere. */
record Given(List<Matrix> matrices) implements Initialiser {
  @Override
  public double[] weights(Network network, Seed seed) {
    List<Block> blocks = network.blocks();
    if (matrices.size() != blocks.size()) {
      throw new BadInput(
          "the network has %d weight matrices but %d were given"
              .formatted(blocks.size(), matrices.size()));
    }
    double[] w = new double[network.parameters()];
    for (int k = 0; k < blocks.size(); k++) {
      Block block = blocks.get(k);
      Matrix matrix = matrices.get(k);
      if (matrix.rows() != block.rows() || matrix.cols() != block.cols()) {
        throw new BadInput(
            "%s is %d x %d in the network but %d x %d was given"
                .formatted(block.name(), block.rows(), block.cols(), matrix.rows(), matrix.cols()));
      }
      System.arraycopy(matrix.data(), 0, w, block.offset(), block.size());
    }
    return w;
  }
}
