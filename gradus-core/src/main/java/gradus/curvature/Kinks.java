package gradus.curvature;

import gradus.net.Batch;
import gradus.net.KinkLayer;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Tape;

/**
 * How far the weights are from the nearest kink: the least |⟨w_j, a_n⟩|/(‖w_j‖‖a_n‖) over rectified
 * units j and examples n, the sine of the angle between an example and the unit's hyperplane.
 *
 * <p>An example that reaches a unit as zero (an earlier layer is off as a whole) is not counted:
 * its pre-activation is zero whatever the weights into the unit are. A unit whose own weights are
 * zero counts as on its kink.
 *
 * @param clearance that sine; 1 where there are no kinks
 * @param layer the dense layer of the nearest kink, from 1; 0 where there is none
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
    int place = layer.place();
    double[] z = outputs(network, place, w, batch);
    boolean dense = network.layers().get(place - 1) instanceof Layer.Dense;
    double[] in = place == 1 ? batch.inputs() : dense ? outputs(network, place - 1, w, batch) : z;
    var block = network.blocks().get(layer.layer() - 1);
    int stride = batch.stride();
    Kinks nearest = before;
    for (int n = 0; n < batch.count(); n++) {
      // Behind batch normalisation pre-activations are of order one already.
      double size = dense ? columnNorm(in, block.cols(), n, stride) : 1;
      for (int j = 0; j < layer.width() && size > 0; j++) {
        double own = dense ? rowNorm(w, block.offset() + j * block.cols(), block.cols()) : 1;
        double sine = own == 0 ? 0 : Math.abs(z[j * stride + n]) / (own * size);
        if (sine < nearest.clearance) {
          nearest = new Kinks(sine, layer.layer(), j, n);
        }
      }
    }
    return nearest;
  }

  private static double[] outputs(Network network, int layers, double[] w, Batch batch) {
    Network part = Network.of(network.inputs(), network.layers().subList(0, layers));
    Tape tape = part.tape(batch);
    part.forward(w, tape);
    return tape.outputs();
  }

  private static double columnNorm(double[] x, int rows, int n, int stride) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += x[i * stride + n] * x[i * stride + n];
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
