package gradus.curvature;

import gradus.net.Batch;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.Blas;
import gradus.num.Matrix;
import gradus.num.Svd;
import java.util.ArrayList;
import java.util.List;

/**
 * Null directions told apart by what they do to other inputs than the examples (poggio2018, SI
 * 6.2.2): a trivial one leaves the network the same function, a nontrivial one changes it where no
 * example looks.
 *
 * <p>The null space is turned so that its directions are those of the singular values of the
 * Jacobian of the outputs on fresh inputs: the trivial ones are its kernel. Each direction is then
 * moved along, and what the outputs did is kept beside the verdict.
 *
 * @param directions the directions, those that change fresh outputs most first
 * @param trivial how many are trivial
 */
public record Triviality(List<Direction> directions, int trivial) {
  /** Singular values below this share of what a random direction does count as zero. */
  private static final double TOLERANCE = 1e-7;

  /** How far a direction is moved along, of the norm of the weights. */
  private static final double STEP = 1e-4;

  /**
   * A null direction of norm one.
   *
   * @param vector the direction u in R^p
   * @param rate the root mean square of ∂f/∂u over fresh inputs, over that of random directions
   * @param trivial whether that is zero
   * @param onExamples root mean square of (f_{w + εu} - f_w)/ε on the examples, over that of random
   *     directions there: of order ε for a null direction at zero loss
   * @param onFresh the same on fresh inputs: of order ε for a trivial direction
   */
  public record Direction(
      double[] vector, double rate, boolean trivial, double onExamples, double onFresh) {}

  /** Copies the list. */
  public Triviality {
    directions = List.copyOf(directions);
  }

  /** How many are nontrivial. */
  public int nontrivial() {
    return directions.size() - trivial;
  }

  /**
   * Tells the null directions of a network at w apart.
   *
   * @param subspace where the null directions are
   * @param nullity them, in its coordinates
   * @param examples the inputs that the network was trained on
   * @param fresh other inputs, at least as many as there are null directions, in general position
   */
  public static Triviality of(
      Network network,
      double[] w,
      Subspace subspace,
      Nullity nullity,
      Batch examples,
      Batch fresh) {
    int q = nullity.count();
    if (q == 0) {
      return new Triviality(List.of(), 0);
    }
    Matrix basis = subspace.embedAll(nullity.basis());
    Outputs onFresh = new Outputs(network, w, fresh);
    Outputs onExamples = new Outputs(network, w, examples);
    Matrix images = Matrix.zeros(onFresh.size(), q);
    for (int j = 0; j < q; j++) {
      double[] image = onFresh.tangent(basis.col(j));
      for (int i = 0; i < image.length; i++) {
        images.set(i, j, image[i]);
      }
    }
    double usualFresh = onFresh.usual();
    double usualExamples = onExamples.usual();
    Turned turned = Turned.of(images);
    double eps = STEP * Math.max(1e-300, Blas.best().nrm2(w.length, w, 0));
    List<Direction> directions = new ArrayList<>();
    int trivial = 0;
    for (int j = 0; j < q; j++) {
      double[] u = basis.times(Matrix.wrap(q, 1, turned.vectors().col(j))).data();
      double rate = turned.values()[j] / usualFresh;
      boolean isTrivial = rate <= TOLERANCE;
      trivial += isTrivial ? 1 : 0;
      directions.add(
          new Direction(
              u,
              rate,
              isTrivial,
              onExamples.moved(u, eps) / usualExamples,
              onFresh.moved(u, eps) / usualFresh));
    }
    return new Triviality(directions, trivial);
  }

  /** All right singular vectors (q x q) with their values, zero beyond the rank. */
  private record Turned(double[] values, Matrix vectors) {
    static Turned of(Matrix images) {
      int q = images.cols();
      if (images.rows() < q) {
        throw new IllegalArgumentException(
            "%d null directions need at least as many fresh outputs, but %d came"
                .formatted(q, images.rows()));
      }
      Svd svd = Svd.of(images);
      return new Turned(svd.values(), svd.v());
    }
  }

  /** The outputs of a network on a batch, as a function of the weights near w. */
  private static final class Outputs {
    private final Network network;
    private final double[] w;
    private final Tape tape;
    private final Batch batch;

    Outputs(Network network, double[] w, Batch batch) {
      this.network = network;
      this.w = w;
      this.batch = batch;
      this.tape = network.tape(batch);
    }

    int size() {
      return network.outputs() * batch.count();
    }

    private double[] packed(double[] rows) {
      double[] x = new double[size()];
      for (int c = 0; c < network.outputs(); c++) {
        System.arraycopy(rows, c * batch.stride(), x, c * batch.count(), batch.count());
      }
      return x;
    }

    double[] tangent(double[] u) {
      network.forward(w, tape);
      network.jvp(w, tape, u);
      return packed(tape.outputTangents());
    }

    /** ‖∂f/∂u‖ for random u of norm one, a mean over a few. */
    double usual() {
      double sum = 0;
      double[] u = new double[w.length];
      for (int draw = 0; draw < 4; draw++) {
        new gradus.num.Seed(2).normals(draw, u);
        Blas.best().scal(u.length, 1 / Blas.best().nrm2(u.length, u, 0), u, 0);
        double[] image = tangent(u);
        sum += Math.pow(Blas.best().nrm2(image.length, image, 0), 2) / 4;
      }
      return Math.sqrt(sum);
    }

    /** ‖f_{w + εu} - f_w‖/ε. */
    double moved(double[] u, double eps) {
      network.forward(w, tape);
      double[] here = packed(tape.outputs());
      double[] there = w.clone();
      Blas.best().axpy(w.length, eps, u, 0, there, 0);
      network.forward(there, tape);
      double[] f = packed(tape.outputs());
      Blas.best().axpy(f.length, -1, here, 0, f, 0);
      return Blas.best().nrm2(f.length, f, 0) / eps;
    }
  }
}
