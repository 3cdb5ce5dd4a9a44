package gradus.flow;

import gradus.loss.Risk;
import gradus.net.Batch;
import gradus.net.Gates;
import gradus.net.KinkLayer;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.ode.Pattern;
import java.util.List;

/**
 * The kinks of a network on a batch, numbered: one for each unit of a layer with kinks and each
 * class of examples that meet it together ({@link KinkClasses}). Behind a convolution of the
 * examples themselves it is one for each channel and each class of patches; a member of a class is
 * then the number {@code place * n + example}, and its unit has the place in the channel.
 */
final class KinkMap {
  private final List<KinkLayer> layers;
  private final KinkClasses[] classes;
  private final int[] offsets;
  private final int[] places;
  private final int n;

  KinkMap(Network network, Batch batch) {
    this.layers = network.kinkLayers();
    this.n = batch.count();
    this.offsets = new int[layers.size() + 1];
    this.classes = new KinkClasses[layers.size()];
    this.places = new int[layers.size()];
    for (int l = 0; l < layers.size(); l++) {
      boolean patches =
          layers.get(l).place() == 1 && network.layers().getFirst() instanceof Layer.Convolution;
      double[][] inputs = patches ? patches(network, batch) : KinkClasses.examples(batch);
      places[l] = inputs.length / n;
      classes[l] = KinkClasses.of(inputs, layers.get(l).layer() == 1);
      offsets[l + 1] = offsets[l] + channels(l) * classes[l].count();
    }
  }

  private static double[][] patches(Network network, Batch batch) {
    return network.layers().getFirst() instanceof Layer.Convolution convolution
        ? KinkClasses.patches(batch, convolution.window().patches(network.shape()))
        : KinkClasses.examples(batch);
  }

  /** The units of layer l that differ by more than their place. */
  private int channels(int l) {
    return layers.get(l).width() / places[l];
  }

  private int unit(int l, int channel, int member) {
    return channel * places[l] + member / n;
  }

  /** The number of kinks. */
  int count() {
    return offsets[offsets.length - 1];
  }

  /** The layer of kink i. */
  KinkLayer layer(int i) {
    return layers.get(layerIndex(i));
  }

  /** The unit of kink i. */
  int unit(int i) {
    int l = layerIndex(i);
    return unit(l, channel(l, i), classes[l].members()[classOf(i)][0]);
  }

  private int channel(int l, int i) {
    return (i - offsets[l]) / classes[l].count();
  }

  /** The example of kink i, the first of its class. */
  int example(int i) {
    int l = layerIndex(i);
    return classes[l].members()[classOf(i)][0] % n;
  }

  private int classOf(int i) {
    int l = layerIndex(i);
    return (i - offsets[l]) % classes[l].count();
  }

  /** The layer of kink i, counted from 0 among those with kinks. */
  int layerIndex(int i) {
    int l = 0;
    while (i >= offsets[l + 1]) {
      l++;
    }
    return l;
  }

  /** h ← the pre-activations of the first example of each class. */
  void read(Risk risk, double[] h) {
    int at = 0;
    for (int l = 0; l < layers.size(); l++) {
      for (int j = 0; j < channels(l); j++) {
        for (int[] members : classes[l].members()) {
          h[at++] = risk.preActivation(layers.get(l), unit(l, j, members[0]), members[0] % n);
        }
      }
    }
  }

  /** What the members of the class of a kink are as multiples of the first. */
  double[] factors(int kink) {
    return classes[layerIndex(kink)].factors()[classOf(kink)];
  }

  /**
   * What the force on each pinned kink would be at the full upper slope: (1 - α) Σ c δ over the
   * members of its class, c their size against the first.
   */
  void wholes(int[] pins, Gates gates, double[] wholes) {
    int at = 0;
    for (int i = 0; i < pins.length; i++) {
      double sum = 0;
      for (double factor : factors(pins[i])) {
        sum += Math.abs(factor) * gates.arriving(at++);
      }
      wholes[i] = (1 - layer(pins[i]).alpha()) * sum;
    }
  }

