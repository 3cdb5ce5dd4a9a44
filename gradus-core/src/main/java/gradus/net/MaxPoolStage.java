package gradus.net;

import java.util.Arrays;

/**
 * The largest entry under a window, and what comes back to it: to the first where several are
 * largest. Which it is can be read off the values before and behind, which no later stage writes
 * over.
 */
record MaxPoolStage(int s, Shape in, Shape out, Window window) implements Stage {

  @Override
  public void forward(double[] w, Tape tape) {
    double[] z = tape.values[s];
    double[] a = tape.values[s + 1];
    int n = tape.batch.columns();
    for (int row = 0; row < out.size(); row++) {
      int to = row * tape.batch.stride();
      System.arraycopy(z, row(row, 0) * tape.batch.stride(), a, to, n);
      for (int q = 1; q < window.size(); q++) {
        larger(n, z, row(row, q) * tape.batch.stride(), a, to);
      }
    }
  }

  private static void larger(int n, double[] z, int from, double[] a, int to) {
    for (int i = 0; i < n; i++) {
      a[to + i] = Math.max(a[to + i], z[from + i]);
    }
  }

  @Override
  public void tangent(double[] w, double[] direction, Tape tape) {
    double[] z = tape.values[s];
    double[] a = tape.values[s + 1];
    double[] dz = tape.tangent(s);
    double[] da = tape.tangent(s + 1);
    for (int row = 0; row < out.size(); row++) {
      int to = row * tape.batch.stride();
      // From the last to the first, so that the first of equal entries is what stays.
      for (int q = window.size() - 1; q >= 0; q--) {
        int from = row(row, q) * tape.batch.stride();
        for (int i = 0; i < tape.batch.columns(); i++) {
          da[to + i] = z[from + i] == a[to + i] ? dz[from + i] : da[to + i];
        }
      }
    }
  }

  @Override
  public void backward(double[] w, Tape tape, double[] gradient) {
    route(tape, tape.adjoint.now, tape.adjoint.next);
    tape.adjoint.advance();
  }

  @Override
  public void adjoint(double[] w, Tape tape) {
    FirstOrder at = tape.firstOrder();
    double[] rest = tape.adjoint.now;
    System.arraycopy(at.adjoints[s + 1], 0, rest, 0, out.size() * tape.batch.stride());
    route(tape, rest, at.adjoints[s]);
  }

  @Override
  public void backwardTangent(double[] w, double[] direction, Tape tape, double[] product) {
    route(tape, tape.adjointTangent().now, tape.adjointTangent().next);
    tape.adjointTangent().advance();
  }

  /** Hands d, row by row, to the entries that were largest; d is used up. */
  private void route(Tape tape, double[] d, double[] to) {
    double[] z = tape.values[s];
    double[] a = tape.values[s + 1];
    int stride = tape.batch.stride();
    int n = tape.batch.columns();
    Arrays.fill(to, 0, in.size() * stride, 0);
    for (int row = 0; row < out.size(); row++) {
      for (int q = 0; q < window.size(); q++) {
        hand(n, z, row(row, q) * stride, a, d, row * stride, to);
      }
    }
  }

  private static void hand(
      int n, double[] z, int from, double[] a, double[] d, int at, double[] to) {
    for (int i = 0; i < n; i++) {
      boolean largest = z[from + i] == a[at + i];
      to[from + i] += largest ? d[at + i] : 0;
      d[at + i] = largest ? 0 : d[at + i];
    }
  }

  /** The row of entry q under the window of an output. */
  private int row(int output, int q) {
    int x = output % out.width();
    int y = output / out.width() % out.height();
    int channel = output / out.places();
    int top = y * window.strideDown() + q / window.width();
    int left = x * window.strideAcross() + q % window.width();
    return (channel * in.height() + top) * in.width() + left;
  }
}
