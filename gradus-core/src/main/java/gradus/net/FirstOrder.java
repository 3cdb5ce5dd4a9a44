package gradus.net;

import java.util.List;

/**
 * What all second-order passes at one point share, computed once: the adjoints d on their way down,
 * the derivatives of the activations, and transposed copies for the products that sum over
 * examples.
 *
 * <p>Arrays of a place are width x stride, feature-major; transposed ones are stride x width. An
 * activation whose derivative is a matter of signs has no slopes and no bends here, and the adjoint
 * before it overwrites the one behind it. Places without an array of a kind hold an empty one.
 */
final class FirstOrder {
  private static final double[] NONE = {};

  /** d at each place, as the stage below receives it. */
  final double[][] adjoints;

  /** aᵀ where a dense layer begins. */
  final double[][] inputs;

  /** dᵀ where a dense layer ends. */
  final double[][] outputs;

  /** σ'(z) where an activation begins. */
  final double[][] slopes;

  /** σ''(z) d where an activation begins. */
  final double[][] bends;

  /** Room for the weights' part that comes transposed. */
  final double[] turned;

  FirstOrder(List<Stage> plan, int[] widths, int stride) {
    int places = plan.size() + 1;
    adjoints = new double[places][];
    inputs = none(places);
    outputs = none(places);
    slopes = none(places);
    bends = none(places);
    adjoints[places - 1] = new double[widths[places - 1] * stride];
    int largest = 0;
    for (int s = places - 2; s >= 0; s--) {
      int size = widths[s] * stride;
      boolean inPlace = false;
      switch (plan.get(s)) {
        case Stage.DenseStage dense -> {
          inputs[s] = new double[size];
          outputs[s + 1] = new double[widths[s + 1] * stride];
          largest = Math.max(largest, dense.block().size());
        }
        case Stage.ActivationStage activation -> {
          inPlace = activation.sigma().keepsSign();
          if (!inPlace) {
            slopes[s] = new double[size];
            bends[s] = new double[size];
          }
        }
        case HeadStage _ -> throw new IllegalArgumentException("stages come one by one");
        case ConvolutionStage _, MaxPoolStage _, AveragePoolStage _, BatchNormStage _ -> {}
      }
      // Nothing below the first layer asks for an adjoint.
      adjoints[s] = inPlace ? adjoints[s + 1] : s == 0 ? NONE : new double[size];
    }
    turned = new double[largest];
  }

  private static double[][] none(int places) {
    double[][] arrays = new double[places][];
    java.util.Arrays.fill(arrays, NONE);
    return arrays;
  }
}
