package gradus.curvature;

import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.num.Matrix;
import gradus.num.Seed;

/** Random problems for tests. */
final class Risks {
  private Risks() {}

  /**
   * A network on Gaussian inputs with Gaussian targets, or with signs where the loss wants them.
   */
  static Risk random(Network network, String loss, int n, Seed seed) {
    return on(network, loss, Draws.matrix(n, network.inputs(), seed.child("x")), seed);
  }

  /** The same on given inputs. */
  static Risk on(Network network, String loss, Matrix x, Seed seed) {
    int n = x.rows();
    double[] y = Draws.normal(n, seed.child("y"));
    Labels labels;
    if (network.outputs() > 1) {
      int[] classes = new int[n];
      String[] names = new String[network.outputs()];
      for (int i = 0; i < n; i++) {
        classes[i] = Math.floorMod(Math.round((float) (100 * y[i])), names.length);
      }
      for (int c = 0; c < names.length; c++) {
        names[c] = String.valueOf(c);
      }
      labels = new Labels.Classes(classes, java.util.List.of(names));
    } else if (loss.equals("square")) {
      labels = new Labels.Values(y);
    } else {
      for (int i = 0; i < n; i++) {
        y[i] = Math.signum(y[i]);
      }
      labels = new Labels.Signs(y);
    }
    return new Risk(network, Loss.named(loss), new Examples(Batch.of(x), Targets.of(labels)));
  }

  /** Gaussian weights of variance gain/fan-in. */
  static double[] weights(Network network, double gain, Seed seed) {
    double[] w = Draws.normal(network.parameters(), seed.child("w"));
    for (var block : network.blocks()) {
      for (int i = block.offset(); i < block.end(); i++) {
        w[i] *= Math.sqrt(gain / block.cols());
      }
    }
    return w;
  }
}
