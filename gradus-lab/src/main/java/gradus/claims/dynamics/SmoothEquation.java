package gradus.claims.dynamics;

import gradus.ode.Contact;
import gradus.ode.Inclusion;
import gradus.ode.InclusionSolver;
import gradus.ode.Landing;
import gradus.ode.Pattern;
import java.util.function.UnaryOperator;

/**
 * An equation ẏ = F(y) without kinks that a claim writes down itself, beside those of the flows.
 *
 * @param dimension the length of y
 * @param rate F
 */
record SmoothEquation(int dimension, UnaryOperator<double[]> rate) implements Inclusion {
  /** A solution from y under way. */
  InclusionSolver from(double[] y, double tolerance) {
    return new InclusionSolver(this, y, tolerance);
  }

  /**
   * Follows a solution until a component that grows has reached a value, and returns y there.
   *
   * @throws IllegalStateException if it cannot go on, with the reason
   */
  static double[] follow(InclusionSolver solver, int component, double value) {
    solver.aim(new Landing(component, value));
    double near = 1e-12 * Math.max(1, Math.abs(value));
    while (solver.state()[component] < value - near) {
      if (!solver.advance()) {
        throw new IllegalStateException("the equation stopped: " + solver.failure());
      }
    }
    return solver.state().clone();
  }

  @Override
  public int kinks() {
    return 0;
  }

  @Override
  public boolean velocity(double[] y, Pattern pattern, double[] v) {
    boolean finite = true;
    double[] f = rate.apply(y);
    for (int i = 0; i < f.length; i++) {
      v[i] = f[i];
      finite &= Double.isFinite(f[i]);
    }
    return finite;
  }

  @Override
  public void kinksThere(double[] h) {
    // There are none.
  }

  @Override
  public void kinksAt(double[] y, Pattern pattern, double[] h) {
    // There are none.
  }

  @Override
  public Contact contact(double[] y, Pattern pattern, int[] which) {
    throw new IllegalStateException("an equation without kinks has no contact");
  }

  @Override
  public void project(double[] y, Pattern pattern) {
    // Nothing is pinned.
  }
}