  /** The highest of the layers of these kinks, counted among those with kinks; -1 of none. */
  int highestLayer(int[] of) {
    int highest = -1;
    for (int kink : of) {
      highest = Math.max(highest, layerIndex(kink));
    }
    return highest;
  }

  /** The lowest of the layers of these kinks. */
  int lowestLayer(int[] of) {
    int lowest = layers.size();
    for (int kink : of) {
      lowest = Math.min(lowest, layerIndex(kink));
    }
    return lowest;
  }

  /** The number of layers with kinks. */
  int layers() {
    return layers.size();
  }

  /** Sets the gates to a pattern. */
  void show(Pattern pattern, Gates gates) {
    gates.release();
    int at = 0;
    for (int l = 0; l < classes.length; l++) {
      for (int j = 0; j < channels(l); j++) {
        for (int c = 0; c < classes[l].count(); c++) {
          boolean above = pattern.above(at++);
          int[] members = classes[l].members()[c];
          for (int i = 0; i < members.length; i++) {
            boolean same = classes[l].factors()[c][i] > 0;
            gates.set(layers.get(l), unit(l, j, members[i]), members[i] % n, above == same);
          }
        }
      }
    }
    for (int pin : pattern.pins()) {
      pin(pin, false, gates);
    }
  }

  /** Pins the gates of a kink at its lower or its upper slope. */
  void pin(int kink, boolean above, Gates gates) {
    double[] factors = factors(kink);
    int l = layerIndex(kink);
    int[] members = classes[l].members()[classOf(kink)];
    for (int i = 0; i < members.length; i++) {
      int unit = unit(l, channel(l, kink), members[i]);
      gates.pin(layer(kink), unit, members[i] % n, above == factors[i] > 0);
    }
  }

  /**
   * Mutes examples on which some layer is off as a whole: nothing there depends on w. With one
   * layer of kinks, pinned units count as off: what they pass on is a force of its own.
   */
  void mute(Pattern pattern, Gates gates, Risk risk) {
    for (int i = 0; i < n; i++) {
      boolean off = false;
      for (int l = 0; l < layers.size() && !off; l++) {
        off = layers.get(l).alpha() == 0 && allOff(pattern, gates, l, i);
      }
      risk.mute(i, off);
    }
  }

  private boolean allOff(Pattern pattern, Gates gates, int l, int example) {
    KinkLayer layer = layers.get(l);
    for (int j = 0; j < layer.width(); j++) {
      if (gates.above(layer, j, example) && !pinned(pattern, l, j, example)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a unit of a layer with kinks, counted from 0, is pinned on an example. */
  boolean pinned(Pattern pattern, int l, int unit, int example) {
    int kink = kink(l, unit, example);
    return kink >= 0 && pattern.pinned(kink);
  }

  /** Whether it is at its upper slope there. */
  boolean passes(Pattern pattern, int l, int unit, int example) {
    int kink = kink(l, unit, example);
    if (kink < 0 || pattern.pinned(kink)) {
      return false;
    }
    return pattern.above(kink) == isUp(l, member(l, unit, example));
  }

  /** Puts it, where it is not pinned, at its upper or lower slope. */
  void put(Pattern pattern, int l, int unit, int example, boolean up) {
    int kink = kink(l, unit, example);
    if (kink >= 0 && !pattern.pinned(kink)) {
      pattern.set(kink, up == isUp(l, member(l, unit, example)));
    }
  }

  /** The kink of a unit on an example, -1 where its pre-activation never moves. */
  int kink(int l, int unit, int example) {
    int c = classes[l].of()[member(l, unit, example)];
    return c < 0 ? -1 : offsets[l] + unit / places[l] * classes[l].count() + c;
  }

  /** What a unit sees of an example, as a member of a class. */
  private int member(int l, int unit, int example) {
    return unit % places[l] * n + example;
  }

  /** Whether an input is a positive multiple of the one that stands for its class. */
  private boolean isUp(int l, int member) {
    int c = classes[l].of()[member];
    int[] members = classes[l].members()[c];
    for (int i = 0; i < members.length; i++) {
      if (members[i] == member) {
        return classes[l].factors()[c][i] > 0;
      }
    }
    throw new IllegalArgumentException("input %d is in no class".formatted(member));
  }
}
