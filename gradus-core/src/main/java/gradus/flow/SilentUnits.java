package gradus.flow;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.KinkLayer;
import gradus.net.Network;
import gradus.ode.Pattern;
import java.util.List;

/**
 * Units that hear nothing on an example, since all units below them are off or at zero there: their
 * pre-activations are zero whatever their own weights do. What counts is where they would go if a
 * unit below came on, for that decides what it could gain by it: z_u = Σ w_uj a_j for small a ≥ 0.
 */
final class SilentUnits {
  /** Smaller against the largest pre-activation of the layer on the example is zero. */
  private static final double NOTHING = 1e-10;

  private final KinkMap kinks;
  private final List<KinkLayer> layers;
  private final List<Block> blocks;
  private final int examples;
  private final boolean[][] silent;

  SilentUnits(Network network, KinkMap kinks, int examples) {
    this.kinks = kinks;
    this.layers = network.kinkLayers();
    this.blocks = network.blocks();
    this.examples = examples;
    this.silent = new boolean[layers.size()][examples];
  }

  /** Whether the units of a layer were silent on an example when last looked at. */
  boolean silent(int layer, int example) {
    return silent[layer][example];
  }

  /** Of several pinned units below, the one that is thought to come on: {@link #ALL}, … */
  static final int ALL = -1;

  /** … or {@link #AS_IT_IS}: those above stay on the sides they are on. */
  static final int AS_IT_IS = -2;

  /**
   * Puts silent units on the side on which they would begin, where the risk stands at w. Where two
   * or more units below come on together, nothing is put: the rates decide.
   *
   * @param first which of several pinned units is thought to come on
   */
  void orient(double[] w, Risk risk, Pattern pattern, int first) {
    for (int n = 0; n < examples; n++) {
      double[] heard = {};
      boolean quiet = false;
      for (int l = 0; l < layers.size(); l++) {
        KinkLayer layer = layers.get(l);
        double zero = zero(risk, layer, n);
        boolean follows = l > 0 && follows(layers.get(l - 1), layer);
        boolean clear = quiet && follows && heard.length > 0;
        silent[l][n] = quiet && (!follows || heard.length > 0);
        heard =
            clear
                ? follow(w, pattern, l, n, heard)
                : beginnings(risk, pattern, l, n, quiet ? Double.POSITIVE_INFINITY : zero, first);
        quiet = (quiet && layer.alpha() == 0) || !speaks(risk, pattern, l, n, zero);
      }
    }
  }

  /** Whether a dense layer alone stands between two layers with kinks. */
  private boolean follows(KinkLayer below, KinkLayer layer) {
    Block block = blocks.get(layer.layer() - 1);
    return layer.place() == below.place() + 2
        && block.rows() == layer.width()
        && block.cols() == below.width();
  }

  private static double zero(Risk risk, KinkLayer layer, int n) {
    double most = 0;
    for (int j = 0; j < layer.width(); j++) {
      most = Math.max(most, Math.abs(risk.preActivation(layer, j, n)));
    }
    return NOTHING * most;
  }

  /** Whether some unit of a layer passes anything on. */
  private boolean speaks(Risk risk, Pattern pattern, int l, int n, double zero) {
    KinkLayer layer = layers.get(l);
    for (int j = 0; j < layer.width(); j++) {
      double slope = kinks.passes(pattern, l, j, n) ? 1 : layer.alpha();
      if (slope * Math.abs(risk.preActivation(layer, j, n)) > zero) {
        return true;
      }
    }
    return false;
  }

  /** What units of a layer begin with; nothing where that is not clear. */
  private double[] beginnings(Risk risk, Pattern pattern, int l, int n, double zero, int first) {
    double[] begun = new double[layers.get(l).width()];
    double[] pinned = new double[begun.length];
    int on = 0;
    int pins = 0;
    for (int j = 0; j < begun.length; j++) {
      if (kinks.pinned(pattern, l, j, n)) {
        pinned[j] = first < 0 || first == pins ? 1 : 0;
        pins++;
      } else if (kinks.passes(pattern, l, j, n)
          && Math.abs(risk.preActivation(layers.get(l), j, n)) <= zero) {
        begun[j] = 1;
        on++;
      }
    }
    return on == 1 ? begun : on > 1 || (pins > 1 && first == AS_IT_IS) ? new double[0] : pinned;
  }

  /** Puts the units of a layer where those below lead them, and returns what they would pass on. */
  private double[] follow(double[] w, Pattern pattern, int l, int n, double[] heard) {
    KinkLayer layer = layers.get(l);
    Block block = blocks.get(layer.layer() - 1);
    double[] a = new double[layer.width()];
    for (int u = 0; u < a.length; u++) {
      double z = 0;
      for (int j = 0; j < heard.length; j++) {
        z += w[block.offset() + u * block.cols() + j] * heard[j];
      }
      if (z != 0) {
        kinks.put(pattern, l, u, n, z > 0);
      }
      a[u] = Math.max(z, layer.alpha() * z);
    }
    return a;
  }
}
