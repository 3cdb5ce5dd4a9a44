package gradus.flow;

import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Gates;
import gradus.net.Network;
import gradus.num.Blas;
import gradus.ode.Contact;
import gradus.ode.Inclusion;
import gradus.ode.Pattern;
import java.util.Arrays;

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

  private final Risk risk;
  private final Motion motion;
  private final Gates gates;
  private final KinkMap kinks;
  private final int m;
  private final int p;
  private final double[] state;
  private final double[] g;
  private final double[] v0;
  private final double[] drift;
  private final double[] dw;
  private final double[] lifted;
  private double[] rows = {};
  private double[] columns = {};
  private double[] wholes = {};
  private Pattern shown;
  private long shownVersion = -1;
  private double logSpeed;
  private double clockStart;
  private double logRisk;
  private double ofGradient;

  FlowField(Network network, Loss loss, Examples examples, Motion motion) {
    this.motion = motion;
    this.gates = new Gates(network, examples.batch());
    this.risk = Risk.frozen(network, loss, examples, gates);
    this.kinks = new KinkMap(network, examples.batch());
    this.m = motion.dimension();
    this.p = network.parameters();
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
    return BLAS.nrm2(p, dw, 0);
  }

  @Override
  public boolean velocity(double[] y, Pattern pattern, double[] v) {
    show(pattern);
    base(y);
    int[] pins = pattern.pins();
    System.arraycopy(v0, 0, v, 0, m);
    if (pins.length > 0) {
      slide(pattern, v);
    }
    v[m] = Math.exp(-logSpeed - clockStart - y[m]);
    boolean finite = !Double.isNaN(logRisk) && logRisk < Double.POSITIVE_INFINITY;
    for (int i = 0; i <= m && finite; i++) {
      finite = Double.isFinite(v[i]);
    }
    return finite;
  }

  /** v_0: the velocity with pinned gates at their lower slope. */
  private void base(double[] y) {
    double[] w = weights(y);
    logRisk = risk.at(w);
    risk.descent(g);
    motion.lift(state, g, v0);
    double s = risk.logScale();
    double both = Velocity.withDrift(motion, state, risk, s, drift, v0);
    ofGradient = Math.exp(s - both);
    logSpeed = both + motion.logRate(logRisk);
  }

  @Override
  public boolean jacobian(double[] y, Pattern pattern, double[] jacobian) {
    if (!risk.knowsLogScaleTangent()) {
      return false;
    }
    show(pattern);
    base(y);
    FlowJacobian columns = new FlowJacobian(risk, motion, state, g, logRisk);
    int n1 = m + 1;
    double[] column = new double[m];
    double clockRate = Math.exp(-logSpeed - clockStart - y[m]);
    int[] pins = pattern.pins();
    double[] gram = new double[pins.length * pins.length];
    if (pins.length > 0) {
      prepare(pins.length);
      rates(pins, new double[pins.length], gram);
      base(y);
    }
    for (int j = 0; j < m; j++) {
      double logSpeedTangent = columns.column(j, column);
      hold(pins, gram, j, column);
      for (int i = 0; i < m; i++) {
        jacobian[i * n1 + j] = column[i];
      }
      jacobian[m * n1 + j] = -clockRate * logSpeedTangent;
      jacobian[j * n1 + m] = 0;
    }
    jacobian[m * n1 + m] = -clockRate;
    return true;
  }

  /** Takes out of a change of v_0 what the forces at pinned kinks take up. */
  private void hold(int[] pins, double[] gram, int j, double[] column) {
    int k = pins.length;
    if (k == 0) {
      return;
    }
    double[] force = new double[k];
    double[] rate = new double[k];
    Arrays.fill(lifted, 0);
    lifted[j] = RETURN;
    motion.push(state, lifted, dw);
    for (int i = 0; i < k; i++) {
      rate[i] = BLAS.dot(p, rows, i * p, dw, 0);
    }
    System.arraycopy(column, 0, lifted, 0, m);
    motion.push(state, lifted, dw);
    for (int i = 0; i < k; i++) {
      rate[i] += BLAS.dot(p, rows, i * p, dw, 0);
    }
    if (Contact.nearestSolution(k, gram, rate, force)) {
      for (int i = 0; i < k; i++) {
        BLAS.axpy(m, force[i], columns, i * m, column, 0);
      }
    }
  }

  /** Adds the forces that keep the pinned kinks at zero, and writes their shares. */
  private void slide(Pattern pattern, double[] v) {
    int[] pins = pattern.pins();
    int k = pins.length;
    prepare(k);
    kinks.wholes(pins, gates, wholes);
    double[] rate = new double[k];
    double[] gram = new double[k * k];
    rates(pins, rate, gram);
    double[] force = new double[k];
    for (int i = 0; i < k; i++) {
      rate[i] += RETURN * heightOf(pins[i]);
      force[i] = pattern.firstShares()[i] * wholes[i];
    }
    if (!Contact.nearestSolution(k, gram, rate, force)) {
      Arrays.fill(v, Double.NaN);
      return;
    }
    for (int i = 0; i < k; i++) {
      BLAS.axpy(m, force[i], columns, i * m, v, 0);
    }
    severalLayers(pins, force);
    for (int i = 0; i < k; i++) {
      pattern.shares()[i] = share(i, force[i]);
    }
  }

  private double heightOf(int kink) {
    return risk.preActivation(kinks.layer(kink), kinks.unit(kink), kinks.example(kink));
  }

  /** The force over what the full upper slope would give. */
  private double share(int pin, double force) {
    double whole = wholes[pin];
    return whole == 0 ? (force == 0 ? 0.5 : Double.POSITIVE_INFINITY) : force / whole;
  }

  /**
   * Where pins lie above one another, the lower ones' adjoints depend on the upper ones' forces.
   */
  private void severalLayers(int[] pins, double[] force) {
    if (kinks.inOneLayer(pins)) {
      return;
    }
    int at = 0;
    for (int i = 0; i < pins.length; i++) {
      double[] factors = kinks.factors(pins[i]);
      for (double factor : factors) {
        double part = (1 - kinks.layer(pins[i]).alpha()) * gates.arriving(at);
        gates.force(at++, Math.signum(factor) * share(i, force[i]) * part);
      }
    }
    risk.descent(g);
    for (int i = 0; i < at; i++) {
      gates.force(i, 0);
    }
    kinks.wholes(pins, gates, wholes);
  }

  /** The rates of kinks along v_0 and the Gram matrix of their responses to unit forces. */
  private void rates(int[] kinks, double[] rate, double[] gram) {
    int k = kinks.length;
    motion.push(state, v0, dw);
    for (int i = 0; i < k; i++) {
      double[] row = lift(kinks[i], i);
      rate[i] = BLAS.dot(p, row, 0, dw, 0);
    }
    for (int j = 0; j < k; j++) {
      System.arraycopy(columns, j * m, lifted, 0, m);
      motion.push(state, lifted, dw);
      for (int i = 0; i < k; i++) {
        gram[i * k + j] = BLAS.dot(p, rows, i * p, dw, 0);
      }
    }
  }

  /** Fills row i with ∂z/∂w and column i with its lift, scaled as v_0 is; returns the row. */
  private double[] lift(int kink, int i) {
    risk.kinkGradient(kinks.layer(kink), kinks.unit(kink), kinks.example(kink), g);
    System.arraycopy(g, 0, rows, i * p, p);
    motion.lift(state, g, lifted);
    for (int c = 0; c < m; c++) {
      columns[i * m + c] = ofGradient * lifted[c];
    }
    return g;
  }

  private void prepare(int k) {
    if (rows.length < k * p) {
      rows = new double[k * p];
    }
    if (columns.length < k * m) {
      columns = new double[k * m];
    }
    if (wholes.length < k) {
      wholes = new double[k];
    }
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
    Pattern lower = new Pattern(pattern.kinks());
    for (int i = 0; i < pattern.kinks(); i++) {
      lower.set(i, pattern.above(i));
    }
    lower.pin(which, new double[which.length]);
    show(lower);
    base(y);
    int k = which.length;
    prepare(k);
    // Read before the backward passes of the kinks' own gradients leave other adjoints.
    kinks.wholes(which, gates, wholes);
    double[] rate = new double[k];
    double[] response = new double[k * k];
    rates(which, rate, response);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < k; i++) {
        response[i * k + j] *= wholes[j];
      }
    }
    return new Contact(rate, response);
  }

  /** Puts pinned pre-activations at zero, layer by layer, by the least change of the weights. */
  @Override
  public void project(double[] y, Pattern pattern) {
    // Round-off only: the rates are zero on a slide, and slides begin at a located zero.
    int[] pins = pattern.pins();
    if (pins.length == 0) {
      return;
    }
    show(pattern);
    base(y);
    int k = pins.length;
    prepare(k);
    double[] rate = new double[k];
    double[] gram = new double[k * k];
    rates(pins, rate, gram);
    double[] move = new double[k];
    for (int i = 0; i < k; i++) {
      rate[i] = heightOf(pins[i]);
    }
    if (Contact.nearestSolution(k, gram, rate, move)) {
      for (int i = 0; i < k; i++) {
        BLAS.axpy(m, move[i], columns, i * m, y, 0);
      }
    }
  }

  private void show(Pattern pattern) {
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
