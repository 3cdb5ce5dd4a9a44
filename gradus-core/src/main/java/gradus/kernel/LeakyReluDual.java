package gradus.kernel;

/**
 * max(z, αz), ReLU at α = 0 and the identity at α = 1, by the arc-cosine kernels of orders 0 and 1.
 *
 * <p>κ₁ = (sin θ + (π - θ) cos θ)/π and κ₀ = (π - θ)/π give E σ(u)σ(v) = ½√(qq') (2αc + (1-α)²κ₁)
 * and E σ'σ' = ½(2α + (1-α)²κ₀) (Cho and Saul 2009). With m the lesser of θ and π - θ and S(m) =
 * (sin m - m cos m)/π, κ₁ = max(c, 0) + S and 1 - κ₁ = min(1 - c, 1) - S without cancellation. The
 * loops are plain so that the compiler makes vectors of them.
 */
record LeakyReluDual(double alpha, double scale) implements Dual {
  /** atan(t)/t as a polynomial in t² for 0 ≤ t ≤ √2 - 1, to 1.3e-18. */
  private static final double[] ATAN = {
    1.0,
    -0x1.555555555552fp-2,
    0x1.999999999466ap-3,
    -0x1.2492492259b3ep-3,
    0x1.c71c70cb775cep-4,
    -0x1.745cf64dcc6bdp-4,
    0x1.3b10f0f5b1224p-4,
    -0x1.10ea1d157f6ffp-4,
    0x1.def9ecd6a20f2p-5,
    -0x1.9c79c07a989c6p-5,
    0x1.3702ea64c11f2p-5,
    -0x1.23b93fac21dacp-6
  };

  /** (sin m - m cos m)/m³ by powers of m²: (-1)^(k+1) 2k/(2k+1)!, enough for m ≤ π/2. */
  private static final double[] SINE_LESS_COSINE = new double[12];

  static {
    double factorial = 1;
    for (int k = 1; k <= SINE_LESS_COSINE.length; k++) {
      factorial *= 2 * k * (2 * k + 1);
      SINE_LESS_COSINE[k - 1] = (k % 2 == 1 ? 2 * k : -2 * k) / factorial;
    }
  }

  static LeakyReluDual of(double alpha, Scaling scaling) {
    return new LeakyReluDual(alpha, scaling == Scaling.PLAIN ? 1 : 2 / (1 + alpha * alpha));
  }

  @Override
  public double variance(double q) {
    return scale * q * (1 + alpha * alpha) / 2;
  }

  @Override
  public void move(PairRow row) {
    int n = row.count;
    double[] c = row.c;
    double[] a = row.a;
    double[] b = row.b;
    double[] m = row.slope;
    angle(n, a, b, m);
    double both = 2 * alpha / (1 + alpha * alpha);
    double gate = (1 - alpha) * (1 - alpha) / (1 + alpha * alpha);
    double size = scale * (1 + alpha * alpha) / 2;
    double s0 = SINE_LESS_COSINE[0];
    double s1 = SINE_LESS_COSINE[1];
    double s2 = SINE_LESS_COSINE[2];
    double s3 = SINE_LESS_COSINE[3];
    double s4 = SINE_LESS_COSINE[4];
    double s5 = SINE_LESS_COSINE[5];
    double s6 = SINE_LESS_COSINE[6];
    double s7 = SINE_LESS_COSINE[7];
    double s8 = SINE_LESS_COSINE[8];
    double s9 = SINE_LESS_COSINE[9];
    double s10 = SINE_LESS_COSINE[10];
    double s11 = SINE_LESS_COSINE[11];
    double overPi = 1 / Math.PI;
    for (int j = 0; j < n; j++) {
      double mj = m[j];
      double z = mj * mj;
      double z2 = z * z;
      double z4 = z2 * z2;
      double low = (s0 + s1 * z) + z2 * (s2 + s3 * z);
      double mid = (s4 + s5 * z) + z2 * (s6 + s7 * z);
      double high = (s8 + s9 * z) + z2 * (s10 + s11 * z);
      double s = mj * z * overPi * (low + z4 * (mid + z4 * high));
      double cj = c[j];
      double up = Math.max(cj, 0);
      // 1 where c > 0 and 0 where c < 0; between them m = π/2 and the value does not matter.
      double alike = Math.min(up * 1e300, 1);
      double p = mj * overPi;
      double kappa0 = p + alike * (1 - 2 * p);
      double kappa1 = up + s;
      c[j] = both * cj + gate * kappa1;
      a[j] = both * a[j] + gate * (Math.min(a[j], 1) - s);
      b[j] = both * b[j] + gate * (1 + kappa1);
      m[j] = size * (both + gate * kappa0);
    }
  }

  /**
   * m ← the lesser of θ and π - θ, from 1 - cos θ and 1 + cos θ: four times the arc of tan(m/4).
   */
  static void angle(int n, double[] a, double[] b, double[] m) {
    double t0 = ATAN[0];
    double t1 = ATAN[1];
    double t2 = ATAN[2];
    double t3 = ATAN[3];
    double t4 = ATAN[4];
    double t5 = ATAN[5];
    double t6 = ATAN[6];
    double t7 = ATAN[7];
    double t8 = ATAN[8];
    double t9 = ATAN[9];
    double t10 = ATAN[10];
    double t11 = ATAN[11];
    double root2 = Math.sqrt(2);
    for (int j = 0; j < n; j++) {
      // Round-off may leave a number of -1e-16 where 0 is meant.
      double lesser = Math.max(Math.min(a[j], b[j]), 0);
      double greater = Math.max(a[j], b[j]);
      double t = Math.sqrt(lesser) / (root2 + Math.sqrt(greater));
      double z = t * t;
      double z2 = z * z;
      double z4 = z2 * z2;
      double low = (t0 + t1 * z) + z2 * (t2 + t3 * z);
      double mid = (t4 + t5 * z) + z2 * (t6 + t7 * z);
      double high = (t8 + t9 * z) + z2 * (t10 + t11 * z);
      m[j] = 4 * t * (low + z4 * (mid + z4 * high));
    }
  }
}
