package gradus.probe;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Blas;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point of a trajectory as probes see it: the weights, and the risks evaluated there. */
public final class Moment {
  private final Risk train;
  private final @Nullable Risk test;
  private final double[] gradient;
  private double[] w = {};
  private double @Nullable [] previousWeights;
  private boolean gradientKnown;

  Moment(Risk train, @Nullable Risk test) {
    this.train = train;
    this.test = test;
    this.gradient = new double[train.network().parameters()];
  }

  void move(double[] w, double @Nullable [] previousWeights) {
    this.w = w;
    this.previousWeights = previousWeights;
    gradientKnown = false;
    train.at(w);
    if (test != null) {
      test.at(w);
    }
  }

  /** The weights. */
  public double[] weights() {
    return w;
  }

  /** The weights at the moment recorded before; empty at the first. */
  public Optional<double[]> previousWeights() {
    return Optional.ofNullable(previousWeights);
  }

  /** The risk on the training examples, at these weights. */
  public Risk train() {
    return train;
  }

  /** The risk on the test examples, at these weights. */
  public Optional<Risk> test() {
    return Optional.ofNullable(test);
  }

  /** The network. */
  public Network network() {
    return train.network();
  }

  /** exp(-logScale) ∇R̂ on the training examples, computed when first asked for. */
  public double[] gradient() {
    if (!gradientKnown) {
      train.gradient(gradient);
      gradientKnown = true;
    }
    return gradient;
  }

  /** ρ_k = ‖W_k‖ for block k, from 0. */
  public double norm(int k) {
    Block block = network().blocks().get(k);
    return Blas.best().nrm2(block.size(), w, block.offset());
  }

  /** ‖w‖. */
  public double norm() {
    return Blas.best().nrm2(w.length, w, 0);
  }

  /**
   * log Π ρ_k^{d_k}: what f is divided by when each layer is divided by its norm; NaN if f is not
   * homogeneous.
   */
  public double logProductOfNorms() {
    double log = 0;
    for (int k = 0; k < network().blocks().size(); k++) {
      if (network().degree(k).isEmpty()) {
        return Double.NaN;
      }
      log += network().degree(k).getAsInt() * Math.log(norm(k));
    }
    return log;
  }

  /** log ‖w‖^L with L the degree of f in all weights; NaN if f is not homogeneous. */
  public double logNormToDegree() {
    return network().degree().isEmpty()
        ? Double.NaN
        : network().degree().getAsInt() * Math.log(norm());
  }
}
