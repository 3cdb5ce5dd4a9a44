package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.net.Block;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Products of the Hessian with a vector by libtorch's double backward: the graph of the gradient is
 * made once, and each product is one more {@code grad} of it with the vector as its {@code
 * grad_outputs} and the graph retained.
 */
final class TorchProducts implements Step {
  private final PointerScope scope = new PointerScope();
  private final TensorVector weights;
  private final TensorVector gradient;
  private final TensorVector vector;
  private final int p;

  TorchProducts(Problem problem) {
    TorchStep.describe(); // one thread
    double[] w = problem.weights();
    double[] v = GradusProducts.vector(problem);
    p = w.length;
    List<Tensor> ws = new ArrayList<>();
    List<Tensor> vs = new ArrayList<>();
    for (Block block : problem.network().blocks()) {
      ws.add(TorchStep.weights(w, block));
      vs.add(TorchStep.tensor(v, block.offset(), block.rows(), block.cols()));
    }
    weights = new TensorVector(ws.toArray(Tensor[]::new));
    vector = new TensorVector(vs.toArray(Tensor[]::new));
    gradient =
        torch.grad(
            new TensorVector(risk(problem, ws)),
            weights,
            new TensorVector(),
            new BoolOptional(true),
            true,
            false);
  }

  private static Tensor risk(Problem problem, List<Tensor> weights) {
    Dataset data = problem.data();
    Tensor h = TorchStep.tensor(data.inputs().data(), 0, data.size(), data.dimension());
    for (int k = 0; k < weights.size(); k++) {
      h = h.mm(weights.get(k).t());
      if (k < weights.size() - 1) {
        h = h.relu();
      }
    }
    return switch (data.labels()) {
      case Labels.Classes(int[] index, var names) -> {
        double[] minusOne = new double[index.length * names.size()];
        for (int i = 0; i < index.length; i++) {
          minusOne[i * names.size() + index[i]] = -1.0 / index.length;
        }
        yield h.log_softmax(1).mul(TorchStep.tensor(minusOne, 0, index.length, names.size())).sum();
      }
      case Labels.Signs(double[] y) -> {
        double[] minusY = new double[y.length];
        for (int i = 0; i < y.length; i++) {
          minusY[i] = -y[i];
        }
        yield h.mul(TorchStep.tensor(minusY, 0, y.length, 1)).exp().mean();
      }
      case Labels.Values _ -> throw new IllegalArgumentException("no problem has real targets");
    };
  }

  @Override
  public void run(long steps) {
    for (long t = 0; t < steps; t++) {
      try (PointerScope _ = new PointerScope()) {
        TensorVector unused = product();
        assert unused.size() == weights.size();
      }
    }
  }

  private TensorVector product() {
    return torch.grad(gradient, weights, vector, new BoolOptional(true), false, false);
  }

  @Override
  public double[] result() {
    try (PointerScope _ = new PointerScope()) {
      TensorVector product = product();
      double[] result = new double[p];
      int offset = 0;
      for (long k = 0; k < product.size(); k++) {
        Tensor part = product.get(k).contiguous();
        int size = (int) part.numel();
        part.data_ptr_double().get(result, offset, size);
        offset += size;
      }
      return result;
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
