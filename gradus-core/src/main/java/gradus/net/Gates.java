package gradus.net;

import java.util.Arrays;
import java.util.List;

/**
 * The slopes of all rectified units on all examples, taken as given instead of read off the signs
 * of the pre-activations: with gates frozen a network is smooth in its weights, also across kinks.
 *
 * <p>Some gates can be pinned: there the backward pass notes the adjoint δ that arrives, and adds a
 * force to what leaves. A unit that slides along its kink takes a slope between α and 1; the force
 * (slope - α) δ stands for what exceeds α.
 */
public final class Gates {
  private final List<KinkLayer> layers;
  private final int stride;
  private final double[][] slopes;
  private final int[] pinPlace;
  private final int[] pinIndex;
  private final double[] arriving;
  private final double[] force;
  private int pins;

  /** Gates for a network on a batch, all at the lower slope. */
  public Gates(Network network, Batch batch) {
    this.layers = network.kinkLayers();
    this.stride = batch.stride();
    this.slopes = new double[network.layers().size() + 1][];
    int most = 0;
    for (KinkLayer layer : layers) {
      double[] slope = new double[layer.width() * stride];
      Arrays.fill(slope, layer.alpha());
      slopes[layer.place()] = slope;
      most += layer.width() * batch.count();
    }
    this.pinPlace = new int[most];
    this.pinIndex = new int[most];
    this.arriving = new double[most];
    this.force = new double[most];
  }

  /** The layers with kinks. */
  public List<KinkLayer> layers() {
    return layers;
  }

  /** Sets the gate of a unit of a layer on an example to the upper or the lower slope. */
  public void set(KinkLayer layer, int unit, int example, boolean above) {
    slopes[layer.place()][unit * stride + example] = above ? 1 : layer.alpha();
  }

  /** Whether a gate is at the upper slope. */
  public boolean above(KinkLayer layer, int unit, int example) {
    return slopes[layer.place()][unit * stride + example] > layer.alpha();
  }

  /** Takes all pins away. */
  public void release() {
    pins = 0;
  }

  /** Pins a gate at one of its slopes with no force yet; returns the pin's number. */
  public int pin(KinkLayer layer, int unit, int example, boolean above) {
    set(layer, unit, example, above);
    pinPlace[pins] = layer.place();
    pinIndex[pins] = unit * stride + example;
    force[pins] = 0;
    return pins++;
  }

  /** The adjoint δ that arrived at a pin in the last backward pass. */
  public double arriving(int pin) {
    return arriving[pin];
  }

  /** Sets what the backward pass adds behind a pinned gate. */
  public void force(int pin, double value) {
    force[pin] = value;
  }

  /** Takes all forces away. */
  public void relax() {
    Arrays.fill(force, 0, pins, 0);
  }

  double[] slopes(int place) {
    return slopes[place];
  }

  /** d ← gates d at a place, with pins. */
  void apply(int place, int n, double[] d) {
    for (int i = 0; i < pins; i++) {
      if (pinPlace[i] == place) {
        arriving[i] = d[pinIndex[i]];
      }
    }
    multiply(place, n, d, d);
    for (int i = 0; i < pins; i++) {
      if (pinPlace[i] == place) {
        d[pinIndex[i]] += force[i];
      }
    }
  }

  /** out ← gates in at a place. */
  void multiply(int place, int n, double[] in, double[] out) {
    double[] slope = slopes[place];
    for (int i = 0; i < n; i++) {
      out[i] = slope[i] * in[i];
    }
  }
}
