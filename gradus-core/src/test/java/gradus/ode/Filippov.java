package gradus.ode;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * y' = f(y) + Σ_i sides_i a_i, where side i is 1 above and 0 below the plane ⟨c_i, y⟩ = d_i: jumps
 * of constant size, whose solutions have closed forms. The last component is the time.
 */
class Filippov implements Inclusion {
  /** The plane ⟨c, y⟩ = d, and what is added above it. */
  record Jump(double[] c, double d, double[] a) {
    double height(double[] y) {
      return dot(c, y) - d;
    }
  }

  private final int dimension;
  private final Smooth.Velocity smooth;
  private final List<Jump> jumps;
  private double[] last = {};

  Filippov(int dimension, Smooth.Velocity smooth, Jump... jumps) {
    this.dimension = dimension;
    this.smooth = smooth;
    this.jumps = List.of(jumps);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Override
  public int kinks() {
    return jumps.size();
  }

  /** The velocity with pinned kinks at zero share. */
  private void base(double[] y, Pattern pattern, double[] v) {
    smooth.at(y, v);
    for (int i = 0; i < jumps.size(); i++) {
      if (!pattern.pinned(i) && pattern.above(i)) {
        add(1, jumps.get(i).a(), v);
      }
    }
  }

  private static void add(double factor, double[] x, double[] v) {
    for (int i = 0; i < v.length; i++) {
      v[i] += factor * x[i];
    }
  }

  @Override
  public boolean velocity(double[] y, Pattern pattern, double[] v) {
    last = y.clone();
    base(y, pattern, v);
    int[] pins = pattern.pins();
    LinearContact contact = response(v, pins);
    double[] shares = pattern.firstShares().clone();
    if (!new NearestSolution(pins.length, contact.g()).solve(contact.rate(), shares)) {
      return false;
    }
    for (int i = 0; i < pins.length; i++) {
      pattern.shares()[i] = shares[i];
      add(shares[i], jumps.get(pins[i]).a(), v);
    }
    return true;
  }

  private LinearContact response(double[] v, int[] which) {
    int k = which.length;
    double[] rate = new double[k];
    double[] g = new double[k * k];
    for (int i = 0; i < k; i++) {
      rate[i] = dot(jumps.get(which[i]).c(), v);
      for (int j = 0; j < k; j++) {
        g[i * k + j] = dot(jumps.get(which[i]).c(), jumps.get(which[j]).a());
      }
    }
    return new LinearContact(rate, g);
  }

  @Override
  public void kinksThere(double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] = jumps.get(i).height(last);
    }
  }

  @Override
  public void kinksAt(double[] y, Pattern pattern, double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] = jumps.get(i).height(y);
    }
  }

  @Override
  public Contact contact(double[] y, Pattern pattern, int[] which) {
    Pattern lower = new Pattern(kinks());
    for (int i = 0; i < kinks(); i++) {
      lower.set(i, pattern.above(i));
    }
    lower.pin(which, new double[which.length]);
    double[] v = new double[dimension];
    base(y, lower, v);
    return response(v, which);
  }

  @Override
  public void project(double[] y, Pattern pattern) {
    for (int pin : pattern.pins()) {
      Jump jump = jumps.get(pin);
      add(-jump.height(y) / dot(jump.c(), jump.c()), jump.c(), y);
    }
  }

  /** A solver at the start. */
  InclusionSolver solver(double[] start, double tolerance) {
    return new InclusionSolver(this, start, tolerance);
  }

  /** Moves on to a time. */
  static void follow(InclusionSolver solver, double until) {
    int clock = solver.state().length - 1;
    solver.aim(new Landing(clock, until));
    while (solver.state()[clock] < until - 1e-13 * (1 + until)) {
      if (!solver.advance()) {
        throw new AssertionError(solver.failure());
      }
    }
  }

  /** The time of the next event: the first step after which the reading is another number. */
  static double next(InclusionSolver solver, ToDoubleFunction<InclusionSolver> reading) {
    double was = reading.applyAsDouble(solver);
    for (int i = 0; i < 10_000; i++) {
      if (!solver.advance()) {
        throw new AssertionError(solver.failure());
      }
      if (reading.applyAsDouble(solver) != was) {
        return solver.state()[solver.state().length - 1];
      }
    }
    throw new AssertionError("no event in 10000 steps");
  }
}
