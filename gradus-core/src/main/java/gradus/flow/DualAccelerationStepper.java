package gradus.flow;

import java.util.Arrays;

/** Nesterov's momentum on the dual weights, seen from the weights. */
final class DualAccelerationStepper implements Stepper {
  private final double[] g;
  private long steps;

  DualAccelerationStepper(int p) {
    this.g = new double[p];
  }

  @Override
  public void step(double[] y, double[] v, double eta, double logGain, double[] next) {
    double gain = Math.exp(logGain);
    double share = steps / (steps + 1.0);
    for (int i = 0; i < next.length; i++) {
      double d = gain * v[i];
      g[i] = share * (g[i] + d);
      next[i] = y[i] + eta * (g[i] + d);
    }
    steps++;
  }

  /** Forgets the momentum. */
  void restart() {
    Arrays.fill(g, 0);
    steps = 0;
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("dual-acceleration.g", g);
    snapshot.put("dual-acceleration.steps", steps);
  }

  @Override
  public void restore(Snapshot snapshot) {
    snapshot.read("dual-acceleration.g", g);
    steps = snapshot.integer("dual-acceleration.steps");
  }
}
