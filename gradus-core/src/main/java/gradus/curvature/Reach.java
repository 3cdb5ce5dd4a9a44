package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Batch;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Tape;
import java.util.Arrays;

/**
 * Which examples reach the last dense layer as something other than zero. For one that does not, as
 * where a rectified layer is off as a whole, the output is zero and no small change of the weights
 * moves it.
 *
 * @param reaches whether each example does
 */
record Reach(boolean[] reaches) {
  /** Pulls below this share of the largest possible count as none. */
  private static final double REST = 1e-9;

  static Reach of(Risk risk, double[] w) {
    Network network = risk.network();
    Batch batch = risk.examples().batch();
    boolean[] reaches = new boolean[batch.count()];
    int last = network.layers().size() - 1;
    if (!(network.layers().get(last) instanceof Layer.Dense) || last == 0) {
      Arrays.fill(reaches, true);
      return new Reach(reaches);
    }
    Network before = network.upTo(last);
    Tape tape = before.tape(batch);
    before.forward(w, tape);
    for (int n = 0; n < reaches.length; n++) {
      for (int j = 0; j < before.outputs(); j++) {
        reaches[n] |= tape.outputs()[j * batch.stride() + n] != 0;
      }
    }
    return new Reach(reaches);
  }

  /** How many do. */
  int count() {
    int count = 0;
    for (boolean one : reaches) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Whether none of those that do pulls at the weights. */
  boolean rests(Risk risk) {
    double most = 0;
    for (int n = 0; n < reaches.length; n++) {
      most = reaches[n] ? Math.max(most, risk.weight(n)) : most;
    }
    return most <= REST / reaches.length;
  }
}
