package gradus.flow;

import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Tail;
import gradus.net.Gates;
import gradus.net.Network;
import gradus.num.Blas;
import gradus.ode.Contact;
import gradus.ode.Inclusion;
import gradus.ode.LinearContact;
import gradus.ode.NearestSolution;
import gradus.ode.Pattern;

/**
 * A dynamics on the risk of a network with kinks as a differential inclusion, in a clock τ with dt
 * = exp(-logSpeed) dτ.
 *
 * <p>The state of the inclusion is the state of the motion and, last, the clock u = log(1 + t/t_0),
 * with du/dτ = exp(-logSpeed - u)/t_0. The kink functions are the pre-activations of all rectified
 * units on all examples. While some are pinned at zero, the velocity is v = v_0 + Σ p_i B ∂z_i/∂w
 * with the forces p that keep ż = 0 (up to a return to z = 0 from round-off): the least-norm choice
 * among the subgradients; the share of the upper slope that unit takes is s_i = p_i / ((1 - α)
 * δ_i), δ_i the adjoint that arrives at it.
 */
final class FlowField implements Inclusion {
  private static final Blas BLAS = Blas.best();

  /**
   * How fast, per unit of the clock, a pinned kink that is off zero by round-off returns: without
   * it the round-off of long steps adds up across the kink, where nothing else would damp it.
   */
  private static final double RETURN = 10;

  private static final int PROJECTIONS = 3;

  /** Below this share at most six digits of a drift are left. */
  private static final double DRIFT_LOST = Math.log(1e-10);

  private final Risk risk;
  private final Motion motion;
  private final Gates gates;
  private final KinkMap kinks;
  private final KinkForces forces;
  private final SilentUnits silent;
  private final int m;
  private final double[] state;
  private final double[] g;
  private final double[] v0;
  private final double[] drift;
  private final double[] dw;
  private final double[] lifted;
  private Pattern shown;
  private long shownVersion = -1;
  private double logSpeed;
  private double clockStart;
  private double logRisk;
  private double ofGradient;
  private double logDriftShare = Double.NEGATIVE_INFINITY;

  FlowField(Network network, Loss loss, Examples examples, Motion motion) {
    this.motion = motion;
    this.gates = new Gates(network, examples.batch());
    this.risk = Risk.frozen(network, loss, examples, gates);
    this.kinks = new KinkMap(network, examples.batch());
    this.forces = new KinkForces(risk, motion, gates, kinks);
    this.silent = new SilentUnits(network, kinks, examples.count());
    this.m = motion.dimension();
    int p = network.parameters();
    this.state = new double[m];
    this.g = new double[p];
    this.v0 = new double[m];
    this.drift = new double[m];
    this.dw = new double[p];
    this.lifted = new double[m];
    this.shown = new Pattern(kinks());
  }

  @Override
  public int dimension() {
    return m + 1;
  }

  @Override
  public int kinks() {
    return kinks.count();
  }

  /**
   * Whether what drives the state beside the gradient is lost in the round-off of the gradient's
   * pulls: the state then follows a resting point that moves too slowly to be seen from velocities.
   */
  boolean driftIsLost() {
    return logDriftShare > Double.NEGATIVE_INFINITY && logDriftShare < DRIFT_LOST;
  }

  @Override
  public int scale(int i) {
    return i == m ? CLOCK : motion.scale(i);
  }

  @Override
  public boolean entangled() {
    return kinks.layers() > 1;
  }

  /** Kinks that are not followed, for a message. */
  String unknownKinks() {
    return risk.loss().tail() == Tail.VANISHING
        ? "; the kink of the %s loss at margin 1 is not among them".formatted(risk.loss().label())
        : "";
  }

  /** log R̂ at the last velocity. */
  double logRisk() {
    return logRisk;
  }

  /** logSpeed at the last velocity. */
  double logSpeed() {
    return logSpeed;
  }

  /** Sets log t_0, the time from which the clock counts. */
  void startClock(double logTime) {
    clockStart = logTime;
  }

  /** Goes on from readings of an earlier run. */
  void standAt(double logRisk, double logSpeed) {
    this.logRisk = logRisk;
    this.logSpeed = logSpeed;
  }

  /** The risk, standing where the last velocity was computed. */
  Risk risk() {
    return risk;
  }

  /** The weights of an inclusion's state: room of the motion's own. */
  double[] weights(double[] y) {
    System.arraycopy(y, 0, state, 0, m);
    return motion.weights(state);
  }

  /** ‖dw/dτ‖ for a velocity v at y. */
  double speed(double[] y, double[] v) {
    System.arraycopy(y, 0, state, 0, m);
    System.arraycopy(v, 0, lifted, 0, m);
    motion.push(state, lifted, dw);
    return BLAS.nrm2(dw.length, dw, 0);
  }

  @Override
  public boolean velocity(double[] y, Pattern pattern, double[] v) {
    stand(y, pattern);
    System.arraycopy(v0, 0, v, 0, m);
    boolean finite = pattern.pins().length == 0 || slide(pattern, v);
    v[m] = Math.exp(-logSpeed - clockStart - y[m]);
    finite = finite && !Double.isNaN(logRisk) && logRisk < Double.POSITIVE_INFINITY;
    for (int i = 0; i <= m && finite; i++) {
      finite = Double.isFinite(v[i]);
    }
    return finite;
  }

  /** Moves to y with the gates of a pattern, and makes v_0 there. */
  private void stand(double[] y, Pattern pattern) {
    show(pattern);
    base(y);
  }

