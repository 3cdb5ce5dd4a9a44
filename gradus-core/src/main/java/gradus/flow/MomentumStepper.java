package gradus.flow;

/** The heavy ball. */
final class MomentumStepper implements Stepper {
  private final double beta;
  private final double[] m;

  MomentumStepper(double beta, int p) {
    this.beta = beta;
    this.m = new double[p];
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    double factor = eta * Math.exp(logGain);
    for (int i = 0; i < next.length; i++) {
      m[i] = beta * m[i] + factor * v[i];
      next[i] = y[i] + m[i];
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("momentum", m);
  }

  @Override
  public void restore(Snapshot snapshot) {
    snapshot.read("momentum", m);
  }
}
