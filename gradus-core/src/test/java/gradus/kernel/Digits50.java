package gradus.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/** The kernels of ReLU networks with more than fifty digits, by the plain formulas. */
final class Digits50 {
  private static final MathContext MC = new MathContext(90);
  private static final BigDecimal TWO = BigDecimal.TWO;
  static final BigDecimal PI = arctangent(BigDecimal.ONE).multiply(new BigDecimal(4));

  private Digits50() {}

  /**
   * Covariance and tangent kernel of a pair behind L hidden ReLU layers, each scaled by √(2/m), all
   * layers trained.
   */
  static BigDecimal[] relu(double[] x, double[] z, int depth) {
    BigDecimal p = dot(x, x);
    BigDecimal q = dot(z, z);
    BigDecimal size = p.multiply(q, MC).sqrt(MC);
    BigDecimal k = dot(x, z);
    BigDecimal theta = k;
    for (int layer = 0; layer < depth; layer++) {
      BigDecimal c = k.divide(size, MC);
      BigDecimal sine =
          size.multiply(size, MC)
              .subtract(k.multiply(k, MC))
              .max(BigDecimal.ZERO)
              .sqrt(MC)
              .divide(size, MC);
      BigDecimal rest = PI.subtract(angle(c, sine));
      k = size.multiply(sine.add(rest.multiply(c, MC)), MC).divide(PI, MC);
      theta = theta.multiply(rest, MC).divide(PI, MC).add(k);
    }
    return new BigDecimal[] {k, theta};
  }

  /** θ with cos θ = c and sin θ = s ≥ 0. */
  static BigDecimal angle(BigDecimal c, BigDecimal s) {
    if (s.compareTo(c.abs()) > 0) {
      return PI.divide(TWO, MC).subtract(arctangent(c.divide(s, MC)));
    }
    BigDecimal acute = arctangent(s.divide(c.abs(), MC));
    return c.signum() > 0 ? acute : PI.subtract(acute);
  }

  private static BigDecimal arctangent(BigDecimal t) {
    BigDecimal x = t;
    int halvings = 8;
    for (int i = 0; i < halvings; i++) {
      BigDecimal root = BigDecimal.ONE.add(x.multiply(x, MC)).sqrt(MC);
      x = x.divide(BigDecimal.ONE.add(root), MC);
    }
    BigDecimal square = x.multiply(x, MC);
    BigDecimal power = x;
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < 25; n++) {
      BigDecimal term = power.divide(new BigDecimal(2 * n + 1), MC);
      sum = n % 2 == 0 ? sum.add(term) : sum.subtract(term);
      power = power.multiply(square, MC);
    }
    return sum.multiply(TWO.pow(halvings), MC);
  }

  static BigDecimal dot(double[] x, double[] z) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(z[i])));
    }
    return sum;
  }
}
