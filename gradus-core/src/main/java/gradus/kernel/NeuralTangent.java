package gradus.kernel;

import gradus.net.Network;
import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The kernels that a network tends to as its layers grow wide: the covariance K of its outputs at
 * the start (NNGP) and the tangent kernel Θ(x, x') = lim ⟨∇f(x), ∇f(x')⟩ over the trained weights
 * (NTK).
 *
 * <p>K⁰ = ⟨x, x'⟩ and Θ⁰ = K⁰ or 0; an activation and the dense layer behind it make K⁺ = s E
 * σ(u)σ(v) and Θ⁺ = Θ s E σ'(u)σ'(v) + K⁺ (without K⁺ where that layer is fixed), (u, v) normal
 * with covariance K; s by {@link Scaling}. (Jacot, Gabriel and Hongler 2018; ji2020 §3.1.) Widths
 * are not read.
 *
 * <p>Guarantee: entries are accurate to 1e-14, relative to themselves where no sum cancels and to
 * √(Θ_ii Θ_jj) elsewhere, at equal, nearly equal and antipodal inputs too; an erf layer right
 * before a kink keeps this for inputs of one norm only. The matrices are symmetric exactly, and
 * their bits do not depend on the number of threads.
 */
public final class NeuralTangent implements Kernel {
  private final KernelPlan plan;
  private final int inputs;
  private final int threads;

  private NeuralTangent(KernelPlan plan, int inputs, int threads) {
    this.plan = plan;
    this.inputs = inputs;
    this.threads = threads;
  }

  /**
   * The kernels of a network with normalised layers.
   *
   * @throws BadInput if a layer has no limit here; the message names it
   */
  public static NeuralTangent of(Network network) {
    return of(network, Scaling.NORMALISED);
  }

  /** The kernels of a network with the given scaling of its layers. */
  public static NeuralTangent of(Network network, Scaling scaling) {
    return new NeuralTangent(
        KernelPlan.of(network, scaling),
        network.inputs(),
        Runtime.getRuntime().availableProcessors());
  }

  /** The same, computed on the given number of threads (default: one for each processor). */
  public NeuralTangent onThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 thread is needed, not " + count);
    }
    return new NeuralTangent(plan, inputs, count);
  }

  /**
   * Both kernels on one set of examples.
   *
   * @param tangent Θ, the NTK
   * @param covariance K, the NNGP
   */
  public record Grams(SymmetricHalf tangent, SymmetricHalf covariance) {}

  /** Both kernels on the rows of X in one pass. */
  public Grams grams(Matrix x) {
    KernelSide side = side(x);
    SymmetricHalf tangent = new SymmetricHalf(x.rows());
    SymmetricHalf covariance = new SymmetricHalf(x.rows());
    new KernelTiles(
            plan,
            side,
            side,
            (i, j, count, theta, k) -> {
              tangent.put(i, j, theta, 0, count);
              covariance.put(i, j, k, 0, count);
            })
        .run(threads);
    return new Grams(tangent, covariance);
  }

  @Override
  public SymmetricHalf gram(Matrix x) {
    KernelSide side = side(x);
    SymmetricHalf tangent = new SymmetricHalf(x.rows());
    new KernelTiles(plan, side, side, (i, j, count, theta, k) -> tangent.put(i, j, theta, 0, count))
        .run(threads);
    return tangent;
  }

  @Override
  public Matrix between(Matrix z, Matrix x) {
    KernelSide left = side(z);
    KernelSide right = side(x);
    Matrix tangent = Matrix.zeros(z.rows(), x.rows());
    new KernelTiles(
            plan,
            left,
            right,
            (i, j, count, theta, k) ->
                System.arraycopy(theta, 0, tangent.data(), i * x.rows() + j, count))
        .run(threads);
    return tangent;
  }

  /**
   * Writes the matrix Θ of the rows of X to a NumPy file, without holding it in memory; the file
   * appears when it is whole.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Matrix x, Path file) throws IOException {
    KernelSide side = side(x);
    try (KernelFile target = KernelFile.create(file, x.rows())) {
      new KernelTiles(plan, side, side, (i, j, count, theta, k) -> target.put(i, j, theta, count))
          .run(threads);
      target.commit();
    }
  }

  /** The bytes that {@link #gram} of n examples takes at most, its result and the data included. */
  public long bytes(long n) {
    return SymmetricHalf.entries(n) * Double.BYTES + sideBytes(n);
  }

  /** The bytes that {@link #write} of n examples takes in memory. */
  public long sideBytes(long n) {
    long features = plan.steps().stream().mapToLong(s -> s.dual().featureCount() + 2L).sum();
    return n * (2L * inputs + features + 2) * Double.BYTES + threads * KernelTiles.roomBytes();
  }

  private KernelSide side(Matrix x) {
    if (x.cols() != inputs) {
      throw new BadInput(
          "a network on inputs of dimension %d cannot read examples of dimension %d"
              .formatted(inputs, x.cols()));
    }
    return new KernelSide(x, plan);
  }
}
