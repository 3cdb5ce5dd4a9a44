package gradus.claims.curvature;

import gradus.claims.model.Vectors;
import gradus.curvature.Kinks;
import gradus.curvature.Newton;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Optional;

/** Square losses of networks with one output, and points where they are zero. */
final class SquareFits {
  /** Nearer to a kink than this (a sine) a point does not count as smooth. */
  static final double CLEAR = 1e-6;

  /** log of the risk that counts as zero. */
  static final double ZERO = Math.log(1e-24);

  private SquareFits() {}

  static Risk risk(Network network, Matrix x, double[] y) {
    return new Risk(
        network, Loss.named("square"), new Examples(Batch.of(x), Targets.of(new Labels.Values(y))));
  }

  /** Gaussian inputs and targets. */
  static Risk random(Network network, int n, Seed seed) {
    Matrix x = Vectors.gaussian(n, network.inputs(), seed.child("x").random());
    return risk(network, x, Vectors.gaussian(n, seed.child("y").random()));
  }

  /** Gaussian inputs, targets from the network itself at w. */
  static Risk taught(Network network, double[] w, int n, Seed seed) {
    Matrix x = Vectors.gaussian(n, network.inputs(), seed.child("x").random());
    return risk(network, x, outputs(network, x, w));
  }

  static double[] outputs(Network network, Matrix x, double[] w) {
    Tape tape = network.tape(Batch.of(x));
    network.forward(w, tape);
    return Arrays.copyOf(tape.outputs(), x.rows());
  }

  /** Gaussian weights of variance gain/fan-in. */
  static double[] start(Network network, double gain, Seed seed) {
    double[] w = Vectors.gaussian(network.parameters(), seed.random());
    for (Block block : network.blocks()) {
      Blas.best().scal(block.size(), Math.sqrt(gain / block.cols()), w, block.offset());
    }
    return w;
  }

  /**
   * A point of zero loss off all kinks, from the first of some random starts that leads to one; the
   * risk is left there.
   */
  static Optional<double[]> zero(Risk risk, Seed seed, int tries) {
    for (int k = 0; k < tries; k++) {
      double[] w =
          new Newton(Newton.Way.DOWN, 1e-13, 1000)
              .from(risk, start(risk.network(), 2, seed.child(k)))
              .w();
      Batch batch = risk.examples().batch();
      if (risk.at(w) < ZERO && Kinks.nearest(risk.network(), w, batch).clearance() > CLEAR) {
        return Optional.of(w);
      }
    }
    return Optional.empty();
  }

  /** R̂ itself. */
  static double value(Risk risk, double[] w) {
    return Math.exp(risk.at(w));
  }

  /** ∇R̂ at w. */
  static double[] gradient(Risk risk, double[] w) {
    double[] g = new double[w.length];
    risk.at(w);
    risk.gradient(g);
    Blas.best().scal(g.length, Math.exp(risk.logScale()), g, 0);
    return g;
  }
}
