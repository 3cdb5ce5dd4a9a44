package gradus.bench;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The same with {@code conv2d} on images. */
final class TorchConvolutionStep extends TorchStep {
  private static final long[] STRIDE = {2, 2};
  private static final long[] PADDING = {1, 1};
  private static final long[] DILATION = {1, 1};

  private final ImageProblem problem;

  TorchConvolutionStep(ImageProblem problem, Clearing clearing) {
    super(problem.network(), problem.data(), problem.weights(), clearing);
    this.problem = problem;
  }

  @Override
  Tensor outputs() {
    Tensor h = x.view(problem.n(), 3, 32, 32);
    int in = 3;
    for (int k = 0; k < problem.convolutions(); k++) {
      Tensor filters = weights.get(k).view(problem.channels(), in, 3, 3);
      h = torch.conv2d(h, filters, new TensorOptional(), STRIDE, PADDING, DILATION, 1).relu();
      in = problem.channels();
    }
    return h.flatten(1, 3).mm(weights.getLast().t());
  }
}
