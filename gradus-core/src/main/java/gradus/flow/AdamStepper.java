package gradus.flow;

/** Adam, with the correction of the start. */
final class AdamStepper implements Stepper {
  private final Rule.Adam rule;
  private final double[] mean;
  private final double[] square;
  private long steps;

  AdamStepper(Rule.Adam rule, int p) {
    this.rule = rule;
    mean = new double[p];
    square = new double[p];
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    steps++;
    double gain = Math.exp(logGain);
    double beta1 = rule.beta1();
    double beta2 = rule.beta2();
    double meanCorrection = 1 - Math.pow(beta1, (double) steps);
    double squareCorrection = 1 - Math.pow(beta2, (double) steps);
    for (int i = 0; i < next.length; i++) {
      double g = gain * v[i];
      mean[i] = beta1 * mean[i] + (1 - beta1) * g;
      square[i] = beta2 * square[i] + (1 - beta2) * g * g;
      next[i] =
          y[i]
              + eta
                  * (mean[i] / meanCorrection)
                  / (Math.sqrt(square[i] / squareCorrection) + rule.epsilon());
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("adam.mean", mean);
    snapshot.put("adam.square", square);
    snapshot.put("adam.steps", steps);
  }

  @Override
  public void restore(Snapshot snapshot) {
    snapshot.read("adam.mean", mean);
    snapshot.read("adam.square", square);
    steps = snapshot.integer("adam.steps");
  }
}
