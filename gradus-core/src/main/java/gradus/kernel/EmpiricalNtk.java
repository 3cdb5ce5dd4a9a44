package gradus.kernel;

import gradus.net.Batch;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tangent kernel of a network at given weights: Θ_w(x, x') = Σ_k s_k ⟨∂f(w, x)/∂W_k, ∂f(w,
 * x')/∂W_k⟩ over the trained blocks (ji2020 §3.1, H_W).
 *
 * <p>The gradient of a block for one example is d aᵀ, with a the layer's input and d the adjoint of
 * its output, so that Θ = Σ_k s_k (A_k A_kᵀ) ∘ (D_k D_kᵀ): two matrix products a layer, and no
 * Jacobian; of a convolution, whose gradient is a sum over places, the rows of its Jacobian. At a
 * kink the derivative is the network's own, the one from the left.
 *
 * <p>A weight s_k ≠ 1 stands for another parameterisation: with W_k = √s_k ω_k the kernel is that
 * of the gradients in ω.
 */
public final class EmpiricalNtk implements Kernel {
  private final Network network;
  private final double[] w;
  private final double[] weights;
  private final int output;

  private EmpiricalNtk(Network network, double[] w, double[] weights, int output) {
    this.network = network;
    this.w = w;
    this.weights = weights;
    this.output = output;
  }

  /**
   * The kernel of the first output at weights w, all s_k = 1.
   *
   * @throws BadInput if a layer couples the examples of a batch
   */
  public static EmpiricalNtk of(Network network, double[] w) {
    double[] ones = new double[network.blocks().size()];
    Arrays.fill(ones, 1);
    if (w.length != network.parameters()) {
      throw new IllegalArgumentException(
          "the network has %d parameters, but %d came".formatted(network.parameters(), w.length));
    }
    if (network.layers().stream().anyMatch(gradus.net.Layer.BatchNorm.class::isInstance)) {
      throw new BadInput(
          "the tangent kernel of %s is not a function of two inputs: batch-norm couples all examples of a batch"
              .formatted(network));
    }
    return new EmpiricalNtk(network, w.clone(), ones, 0);
  }

  /** The same of output c, from 0. */
  public EmpiricalNtk output(int c) {
    if (c < 0 || c >= network.outputs()) {
      throw new IllegalArgumentException(
          "output %d was asked for where there are %d".formatted(c, network.outputs()));
    }
    return new EmpiricalNtk(network, w, weights, c);
  }

  /** The same with weights s_k, one for each block. */
  public EmpiricalNtk weighted(double... s) {
    if (s.length != network.blocks().size()) {
      throw new IllegalArgumentException(
          "the network has %d blocks, but %d weights came"
              .formatted(network.blocks().size(), s.length));
    }
    return new EmpiricalNtk(network, w, s.clone(), output);
  }

  @Override
  public SymmetricHalf gram(Matrix x) {
    Matrix kernel = Matrix.zeros(x.rows(), x.rows());
    double[] adjoints = new double[kernel.data().length];
    double[] inputs = new double[kernel.data().length];
    Pass pass = new Pass(x);
    pass.run(
        (block, rows, d, cols, a) -> {
          if (block.trained()) {
            pass.square(rows, d, adjoints);
            pass.square(cols, a, inputs);
            add(block, adjoints, inputs, kernel.data());
          }
        });
    return SymmetricHalf.of(kernel);
  }

  @Override
  public Matrix between(Matrix z, Matrix x) {
    Matrix kernel = Matrix.zeros(z.rows(), x.rows());
    double[] adjoints = new double[kernel.data().length];
    double[] inputs = new double[kernel.data().length];
    Pass own = new Pass(z);
    Map<Block, double[][]> kept = new HashMap<>();
    own.run(
        (block, rows, d, cols, a) -> {
          if (block.trained()) {
            int stride = own.tape.batch().stride();
            kept.put(
                block,
                new double[][] {Arrays.copyOf(d, rows * stride), Arrays.copyOf(a, cols * stride)});
          }
        });
    Pass other = new Pass(x);
    other.run(
        (block, rows, d, cols, a) -> {
          double[][] mine = kept.get(block);
          if (mine != null) {
            own.product(rows, mine[0], d, other, adjoints);
            own.product(cols, mine[1], a, other, inputs);
            add(block, adjoints, inputs, kernel.data());
          }
        });
    return kernel;
  }

  /** The outputs f(w, x_n) of the n rows of X. */
  public double[] outputs(Matrix x) {
    Tape tape = network.tape(Batch.of(x));
    network.forward(w, tape);
    return Arrays.copyOfRange(
        tape.outputs(), output * tape.batch().stride(), output * tape.batch().stride() + x.rows());
  }

  private void add(Block block, double[] adjoints, double[] inputs, double[] kernel) {
    double s = weights[network.blocks().indexOf(block)];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] += s * adjoints[i] * inputs[i];
    }
  }

  /** A forward and a backward pass over some examples. */
  private final class Pass {
    private final int count;
    private final Tape tape;

    Pass(Matrix x) {
      count = x.rows();
      tape = network.tape(Batch.of(x));
      network.forward(w, tape);
    }

    void run(Network.FactorVisitor visitor) {
      int stride = tape.batch().stride();
      double[] u = new double[network.outputs() * stride];
      Arrays.fill(u, output * stride, output * stride + count, 1);
      network.factors(w, tape, u, visitor);
    }

    /** gram ← Aᵀ A for {@code rows} features. */
    void square(int rows, double[] a, double[] gram) {
      Blas.best().syrk(true, count, rows, 1, a, 0, tape.batch().stride(), 0, gram, 0, count);
    }

    /** gram ← Aᵀ B for {@code rows} features of these examples and of others. */
    void product(int rows, double[] a, double[] b, Pass other, double[] gram) {
      int stride = tape.batch().stride();
      Blas.best()
          .gemm(
              true,
              false,
              count,
              other.count,
              rows,
              1,
              a,
              0,
              stride,
              b,
              0,
              other.tape.batch().stride(),
              0,
              gram,
              0,
              other.count);
    }
  }
}
