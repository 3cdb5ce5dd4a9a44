package gradus.flow;

import gradus.loss.Risk;

/**
 * How a dynamics moves its state y: ẏ = B(y) g + drift(y), where g = -∇R̂(w) is taken at the
 * weights w = w(y).
 *
 * <p>B(y) is linear in g, which is what lets a solver choose among the subgradients at a kink: the
 * velocity is an affine function of the choice. All methods are pure in y; scratch room makes a
 * motion unfit for two threads at once. Lengths: y, v and next {@link #dimension}; w, g and dw the
 * network's p.
 */
public interface Motion {
  /** What the states of a motion are, and so which rules may move them. */
  enum Space {
    /** The state is the weights, and B(y) the identity. */
    WEIGHTS,
    /** Every vector is a state: rules may add to it what they remember. */
    LINEAR,
    /**
     * States lie on a surface, as unit vectors do; only {@link Motion#step} is sure to stay there.
     */
    CURVED
  }

  /** The length of a state y. */
  int dimension();

  /** What the states are; a motion that says nothing takes every vector. */
  default Space space() {
    return Space.LINEAR;
  }

  /**
   * The group of components with which component i of a state shares a scale, from 0, or -1 for the
   * logarithm of a time.
   */
  default int scale(int i) {
    return 0;
  }

  /** A state whose weights are w. */
  double[] state(double[] w);

  /**
   * The weights of a state: y itself where the state is the weights, else room of the motion's own.
   */
  double[] weights(double[] y);

  /** v ← B(y) g. */
  void lift(double[] y, double[] g, double[] v);

  /** dw ← (∂w/∂y) v: how the weights move when the state moves by v. */
  void push(double[] y, double[] v, double[] dw);

  /**
   * d ← exp(-s) times the part of ẏ that no gradient drives, of order one; returns s. The default
   * is none, s = -∞, and leaves d as it is.
   *
   * @param risk the risk, standing at w(y)
   */
  default double drift(double[] y, Risk risk, double[] d) {
    return Double.NEGATIVE_INFINITY;
  }

  /** The same motion as a flow can follow it, with roots of B(y) rounded off. */
  default Motion rounded() {
    return this;
  }

  /** The least length over which B(y) bends. */
  default double grain() {
    return 1e-2;
  }

  /**
   * Where B(y) jumps: a number for each of its jumps, which changes with the side on which y is, 0
   * on the jump itself. None by default.
   */
  default int[] sides(double[] y) {
    return new int[0];
  }

  /** What jumps where one of the {@link #sides} changes, for a message. */
  default String jump(int i) {
    throw new IndexOutOfBoundsException(i);
  }

  /** The jump that y is nearest to; -1 where there are none. */
  default int nearestJump(double[] y) {
    return -1;
  }

  /** Whether the state may come to rest; not where a schedule drives it on for ever. */
  default boolean mayRest() {
    return true;
  }

  /** The logarithm of a learning rate γ that multiplies ẏ, where the risk is exp(logRisk). */
  default double logRate(double logRisk) {
    return 0;
  }

  /**
   * next ← y moved by factor · v: the one-step update of this dynamics.
   *
   * @throws StepTooLong if the update has no solution for so long a step
   */
  default void step(double[] y, double[] v, double factor, double[] next) {
    for (int i = 0; i < next.length; i++) {
      next[i] = y[i] + factor * v[i];
    }
  }
}
