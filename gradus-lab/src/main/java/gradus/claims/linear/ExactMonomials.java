package gradus.claims.linear;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The odd polynomial of least coefficient norm through given points, in monomials, with numbers of
 * 640 binary places (192 decimal ones).
 *
 * <p>For an odd function at nodes that lie symmetrically it is the least-norm polynomial at all:
 * with any other, its odd part interpolates too and is no longer. Its coefficients are w = Φᵀc with
 * Kc = y, K_ij the sum of (x_i x_j)^k over odd k. At 38 pairs of Chebyshev nodes the condition
 * number of K is some 10⁵⁸, far beyond doubles; here more than a hundred places are left.
 */
final class ExactMonomials {
  private static final int BITS = 640;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);

  private ExactMonomials() {}

  /**
   * The values of the polynomial.
   *
   * @param x positive nodes; their mirror images are nodes as well
   * @param y targets there
   * @param degree the highest
   * @param at where it is evaluated
   */
  static double[] values(double[] x, double[] y, int degree, double[] at) {
    int n = x.length;
    int terms = (degree + 1) / 2;
    BigInteger[][] powers = new BigInteger[n][terms];
    BigInteger[] targets = new BigInteger[n];
    for (int i = 0; i < n; i++) {
      BigInteger node = fixed(x[i]);
      BigInteger square = times(node, node);
      targets[i] = fixed(y[i]);
      powers[i][0] = node;
      for (int k = 1; k < terms; k++) {
        powers[i][k] = times(powers[i][k - 1], square);
      }
    }
    BigInteger[] c = solve(gram(powers), targets);
    BigInteger[] w = new BigInteger[terms];
    for (int k = 0; k < terms; k++) {
      w[k] = BigInteger.ZERO;
      for (int i = 0; i < n; i++) {
        w[k] = w[k].add(times(c[i], powers[i][k]));
      }
    }
    double[] values = new double[at.length];
    for (int j = 0; j < at.length; j++) {
      BigInteger point = fixed(at[j]);
      BigInteger square = times(point, point);
      BigInteger sum = BigInteger.ZERO;
      for (int k = terms - 1; k >= 0; k--) {
        sum = times(sum, square).add(w[k]);
      }
      values[j] = toDouble(times(sum, point));
    }
    return values;
  }

  private static BigInteger[][] gram(BigInteger[][] powers) {
    int n = powers.length;
    BigInteger[][] k = new BigInteger[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        BigInteger sum = BigInteger.ZERO;
        for (int m = 0; m < powers[i].length; m++) {
          sum = sum.add(times(powers[i][m], powers[j][m]));
        }
        k[i][j] = sum;
      }
    }
    return k;
  }

  /** Kc = y by LDLᵀ; K is given by its lower triangle, which is overwritten. */
  private static BigInteger[] solve(BigInteger[][] k, BigInteger[] y) {
    int n = y.length;
    BigInteger[] d = new BigInteger[n];
    for (int j = 0; j < n; j++) {
      BigInteger[] scaled = new BigInteger[j];
      d[j] = k[j][j];
      for (int m = 0; m < j; m++) {
        scaled[m] = times(k[j][m], d[m]);
        d[j] = d[j].subtract(times(k[j][m], scaled[m]));
      }
      for (int i = j + 1; i < n; i++) {
        BigInteger sum = k[i][j];
        for (int m = 0; m < j; m++) {
          sum = sum.subtract(times(k[i][m], scaled[m]));
        }
        k[i][j] = over(sum, d[j]);
      }
    }
    BigInteger[] c = y.clone();
    for (int i = 0; i < n; i++) {
      for (int m = 0; m < i; m++) {
        c[i] = c[i].subtract(times(k[i][m], c[m]));
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      c[i] = over(c[i], d[i]);
      for (int m = i + 1; m < n; m++) {
        c[i] = c[i].subtract(times(k[m][i], c[m]));
      }
    }
    return c;
  }

  private static BigInteger times(BigInteger a, BigInteger b) {
    return a.multiply(b).shiftRight(BITS);
  }

  private static BigInteger over(BigInteger a, BigInteger b) {
    return a.shiftLeft(BITS).divide(b);
  }

  private static BigInteger fixed(double value) {
    return new BigDecimal(value).multiply(new BigDecimal(ONE)).toBigInteger();
  }

  private static double toDouble(BigInteger value) {
    // Scaled by an exact power of two in two halves, since 2⁶⁴⁰ alone is within the range.
    int excess = Math.max(0, value.bitLength() - 900);
    return Math.scalb(value.shiftRight(excess).doubleValue(), excess - BITS);
  }
}
