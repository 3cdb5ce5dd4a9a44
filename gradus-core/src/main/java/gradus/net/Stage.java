package gradus.net;

import gradus.num.Blas;
import gradus.num.Elementwise;
import gradus.num.Transposition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A layer in its place: from place s of the tape to place s + 1. The passes go forward and backward
 * over a list of stages.
 */
sealed interface Stage
    permits Stage.Weighted,
        Stage.ActivationStage,
        HeadStage,
        BatchNormStage,
        MaxPoolStage,
        AveragePoolStage {
  /** Values: place s to place s + 1. */
  void forward(double[] w, Tape tape);

  /** Tangents along a direction of the weights: place s to place s + 1. */
  void tangent(double[] w, double[] direction, Tape tape);

  /**
   * Adjoints: place s + 1 to place s, in {@link Tape#adjoint}; the weights' part goes to the
   * gradient.
   */
  void backward(double[] w, Tape tape, double[] gradient);

  /** Adjoints once more, place s + 1 to place s, kept in {@link Tape#firstOrder()}. */
  void adjoint(double[] w, Tape tape);

  /**
   * The derivative of {@link #backward} along a direction, given the tape's tangents and first
   * order: moves {@link Tape#adjointTangent} from place s + 1 to place s.
   */
  void backwardTangent(double[] w, double[] direction, Tape tape, double[] out);

  /** A stage with weights, in which its outputs are linear. */
  sealed interface Weighted extends Stage permits DenseStage, ConvolutionStage {
    /** The weights. */
    Block block();

    /** Adjoints alone: place s + 1 to place s. */
    void descend(double[] w, Tape tape);
  }

  /** z = W a at block W; the first stage of a network is asked for no input adjoint. */
  record DenseStage(int s, Block block, boolean first) implements Weighted {
    private static final Blas BLAS = Blas.best();
    private static final int FEW_ROWS = 8;

    @Override
    public void forward(double[] w, Tape tape) {
      product(w, tape.values[s], 0, tape.values[s + 1], tape);
    }

    @Override
    public void tangent(double[] w, double[] direction, Tape tape) {
      double[] out = tape.tangent(s + 1);
      double keep = 0;
      if (block.trained()) {
        product(direction, tape.values[s], 0, out, tape);
        keep = 1;
      }
      if (!first) {
        product(w, tape.tangent(s), keep, out, tape);
      } else if (keep == 0) {
        Arrays.fill(out, 0);
      }
    }

    @Override
    public void backward(double[] w, Tape tape, double[] gradient) {
      outer(tape.adjoint.now, tape.values[s], 0, gradient, tape);
      if (!first) {
        descend(w, tape);
      }
    }

    @Override
    public void descend(double[] w, Tape tape) {
      Tape.Adjoint d = tape.adjoint;
      transposed(w, d.now, 0, d.next, tape);
      d.advance();
    }

    @Override
    public void adjoint(double[] w, Tape tape) {
      FirstOrder at = tape.firstOrder();
      int stride = tape.batch.stride();
      int n = tape.batch.columns();
      Transposition.copy(block.cols(), n, tape.values[s], 0, stride, at.inputs[s], 0, block.cols());
      Transposition.copy(
          block.rows(), n, at.adjoints[s + 1], 0, stride, at.outputs[s + 1], 0, block.rows());
      if (!first) {
        transposed(w, at.adjoints[s + 1], 0, at.adjoints[s], tape);
      }
    }

    @Override
    public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
      FirstOrder at = tape.firstOrder();
      Tape.Adjoint t = tape.adjointTangent();
      if (block.trained()) {
        sumOverExamples(t.now, block.rows(), at.inputs[s], block.cols(), out, block.offset(), tape);
      } else {
        Arrays.fill(out, block.offset(), block.end(), 0);
      }
      if (first) {
        return;
      }
      double[] d = at.adjoints[s + 1];
      transposed(w, t.now, 0, t.next, tape);
      if (block.trained()) {
        if (block.rows() < FEW_ROWS) {
          outer(d, tape.tangent(s), 1, out, tape);
        } else {
          // Sums along rows are slow, so ȧ dᵀ is taken with the copy of dᵀ, and turned.
          double[] a = tape.tangent(s);
          sumOverExamples(a, block.cols(), at.outputs[s + 1], block.rows(), at.turned, 0, tape);
          Transposition.add(
              block.cols(),
              block.rows(),
              at.turned,
              0,
              block.rows(),
              out,
              block.offset(),
              block.cols());
        }
        transposed(direction, d, 1, t.next, tape);
      }
      t.advance();
    }

    /** out ← x y, with x of rows x n as on a tape and y of n x cols transposed. */
    private static void sumOverExamples(
        double[] x, int rows, double[] y, int cols, double[] out, int to, Tape tape) {
      int stride = tape.batch.stride();
      int n = tape.batch.columns();
      BLAS.gemm(false, false, rows, cols, n, 1, x, 0, stride, y, 0, cols, 0, out, to, cols);
    }

    /** out ← W in + β out. */
    private void product(double[] w, double[] in, double beta, double[] out, Tape tape) {
      int stride = tape.batch.stride();
      int n = tape.batch.columns();
      BLAS.gemm(
          false,
          false,
          block.rows(),
          n,
          block.cols(),
          1,
          w,
          block.offset(),
          block.cols(),
          in,
          0,
          stride,
          beta,
          out,
          0,
          stride);
    }

    /** out ← Wᵀ d + β out. */
    private void transposed(double[] w, double[] d, double beta, double[] out, Tape tape) {
      int stride = tape.batch.stride();
      int n = tape.batch.columns();
      BLAS.gemm(
          true,
          false,
          block.cols(),
          n,
          block.rows(),
          1,
          w,
          block.offset(),
          block.cols(),
          d,
          0,
          stride,
          beta,
          out,
          0,
          stride);
    }

    /** The block of {@code out} ← d aᵀ + β that block; zero where the weights are fixed. */
    void outer(double[] d, double[] a, double beta, double[] out, Tape tape) {
      if (!block.trained()) {
        Arrays.fill(out, block.offset(), block.end(), 0);
        return;
      }
      int stride = tape.batch.stride();
      BLAS.gemm(
          false,
          true,
          block.rows(),
          block.cols(),
          tape.batch.columns(),
          1,
          d,
          0,
          stride,
          a,
          0,
          stride,
          beta,
          out,
          block.offset(),
          block.cols());
    }
  }

  /** a = σ(z) for {@code width} units. */
  record ActivationStage(int s, int width, Nonlinearity sigma) implements Stage {
    private static final Elementwise LOOPS = Elementwise.best();

    @Override
    public void forward(double[] w, Tape tape) {
      Gates gates = frozen(tape);
      if (gates != null) {
        gates.multiply(s, end(tape), tape.values[s], tape.values[s + 1]);
        return;
      }
      int n = run(tape);
      for (int from = 0; from < end(tape); from += step(tape)) {
        sigma.value(n, tape.values[s], tape.values[s + 1], from);
      }
    }

    @Override
    public void tangent(double[] w, double[] direction, Tape tape) {
      double[] out = tape.tangent(s + 1);
      System.arraycopy(tape.tangent(s), 0, out, 0, end(tape));
      if (tape.firstOrderKnown && !sigma.keepsSign()) {
        LOOPS.multiply(end(tape), tape.firstOrder().slopes[s], 0, out, 0);
      } else {
        gate(tape, out);
      }
    }

    @Override
    public void backward(double[] w, Tape tape, double[] gradient) {
      gate(tape, tape.adjoint.now);
    }

    @Override
    public void adjoint(double[] w, Tape tape) {
      FirstOrder at = tape.firstOrder();
      if (sigma.keepsSign()) {
        gate(tape, at.adjoints[s]);
        return;
      }
      double[] slope = at.slopes[s];
      double[] bend = at.bends[s];
      double[] d = at.adjoints[s + 1];
      Arrays.fill(slope, 0);
      Arrays.fill(bend, 0);
      double[] ones = at.adjoints[s];
      Arrays.fill(ones, 1);
      int n = run(tape);
      for (int from = 0; from < end(tape); from += step(tape)) {
        Arrays.fill(slope, from, from + n, 1);
        sigma.slope(n, tape.values[s], slope, from);
        sigma.curvature(n, tape.values[s], ones, d, bend, from);
      }
      System.arraycopy(d, 0, at.adjoints[s], 0, end(tape));
      LOOPS.multiply(end(tape), slope, 0, at.adjoints[s], 0);
    }

    @Override
    public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
      double[] t = tape.adjointTangent().now;
      Gates gates = frozen(tape);
      if (gates != null) {
        gates.multiply(s, end(tape), t, t);
      } else if (sigma.keepsSign()) {
        gate(tape, t);
      } else {
        FirstOrder at = tape.firstOrder();
        double[] slope = at.slopes[s];
        double[] bend = at.bends[s];
        double[] tangent = tape.tangent(s);
        for (int i = 0; i < end(tape); i++) {
          t[i] = slope[i] * t[i] + bend[i] * tangent[i];
        }
      }
    }

    /** slopes ← σ'(z), or the gates that are given instead; zero in the padding. */
    void slopes(Tape tape, double[] slopes) {
      int columns = tape.batch.columns();
      for (int row = 0; row < width; row++) {
        int from = row * tape.batch.stride();
        Arrays.fill(slopes, from, from + columns, 1);
      }
      Gates gates = frozen(tape);
      if (gates != null) {
        gates.multiply(s, end(tape), slopes, slopes);
      } else {
        gate(tape, slopes);
      }
    }

    private void gate(Tape tape, double[] d) {
      Gates gates = frozen(tape);
      if (gates != null) {
        gates.apply(s, end(tape), d);
        return;
      }
      int n = run(tape);
      for (int from = 0; from < end(tape); from += step(tape)) {
        sigma.slope(n, tape.values[s], d, from);
      }
    }

    /** The gates to take instead of the signs; null where this layer has no kink, or none are. */
    private @Nullable Gates frozen(Tape tape) {
      return sigma instanceof LeakyRelu && tape.gates != null && tape.gates.slopes(s) != null
          ? tape.gates
          : null;
    }

    private int end(Tape tape) {
      return width * tape.batch.stride();
    }

    /** A full batch leaves no gaps between rows: one run covers all units. */
    private int run(Tape tape) {
      Batch batch = tape.batch;
      return batch.columns() == batch.stride() ? end(tape) : batch.columns();
    }

    private int step(Tape tape) {
      Batch batch = tape.batch;
      return batch.columns() == batch.stride() ? end(tape) : batch.stride();
    }
  }
}
