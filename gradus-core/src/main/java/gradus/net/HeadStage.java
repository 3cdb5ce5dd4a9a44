package gradus.net;

import gradus.net.Stage.ActivationStage;
import gradus.net.Stage.DenseStage;
import gradus.num.Elementwise;
import gradus.num.GatedSums;
import java.util.Arrays;

/**
 * Rectified units under one output: the last three stages of a network, taken back together; where
 * {@link GatedSums} pay, without a matrix product.
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
  public void adjoint(double[] w, Tape tape) {
    output.adjoint(w, tape);
    gate.adjoint(w, tape);
    hidden.adjoint(w, tape);
  }

  @Override
  public void backwardTangent(double[] w, double[] direction, Tape tape, double[] out) {
    output.backwardTangent(w, direction, tape, out);
    gate.backwardTangent(w, direction, tape, out);
    hidden.backwardTangent(w, direction, tape, out);
  }
}
