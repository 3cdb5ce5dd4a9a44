package gradus.num;

/** Plain loops. */
enum ScalarElementwise implements Elementwise {
  INSTANCE;

  @Override
  public void rectify(int n, double alpha, double[] z, int zOff, double[] a, int aOff) {
    for (int i = 0; i < n; i++) {
      double zi = z[zOff + i];
      a[aOff + i] = Math.max(zi, alpha * zi);
    }
  }

  @Override
  public void gate(int n, double alpha, double[] z, int zOff, double[] d, int dOff) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] *= z[zOff + i] > 0 ? 1 : alpha;
    }
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
    for (int i = 0; i < n; i++) {
      d[dOff + i] = f * u[uOff + i] * (z[zOff + i] > 0 ? 1 : alpha);
    }
  }

  @Override
  public double expShifted(int n, double shift, double[] x, int xOff, double[] out, int outOff) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double e = Math.exp(x[xOff + i] - shift);
      out[outOff + i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public double max(int n, double[] x, int xOff) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xOff + i]);
    }
    return max;
  }

  @Override
  public void multiply(int n, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] *= x[xOff + i];
    }
  }
}
