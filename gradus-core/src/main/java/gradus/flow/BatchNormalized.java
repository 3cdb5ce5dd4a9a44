package gradus.flow;

import gradus.net.Layer;
import gradus.net.Network;
import gradus.num.BadInput;

/** ẇ = -∇R̂(w) for a network that normalises batches (banburski2019 §10.3). */
record BatchNormalized() implements Dynamics {
  @Override
  public String label() {
    return "batch-norm";
  }

  @Override
  public Motion motion(Network network) {
    if (network.layers().stream().noneMatch(Layer.BatchNorm.class::isInstance)) {
      throw new BadInput(
          "the batch-norm dynamics is the standard one on a network with a batch-norm layer, and"
              + " this"
              + " network (%s) has none; add batch-norm to its layers".formatted(network));
    }
    return Dynamics.standard().motion(network);
  }
}
