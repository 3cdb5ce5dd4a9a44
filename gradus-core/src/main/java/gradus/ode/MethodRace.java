package gradus.ode;

/**
 * Whether the implicit method gets farther for its right-hand sides than the explicit one: from
 * time to time it is tried for some steps, and kept if it made more way.
 *
 * <p>A test for stiffness sees one eigenvalue at work; what counts is the way made. The race is
 * decided by counts, not by clocks, so that a run repeats itself.
 */
final class MethodRace {
  /** Steps in which a method finds its pace, and as many that count. */
  private static final int WARMING = 8;

  /** Right-hand sides before the first trial: what is over sooner needs no race. */
  private static final double FIRST = 1500;

  /** A lost trial doubles the time to the next, up to this factor: trials stay a small share. */
  private static final double MOST_PATIENCE = 4;

  private final int n;
  private double patience = 1;
  private double way;
  private double cost;
  private double steps;
  private double run;
  private double runPace;
  private boolean trial;
  private boolean over;

  MethodRace(int n) {
    this.n = n;
  }

  /**
   * Counts a step of length h that took so many right-hand sides; factors of the implicit method
   * count for as many as there are components.
   *
   * @return whether to change the method
   */
  boolean moved(double h, long evaluations) {
    if (over) {
      return false;
    }
    steps++;
    if (trial) {
      if (steps > WARMING) {
        way += h;
        cost += evaluations + n;
      }
      return steps >= 2 * WARMING && decide();
    }
    run += evaluations;
    // Of a run only the last stretch is compared.
    if (steps > 4 * WARMING) {
      way /= 2;
      cost /= 2;
      steps /= 2;
    }
    way += h;
    cost += evaluations;
    if (run < patience * Math.max(FIRST, trialCost())) {
      return false;
    }
    runPace = way / cost;
    begin(true);
    return true;
  }

  /** Right-hand sides of a trial, at most: in each step a Jacobian, its factors, and iterations. */
  private double trialCost() {
    return 2.0 * WARMING * (2 * n + 12);
  }

  /** Says whether the trial was lost, and the method is to be changed back. */
  private boolean decide() {
    over = way / cost > runPace;
    patience = Math.min(2 * patience, MOST_PATIENCE);
    begin(false);
    return !over;
  }

  /** Ends the race: the implicit method was taken for another reason. */
  void end() {
    over = true;
  }

  /** An event: what was seen so far was another equation. */
  void event() {
    way = 0;
    cost = 0;
    steps = 0;
  }

  private void begin(boolean asTrial) {
    trial = asTrial;
    run = 0;
    event();
  }

  double[] state() {
    return new double[] {patience, way, cost, steps, run, runPace, trial ? 1 : 0, over ? 1 : 0};
  }

  void restore(double[] state) {
    patience = state[0];
    way = state[1];
    cost = state[2];
    steps = state[3];
    run = state[4];
    runPace = state[5];
    trial = state[6] != 0;
    over = state[7] != 0;
  }
}
