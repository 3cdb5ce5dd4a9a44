package gradus.net;

import gradus.num.Blas;
import java.util.Arrays;

/** The mean of the entries under a window. */
record AveragePoolStage(int s, Shape in, Shape out, Window window) implements Stage {
  private static final Blas BLAS = Blas.best();

  @Override
  public void forward(double[] w, Tape tape) {
    mean(tape, tape.values[s], tape.values[s + 1]);
  }

  @Override
  public void tangent(double[] w, double[] direction, Tape tape) {
    mean(tape, tape.tangent(s), tape.tangent(s + 1));
  }

  @Override
  public void backward(double[] w, Tape tape, double[] gradient) {
    share(tape, tape.adjoint.now, tape.adjoint.next);
    tape.adjoint.advance();
  }

  @Override
  public void adjoint(double[] w, Tape tape) {
    FirstOrder at = tape.firstOrder();
    share(tape, at.adjoints[s + 1], at.adjoints[s]);
  }

  @Override
  public void backwardTangent(double[] w, double[] direction, Tape tape, double[] product) {
    share(tape, tape.adjointTangent().now, tape.adjointTangent().next);
    tape.adjointTangent().advance();
  }

  private void mean(Tape tape, double[] from, double[] to) {
    int stride = tape.batch.stride();
    int n = tape.batch.columns();
    double part = 1.0 / window.size();
    for (int row = 0; row < out.size(); row++) {
      Arrays.fill(to, row * stride, row * stride + n, 0);
      for (int y = 0; y < window.height(); y++) {
        for (int x = 0; x < window.width(); x++) {
          BLAS.axpy(n, part, from, row(row, y, x) * stride, to, row * stride);
        }
      }
    }
  }

  private void share(Tape tape, double[] from, double[] to) {
    int stride = tape.batch.stride();
    int n = tape.batch.columns();
    double part = 1.0 / window.size();
    Arrays.fill(to, 0, in.size() * stride, 0);
    for (int row = 0; row < out.size(); row++) {
      for (int y = 0; y < window.height(); y++) {
        for (int x = 0; x < window.width(); x++) {
          BLAS.axpy(n, part, from, row * stride, to, row(row, y, x) * stride);
        }
      }
    }
  }

  /** The row of an entry under the window of an output. */
  private int row(int output, int y, int x) {
    int left = output % out.width() * window.strideAcross() + x;
    int top = output / out.width() % out.height() * window.strideDown() + y;
    return (output / out.places() * in.height() + top) * in.width() + left;
  }
}
