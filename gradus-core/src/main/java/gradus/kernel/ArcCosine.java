package gradus.kernel;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The arc-cosine kernel J_k(θ) of order k: E relu(u)^k relu(v)^k = J_k(θ)/2π for unit normals u, v
 * at angle θ (Cho and Saul 2009).
 *
 * <p>On [0, π/2] it is (π - θ)A(cos θ) + sin θ B(cos θ) with polynomials A, B of coefficients ≥ 0,
 * found from dJ_k/d cos θ = k² J_{k-1}; on [π/2, π], where that form cancels, it is the integral k!
 * sin^{2k+1}θ ∫₀^{π/2} cos^k ψ/(1 - cos θ cos ψ)^{k+1} dψ.
 */
final class ArcCosine {
  private static final GaussIntegrator NODES = new GaussIntegratorFactory().legendre(24);

  private final int order;
  private final double[] a;
  private final double[] b;
  private final double atZero;
  private final double factorial;

  private ArcCosine(int order, double[] a, double[] b, double atZero, double factorial) {
    this.order = order;
    this.a = a;
    this.b = b;
    this.atZero = atZero;
    this.factorial = factorial;
  }

  /** The kernel of order k ≥ 0. */
  static ArcCosine of(int k) {
    ArcCosine kernel = new ArcCosine(0, new double[] {1}, new double[] {0}, Math.PI, 1);
    for (int i = 1; i <= k; i++) {
      kernel = kernel.next();
    }
    return kernel;
  }

  private ArcCosine next() {
    int k = order + 1;
    double[] up = new double[k + 1];
    for (int i = 0; i < k; i++) {
      up[i + 1] = k * k * a[i] / (i + 1.0);
    }
    if (k % 2 == 0) {
      // A(0), where B is odd: J_k(π/2) = (π/2)A(0) = 2π (E relu^k)², and E relu^k = ½ (k - 1)!!.
      double odd = 1;
      for (int i = k - 1; i > 1; i -= 2) {
        odd *= i;
      }
      up[0] = odd * odd;
    }
    return new ArcCosine(k, up, beside(k, up), atZero * (2 * k - 1), factorial * k);
  }

  /** B from A + (1 - c²)B' - cB = k²(1 - c²)B_{k-1}, power by power from above. */
  private double[] beside(int k, double[] up) {
    double[] right = new double[k + 2];
    for (int i = 0; i < b.length; i++) {
      right[i] += k * k * b[i];
      right[i + 2] -= k * k * b[i];
    }
    for (int i = 0; i < up.length; i++) {
      right[i] -= up[i];
    }
    double[] beside = new double[k];
    // The coefficient of c^p: (p + 1)B_{p+1} - (p - 1)B_{p-1} - B_{p-1} = right_p.
    for (int p = k; p >= 1; p--) {
      double above = p + 1 < k ? (p + 1) * beside[p + 1] : 0;
      beside[p - 1] = (above - right[p]) / p;
    }
    return beside;
  }

  /** J_k(0) = π (2k - 1)!!. */
  double atZero() {
    return atZero;
  }

  /** J_k(θ) for θ in [0, π/2]. */
  double alike(double theta) {
    double c = Math.cos(theta);
    double first = 0;
    double second = 0;
    for (int i = a.length - 1; i >= 0; i--) {
      first = first * c + a[i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      second = second * c + b[i];
    }
    return (Math.PI - theta) * first + Math.sin(theta) * second;
  }

  /** J_k(π - φ) for φ in [0, π/2], with sin φ and cos φ. */
  double opposed(double sine, double cosine) {
    double half = Math.PI / 4;
    double sum = 0;
    for (int i = 0; i < NODES.getNumberOfPoints(); i++) {
      double x = Math.cos(half * (1 + NODES.getPoint(i)));
      sum += NODES.getWeight(i) * power(x / (1 + cosine * x), order) / (1 + cosine * x);
    }
    return factorial * power(sine, 2 * order + 1) * half * sum;
  }

  /** J_k(0) - J_k(θ) = k² ∫₀^θ J_{k-1}(t) sin t dt for θ in [0, π/2], the kernel being J_{k-1}. */
  double fallOfNext(double theta) {
    double half = theta / 2;
    double sum = 0;
    for (int i = 0; i < NODES.getNumberOfPoints(); i++) {
      double t = half * (1 + NODES.getPoint(i));
      sum += NODES.getWeight(i) * alike(t) * Math.sin(t);
    }
    return (order + 1.0) * (order + 1) * half * sum;
  }

  private static double power(double base, int exponent) {
    double product = 1;
    for (int i = 0; i < exponent; i++) {
      product *= base;
    }
    return product;
  }
}
