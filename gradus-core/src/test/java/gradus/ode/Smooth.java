package gradus.ode;

/** An equation without kinks; the last component is the time. */
record Smooth(int dimension, Velocity of) implements Inclusion {
  /** v ← F(y). */
  interface Velocity {
    void at(double[] y, double[] v);
  }

  @Override
  public int kinks() {
    return 0;
  }

  @Override
  public boolean velocity(double[] y, Pattern pattern, double[] v) {
    of.at(y, v);
    boolean finite = true;
    for (double value : v) {
      finite &= Double.isFinite(value);
    }
    return finite;
  }

  @Override
  public void kinksThere(double[] h) {
    // None.
  }

  @Override
  public void kinksAt(double[] y, Pattern pattern, double[] h) {
    // None.
  }

  @Override
  public Contact contact(double[] y, Pattern pattern, int[] which) {
    return new LinearContact(new double[0], new double[0]);
  }

  @Override
  public void project(double[] y, Pattern pattern) {
    // Nothing is pinned.
  }

  /** Follows it to a time; fails the test where the solver fails. */
  InclusionSolver follow(double[] start, double tolerance, double until) {
    InclusionSolver solver = new InclusionSolver(this, start, tolerance);
    solver.aim(new Landing(dimension - 1, until));
    while (solver.state()[dimension - 1] < until - 1e-12 * (1 + until)) {
      if (!solver.advance()) {
        throw new AssertionError(solver.failure());
      }
    }
    return solver;
  }
}
