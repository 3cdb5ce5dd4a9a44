package gradus.loss;

/** ℓ = max(0, 1 - z); the derivative at z = 1 is taken to be 0. */
record Hinge() implements Loss {
  @Override
  public String label() {
    return "hinge";
  }

  @Override
  public Tail tail() {
    return Tail.VANISHING;
  }

  @Override
  public boolean fits(Targets targets, int outputs) {
    return targets.kind() == Targets.Kind.SIGNS && outputs == 1;
  }

  @Override
  public void read(double[] f, Readout at) {
    int n = at.count;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double y = at.targets.at(i);
      double excess = Math.max(0, 1 - y * f[i]);
      sum += excess;
      at.q[i] = excess > 0 ? 1.0 / n : 0;
      at.u[i] = -y * at.q[i];
    }
    at.logRisk = Math.log(sum / n);
    at.logScale = 0;
  }

  @Override
  public void bend(double[] f, double[] df, double[] du, Readout at, int from, int to) {
    java.util.Arrays.fill(du, from, to, 0);
  }
}
