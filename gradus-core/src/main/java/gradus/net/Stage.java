package gradus.net;

import gradus.num.Blas;
import gradus.num.Elementwise;
import gradus.num.GatedSums;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A layer in its place: from place s of the tape to place s + 1. The passes go forward and backward
 * over a list of stages.
 */
sealed interface Stage
    permits Stage.DenseStage, Stage.ActivationStage, Stage.HeadStage, BatchNormStage {
  /** Values: place s to place s + 1. */
  void forward(double[] w, Tape tape);

  /** Tangents along a direction of the weights: place s to place s + 1. */
  void tangent(double[] w, double[] direction, Tape tape);

  /**
   * Adjoints: place s + 1 to place s, in {@link Tape#adjoint}; the weights' part goes to the
   * gradient.
   */
  void backward(double[] w, Tape tape, double[] gradient);

  /**
   * The derivative of {@link #backward} along a direction, given the tape's tangents: moves {@link
   * Tape#adjoint} and its own derivative {@link Tape#adjointTangent} from place s + 1 to place s.
   */
  void backwardTangent(double[] w, double[] direction, Tape tape, double[] out);

  /** z = W a at block W; the first stage of a network is asked for no input adjoint. */
  record DenseStage(int s, Block block, boolean first) implements Stage {
    private static final Blas BLAS = Blas.best();

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

    /** Adjoints alone: place s + 1 to place s. */
    void descend(double[] w, Tape tape) {
      Tape.Adjoint d = tape.adjoint;
      transposed(w, d.now, 0, d.next, tape);
      d.advance();
    }

    @Override
    public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
      Tape.Adjoint d = tape.adjoint;
      Tape.Adjoint t = tape.adjointTangent();
      outer(t.now, tape.values[s], 0, out, tape);
      if (first) {
        return;
      }
      if (block.trained()) {
        outer(d.now, tape.tangent(s), 1, out, tape);
      }
      transposed(w, t.now, 0, t.next, tape);
      if (block.trained()) {
        transposed(direction, d.now, 1, t.next, tape);
      }
      transposed(w, d.now, 0, d.next, tape);
      d.advance();
      t.advance();
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
    private void outer(double[] d, double[] a, double beta, double[] out, Tape tape) {
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
      gate(tape, out);
    }

    @Override
    public void backward(double[] w, Tape tape, double[] gradient) {
      gate(tape, tape.adjoint.now);
    }

    @Override
    public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
      double[] d = tape.adjoint.now;
      double[] t = tape.adjointTangent().now;
      gate(tape, t);
      int n = run(tape);
      for (int from = 0; from < end(tape); from += step(tape)) {
        sigma.curvature(n, tape.values[s], tape.tangent(s), d, t, from);
      }
      gate(tape, d);
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

  /**
   * Rectified units under one output: the last three stages of a network, taken back together;
   * where {@link GatedSums} pay, without a matrix product.
   */
  record HeadStage(DenseStage hidden, ActivationStage gate, double alpha, DenseStage output)
      implements Stage {
    private static final Elementwise LOOPS = Elementwise.best();

    @Override
    public void forward(double[] w, Tape tape) {
      hidden.forward(w, tape);
      gate.forward(w, tape);
      output.forward(w, tape);
    }

    @Override
    public void tangent(double[] w, double[] direction, Tape tape) {
      hidden.tangent(w, direction, tape);
      gate.tangent(w, direction, tape);
      output.tangent(w, direction, tape);
    }

    @Override
    public void backward(double[] w, Tape tape, double[] gradient) {
      if (tape.gates != null) {
        output.backward(w, tape, gradient);
        gate.backward(w, tape, gradient);
        hidden.backward(w, tape, gradient);
        return;
      }
      output.outer(tape.adjoint.now, tape.values[output.s()], 0, gradient, tape);
      GatedSums sums = tape.gatedSums();
      if (sums == null) {
        spread(w, tape);
        hidden.backward(w, tape, gradient);
      } else {
        sum(sums, w, tape, gradient);
      }
    }

    /** The adjoint of the hidden layer, diag(a) Γ diag(u), in one pass. */
    private void spread(double[] w, Tape tape) {
      Tape.Adjoint d = tape.adjoint;
      double[] z = tape.values[gate.s()];
      int a = output.block().offset();
      for (int j = 0; j < gate.width(); j++) {
        int row = j * tape.batch.stride();
        LOOPS.gated(tape.batch.columns(), alpha, z, row, w[a + j], d.now, 0, d.next, row);
      }
      d.advance();
    }

    /** The hidden layer taken back without that adjoint. */
    private void sum(GatedSums sums, double[] w, Tape tape, double[] gradient) {
      Tape.Adjoint d = tape.adjoint;
      double[] z = tape.values[gate.s()];
      int n = tape.batch.columns();
      int a = output.block().offset();
      Block own = hidden.block();
      if (own.trained()) {
        double[] x = tape.values[hidden.s()];
        sums.gradient(n, alpha, w, a, z, d.now, x, gradient, own.offset());
      } else {
        Arrays.fill(gradient, own.offset(), own.end(), 0);
      }
      if (!hidden.first()) {
        sums.adjoint(n, alpha, w, own.offset(), w, a, z, d.now, d.next);
        d.advance();
      }
    }

    @Override
    public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
      output.backwardTangent(w, direction, tape, out);
      gate.backwardTangent(w, direction, tape, out);
      hidden.backwardTangent(w, direction, tape, out);
    }
  }
}
