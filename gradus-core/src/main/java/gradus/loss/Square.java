package gradus.loss;

/**
 * ℓ = ½‖f - y‖², where y is the sign or value for one output, and the unit vector of the class for
 * several.
 */
record Square() implements Loss {
  @Override
  public String label() {
    return "square";
  }

  @Override
  public Tail tail() {
    return Tail.TWO_SIDED;
  }

  @Override
  public boolean fits(Targets targets, int outputs) {
    return targets.kind() == Targets.Kind.CLASSES ? outputs == targets.classes() : outputs == 1;
  }

  @Override
  public void read(double[] f, Readout at) {
    int n = at.count;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double own = 0;
      for (int c = 0; c < at.outputs; c++) {
        int place = c * at.stride + i;
        double residual = f[place] - target(at.targets, i, c);
        own += residual * residual;
        at.u[place] = residual / n;
      }
      at.q[i] = Math.sqrt(own) / n;
      sum += own;
    }
    at.logRisk = Math.log(sum / (2.0 * n));
    at.logScale = 0;
  }

  @Override
  public void bend(double[] f, double[] df, double[] du, Readout at, int from, int to) {
    for (int c = 0; c < at.outputs; c++) {
      for (int i = from; i < to; i++) {
        du[c * at.stride + i] = df[c * at.stride + i] / at.count;
      }
    }
  }

  private static double target(Targets targets, int n, int c) {
    if (targets.kind() == Targets.Kind.CLASSES) {
      return targets.index(n) == c ? 1 : 0;
    }
    return targets.at(n);
  }
}
