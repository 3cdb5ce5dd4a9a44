package gradus.curvature;

import gradus.net.Batch;
import gradus.net.KinkLayer;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Shape;
import gradus.net.Tape;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far the weights are from the nearest kink: the least |⟨w_j, a_n⟩|/(‖w_j‖‖a_n‖) over rectified
 * units j and examples n, the sine of the angle between an example and the unit's hyperplane.
 *
 * <p>An example that reaches a unit as zero (an earlier layer is off as a whole) is not counted:
 * its pre-activation is zero whatever the weights into the unit are. A unit whose own weights are
 * zero counts as on its kink. A convolution has a unit for each place of each channel, which sees a
 * patch of the example; behind a pool the whole example counts in its place, which gives a lower
 * bound. Ties of a max-pool are kinks of another kind and not counted.
 *
 * @param clearance that sine; 1 where there are no kinks
 * @param layer the layer with weights of the nearest kink, from 1; 0 where there is none
 * @param unit its unit, from 0
 * @param example its example, from 0
 */
public record Kinks(double clearance, int layer, int unit, int example) {
  /** Below this sine a point counts as on a kink: the weights are not known better. */
  public static final double TOUCHING = 1e-9;

  /** Whether second derivatives say nothing here. */
  public boolean touching() {
    return clearance <= TOUCHING;
  }

  /** The nearest kink of a network at w on a batch. */
  public static Kinks nearest(Network network, double[] w, Batch batch) {
    Kinks nearest = new Kinks(1, 0, 0, 0);
    for (KinkLayer layer : network.kinkLayers()) {
      nearest = nearer(nearest, network, w, batch, layer);
    }
    return nearest;
  }

  private static Kinks nearer(
      Kinks before, Network network, double[] w, Batch batch, KinkLayer layer) {
    double[] z = outputs(network, layer.place(), w, batch);
    double[][] sizes = sizes(network, w, batch, layer.place());
    var block = network.blocks().get(layer.layer() - 1);
    int places = layer.width() / block.rows();
    int stride = batch.stride();
    Kinks nearest = before;
    for (int j = 0; j < layer.width(); j++) {
      double @Nullable [] seen = sizes.length == 0 ? null : sizes[j % places % sizes.length];
      int row = block.offset() + j / places * block.cols();
      // Behind batch normalisation pre-activations are of order one already.
      double own = seen == null ? 1 : rowNorm(w, row, block.cols());
      for (int n = 0; n < batch.count(); n++) {
        double size = seen == null ? 1 : seen[n];
        if (size > 0) {
          double sine = own == 0 ? 0 : Math.abs(z[j * stride + n]) / (own * size);
          if (sine < nearest.clearance) {
            nearest = new Kinks(sine, layer.layer(), j, n);
          }
        }
      }
    }
    return nearest;
  }

  /** The norms of what units see of each example, place by place; none behind batch-norm. */
  private static double[][] sizes(Network network, double[] w, Batch batch, int place) {
    List<Layer> layers = network.layers();
    int source = place - 1;
    while (!(layers.get(source) instanceof Layer.Dense)
        && !(layers.get(source) instanceof Layer.Convolution)) {
      if (layers.get(source) instanceof Layer.BatchNorm) {
        return new double[0][];
      }
      source--;
    }
    double[] in = source == 0 ? batch.inputs() : outputs(network, source, w, batch);
    Shape shape = source == 0 ? network.shape() : network.upTo(source).outputShape();
    List<int[]> patches =
        source == place - 1 && layers.get(source) instanceof Layer.Convolution convolution
            ? convolution.window().patches(shape)
            : List.of(IntStream.range(0, shape.size()).toArray());
    double[][] sizes = new double[patches.size()][batch.count()];
    for (int t = 0; t < sizes.length; t++) {
      for (int n = 0; n < batch.count(); n++) {
        sizes[t][n] = norm(in, patches.get(t), n, batch.stride());
      }
    }
    return sizes;
  }

  private static double[] outputs(Network network, int layers, double[] w, Batch batch) {
    Network part = network.upTo(layers);
    Tape tape = part.tape(batch);
    part.forward(w, tape);
    return tape.outputs();
  }

  private static double norm(double[] x, int[] rows, int n, int stride) {
    double sum = 0;
    for (int row : rows) {
      double entry = row < 0 ? 0 : x[row * stride + n];
      sum += entry * entry;
    }
    return Math.sqrt(sum);
  }

  private static double rowNorm(double[] w, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += w[i] * w[i];
    }
    return Math.sqrt(sum);
  }
}