  /** v_0: the velocity with pinned gates at their lower slope. */
  private void base(double[] y) {
    double[] w = weights(y);
    logRisk = risk.at(w);
    risk.descent(g);
    motion.lift(state, g, v0);
    double s = risk.logScale();
    double own = Velocity.addDrift(motion, state, risk, s, drift, v0);
    double both = Math.max(s, own);
    ofGradient = Math.exp(s - both);
    logDriftShare = own - both;
    logSpeed = both + motion.logRate(logRisk);
  }

  @Override
  public boolean jacobian(double[] y, Pattern pattern, double[] jacobian) {
    if (!risk.knowsLogScaleTangent()) {
      return false;
    }
    stand(y, pattern);
    FlowJacobian columns = new FlowJacobian(risk, motion, state, g, logRisk);
    int n1 = m + 1;
    double[] column = new double[m];
    double clockRate = Math.exp(-logSpeed - clockStart - y[m]);
    forces.read(pattern.pins(), state, v0, ofGradient);
    NearestSolution system = forces.system();
    base(y);
    for (int j = 0; j < m; j++) {
      double logSpeedTangent = columns.column(j, column);
      forces.hold(system, state, j, RETURN, column);
      for (int i = 0; i < m; i++) {
        jacobian[i * n1 + j] = column[i];
      }
      jacobian[m * n1 + j] = -clockRate * logSpeedTangent;
      jacobian[j * n1 + m] = 0;
    }
    jacobian[m * n1 + m] = -clockRate;
    return true;
  }

  /** Adds the forces that keep the pinned kinks at zero, and writes their shares. */
  private boolean slide(Pattern pattern, double[] v) {
    int[] pins = pattern.pins();
    int k = pins.length;
    forces.read(pins, state, v0, ofGradient);
    boolean[] all = new boolean[k];
    double[] back = new double[k];
    double[] near = new double[k];
    for (int i = 0; i < k; i++) {
      all[i] = true;
      back[i] = RETURN * heightOf(pins[i]);
      near[i] = pattern.firstShares()[i] * forces.whole(i);
    }
    if (!forces.balance(all, back, near)) {
      return false;
    }
    forces.add(v);
    forces.carryDown();
    for (int i = 0; i < k; i++) {
      pattern.shares()[i] = forces.share(i);
    }
    return true;
  }

  private double heightOf(int kink) {
    return risk.preActivation(kinks.layer(kink), kinks.unit(kink), kinks.example(kink));
  }

  @Override
  public void kinksThere(double[] h) {
    kinks.read(risk, h);
  }

  @Override
  public void kinksAt(double[] y, Pattern pattern, double[] h) {
    show(pattern);
    risk.at(weights(y));
    kinksThere(h);
  }

  @Override
  public Contact contact(double[] y, Pattern pattern, int[] which) {
    if (entangled()) {
      return new LayeredContact(this, y, pattern, which);
    }
    Pattern lower = pattern.sidesOnly();
    lower.pin(which, new double[which.length]);
    stand(y, lower);
    int k = which.length;
    forces.read(which, state, v0, ofGradient);
    double[] rate = new double[k];
    double[] response = new double[k * k];
    for (int i = 0; i < k; i++) {
      rate[i] = forces.rate(i);
      for (int j = 0; j < k; j++) {
        response[i * k + j] = forces.response(i, j) * forces.whole(j);
      }
    }
    return new LinearContact(rate, response);
  }

  /** The forces at kinks whose gates were pinned first, in this order, at y. */
  KinkForces forces(double[] y, int[] which) {
    base(y);
    forces.read(which, state, v0, ofGradient);
    return forces;
  }

  /** Whether a kink belonged to a silent unit when {@link #orient} last looked. */
  boolean silent(int kink) {
    return silent.silent(kinks.layerIndex(kink), kinks.example(kink));
  }

  @Override
  public void orient(double[] y, Pattern pattern) {
    orient(y, pattern, SilentUnits.AS_IT_IS);
  }

  /** The same, {@code first} of several pinned units below being thought to come on. */
  void orient(double[] y, Pattern pattern, int first) {
    if (entangled()) {
      show(pattern);
      double[] w = weights(y);
      risk.at(w);
      silent.orient(w, risk, pattern, first);
    }
  }

  /** Pins gates beyond those of the pattern shown last, so that the adjoints there are noted. */
  void note(int kink, boolean above) {
    kinks.pin(kink, above, gates);
    shownVersion = -1;
  }

  /** Puts pinned pre-activations at zero by the least change of the state. */
  @Override
  public void project(double[] y, Pattern pattern) {
    int[] pins = pattern.pins();
    int k = pins.length;
    double[] height = new double[k];
    double before = Double.POSITIVE_INFINITY;
    // Newton's method: deeper pre-activations are not linear in the weights.
    for (int round = 0; round < PROJECTIONS && k > 0; round++) {
      stand(y, pattern);
      double most = 0;
      for (int i = 0; i < k; i++) {
        height[i] = heightOf(pins[i]);
        most = Math.max(most, Math.abs(height[i]));
      }
      if (most == 0 || most > 0.5 * before) {
        return;
      }
      before = most;
      forces.read(pins, state, v0, ofGradient);
      double[] move = new double[k];
      if (!forces.system().solve(height, move)) {
        return;
      }
      forces.move(move, y);
    }
  }

  /** Sets the gates to a pattern. */
  void show(Pattern pattern) {
    if (pattern != shown || pattern.version() != shownVersion) {
      kinks.show(pattern, gates);
      kinks.mute(pattern, gates, risk);
      shown = pattern;
      shownVersion = pattern.version();
    }
  }

  /** Where kinks stand in the network. */
  KinkMap map() {
    return kinks;
  }
}
