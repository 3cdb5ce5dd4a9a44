package gradus.num;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops by the vector API, any number of lanes; tails by the scalar twin. */
enum VectorElementwise implements Elementwise {
  INSTANCE;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final Elementwise TAIL = ScalarElementwise.INSTANCE;

  @Override
  public void rectify(int n, double alpha, double[] z, int zOff, double[] a, int aOff) {
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      DoubleVector zi = DoubleVector.fromArray(S, z, zOff + i);
      zi.mul(alpha).blend(zi, zi.compare(VectorOperators.GT, 0)).intoArray(a, aOff + i);
    }
    TAIL.rectify(n - i, alpha, z, zOff + i, a, aOff + i);
  }

  @Override
  public void gate(int n, double alpha, double[] z, int zOff, double[] d, int dOff) {
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      DoubleVector di = DoubleVector.fromArray(S, d, dOff + i);
      VectorMask<Double> open =
          DoubleVector.fromArray(S, z, zOff + i).compare(VectorOperators.GT, 0);
      di.mul(alpha).blend(di, open).intoArray(d, dOff + i);
    }
    TAIL.gate(n - i, alpha, z, zOff + i, d, dOff + i);
  }

  @Override
  public void gated(
      int n,
      double alpha,
      double[] z,
      int zOff,
      double f,
      double[] u,
      int uOff,
      double[] d,
      int dOff) {
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      DoubleVector di = DoubleVector.fromArray(S, u, uOff + i).mul(f);
      VectorMask<Double> open =
          DoubleVector.fromArray(S, z, zOff + i).compare(VectorOperators.GT, 0);
      di.mul(alpha).blend(di, open).intoArray(d, dOff + i);
    }
    TAIL.gated(n - i, alpha, z, zOff + i, f, u, uOff + i, d, dOff + i);
  }

  @Override
  public double expShifted(int n, double shift, double[] x, int xOff, double[] out, int outOff) {
    int whole = S.loopBound(n);
    return VectorExp.shifted(whole, shift, x, xOff, out, outOff)
        + TAIL.expShifted(n - whole, shift, x, xOff + whole, out, outOff + whole);
  }

  @Override
  public double max(int n, double[] x, int xOff) {
    DoubleVector most = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      most = most.max(DoubleVector.fromArray(S, x, xOff + i));
    }
    return Math.max(most.reduceLanes(VectorOperators.MAX), TAIL.max(n - i, x, xOff + i));
  }

  @Override
  public void multiply(int n, double[] x, int xOff, double[] y, int yOff) {
    int i = 0;
    for (; i < S.loopBound(n); i += L) {
      DoubleVector.fromArray(S, x, xOff + i)
          .mul(DoubleVector.fromArray(S, y, yOff + i))
          .intoArray(y, yOff + i);
    }
    TAIL.multiply(n - i, x, xOff + i, y, yOff + i);
  }
}
