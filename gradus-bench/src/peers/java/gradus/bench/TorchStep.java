package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.net.Block;
import gradus.net.Network;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The step as libtorch's users write it: mm and relu forward, {@code backward()}, the update under
 * no_grad. Temporaries are given back at the end of each step, and nothing is copied.
 */
class TorchStep implements Step {
  /** What becomes of a gradient once it is used; which is faster depends on the size. */
  enum Clearing {
    /** Give its memory back: what optimisers do by default ({@code set_to_none}). */
    RELEASE,
    /** Keep the memory and fill it with zeros. */
    ZERO
  }

  static {
    torch.set_num_threads(1);
    // OpenBLAS counts for itself, and can be told only once it is there.
    Loader.load(org.bytedeco.openblas.global.openblas.class);
    openblas.blas_set_num_threads(1);
  }

  private final Clearing clearing;
  private final Tensor minusY;

  /** The inputs. */
  final Tensor x;

  /** The weights, layer by layer. */
  final List<Tensor> weights;

  private final Scalar minusEta = new Scalar(-Problem.ETA);

  TorchStep(Problem problem, Clearing clearing) {
    this(problem.network(), problem.data(), problem.weights(), clearing);
  }

  TorchStep(Network network, Dataset data, double[] w, Clearing clearing) {
    this.clearing = clearing;
    double[] y = ((Labels.Signs) data.labels()).y().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = -y[i];
    }
    x = tensor(data.inputs().data(), 0, data.size(), data.dimension());
    minusY = tensor(y, 0, data.size(), 1);
    weights = network.blocks().stream().map(block -> weights(w, block)).toList();
  }

  /** What computes: the part of libtorch's configuration that names its BLAS. */
  static String describe() {
    String config = torch.show_config().getString();
    return "libtorch %s, %s, BLAS %s, threads %d"
        .formatted(
            entry(config, "TORCH_VERSION="),
            entry(config, "CPU capability usage: "),
            entry(config, "BLAS_INFO="),
            openblas.blas_get_num_threads());
  }

  private static String entry(String config, String key) {
    String rest = config.substring(config.indexOf(key) + key.length());
    return rest.split("[,\\s]", 2)[0];
  }

  @Override
  public void run(long steps) {
    for (long t = 0; t < steps; t++) {
      step();
    }
  }

  private void step() {
    try (PointerScope _ = new PointerScope()) {
      risk().backward();
      try (NoGradGuard _ = new NoGradGuard()) {
        for (Tensor w : weights) {
          Tensor g = w.mutable_grad();
          w.add_(g, minusEta);
          clear(g);
        }
      }
    }
  }

  @Override
  public double[] result() {
    try (PointerScope _ = new PointerScope()) {
      risk().backward();
      int p = 0;
      for (Tensor w : weights) {
        p += (int) w.numel();
      }
      double[] gradient = new double[p];
      int offset = 0;
      for (Tensor w : weights) {
        Tensor g = w.mutable_grad();
        int size = (int) g.numel();
        g.contiguous().data_ptr_double().get(gradient, offset, size);
        offset += size;
        clear(g);
      }
      return gradient;
    }
  }

  private Tensor risk() {
    return outputs().mul(minusY).exp().mean();
  }

  /** The outputs, one a row. */
  Tensor outputs() {
    Tensor h = x;
    for (int k = 0; k < weights.size(); k++) {
      h = h.mm(weights.get(k).t());
      if (k < weights.size() - 1) {
        h = h.relu();
      }
    }
    return h;
  }

  private void clear(Tensor g) {
    switch (clearing) {
      case RELEASE -> g.reset();
      case ZERO -> g.zero_();
    }
  }

  @Override
  public void close() {
    x.close();
    minusY.close();
    weights.forEach(Tensor::close);
    minusEta.close();
  }

  static Tensor weights(double[] w, Block block) {
    Tensor tensor = tensor(w, block.offset(), block.rows(), block.cols());
    tensor.set_requires_grad(true);
    return tensor;
  }

  static Tensor tensor(double[] from, int offset, int rows, int cols) {
    try (DoublePointer memory = new DoublePointer((long) rows * cols);
        TensorOptions options = new TensorOptions(torch.ScalarType.Double)) {
      memory.put(from, offset, rows * cols);
      try (Tensor borrowed = torch.from_blob(memory, new long[] {rows, cols}, options)) {
        return borrowed.clone(); // owns its memory
      }
    }
  }
}
