package gradus.flow;

import gradus.loss.Risk;
import gradus.net.Gates;
import gradus.num.Blas;
import gradus.ode.NearestSolution;
import java.util.Arrays;

/**
 * The forces p with which v = v_0 + Σ p_i B ∂z_i/∂w keeps some kinks at zero, and the shares of the
 * upper slope that they stand for: s_i = p_i / ((1 - α) δ_i), δ_i the adjoint that arrives there.
 *
 * <p>Forces of upper layers add to the adjoints of lower ones, while what a pinned unit passes
 * forward stays zero whatever its share: so the forces solve one linear system, and the shares
 * follow from them layer by layer, from the top.
 */
final class KinkForces {
  private static final Blas BLAS = Blas.best();

  private final Risk risk;
  private final Motion motion;
  private final Gates gates;
  private final KinkMap kinks;
  private final int m;
  private final int p;
  private final double[] g;
  private final double[] dw;
  private final double[] lifted;
  private double[] rows = {};
  private double[] columns = {};
  private int[] which = {};
  private double[] rates = {};
  private double[] gram = {};
  private double[] forces = {};
  private double[] wholes = {};

  KinkForces(Risk risk, Motion motion, Gates gates, KinkMap kinks) {
    this.risk = risk;
    this.motion = motion;
    this.gates = gates;
    this.kinks = kinks;
    this.m = motion.dimension();
    this.p = risk.network().parameters();
    this.g = new double[p];
    this.dw = new double[p];
    this.lifted = new double[m];
  }

  /**
   * Turns to some kinks, whose gates are the first pinned ones, where the backward pass of the risk
   * has just been made: reads how they move along v_0 and how they answer to forces.
   *
   * @param ofGradient what a lifted gradient is multiplied by in v_0
   */
  void read(int[] kinksAtZero, double[] state, double[] v0, double ofGradient) {
    int k = kinksAtZero.length;
    which = kinksAtZero;
    makeRoom(k);
    // Before the backward passes of the kinks' own gradients leave other adjoints.
    kinks.wholes(which, gates, wholes);
    motion.push(state, v0, dw);
    for (int i = 0; i < k; i++) {
      risk.kinkGradient(kinks.layer(which[i]), kinks.unit(which[i]), kinks.example(which[i]), g);
      System.arraycopy(g, 0, rows, i * p, p);
      motion.lift(state, g, lifted);
      for (int c = 0; c < m; c++) {
        columns[i * m + c] = ofGradient * lifted[c];
      }
      rates[i] = BLAS.dot(p, g, 0, dw, 0);
    }
    for (int j = 0; j < k; j++) {
      System.arraycopy(columns, j * m, lifted, 0, m);
      motion.push(state, lifted, dw);
      for (int i = 0; i < k; i++) {
        gram[i * k + j] = BLAS.dot(p, rows, i * p, dw, 0);
      }
    }
  }

  private void makeRoom(int k) {
    if (rows.length < k * p) {
      rows = new double[k * p];
    }
    if (columns.length < k * m) {
      columns = new double[k * m];
    }
    rates = new double[k];
    gram = new double[k * k];
    forces = new double[k];
    wholes = new double[k];
  }

  /** ż_i along v_0. */
  double rate(int i) {
    return rates[i];
  }

  /** What a unit force on kink j adds to ż_i. */
  double response(int i, int j) {
    return gram[i * which.length + j];
  }

  /** The force on kink i. */
  double force(int i) {
    return forces[i];
  }

  /** What the force on kink i would be at the full upper slope. */
  double whole(int i) {
    return wholes[i];
  }

  /** ż_i under all forces. */
  double rateUnderForces(int i) {
    double sum = rates[i];
    for (int j = 0; j < which.length; j++) {
      sum += response(i, j) * forces[j];
    }
    return sum;
  }

  /** The share of the upper slope that kink i takes. */
  double share(int i) {
    double whole = wholes[i];
    return whole == 0
        ? (forces[i] == 0 ? 0.5 : Math.copySign(1e300, forces[i]))
        : forces[i] / whole;
  }

  /**
   * Finds the forces on the sliding kinks for which ż_i = -pull_i, those nearest to {@code near}
   * where they are not unique; the others have none.
   *
   * @return false where there are no such forces
   */
  boolean balance(boolean[] slides, double[] pull, double[] near) {
    int k = which.length;
    int[] free = new int[k];
    int count = 0;
    for (int i = 0; i < k; i++) {
      if (slides[i]) {
        free[count++] = i;
      }
    }
    double[] matrix = new double[count * count];
    double[] rest = new double[count];
    double[] x = new double[count];
    for (int a = 0; a < count; a++) {
      rest[a] = rates[free[a]] + pull[free[a]];
      x[a] = near[free[a]];
      for (int b = 0; b < count; b++) {
        matrix[a * count + b] = response(free[a], free[b]);
      }
    }
    Arrays.fill(forces, 0);
    if (!new NearestSolution(count, matrix).solve(rest, x)) {
      return false;
    }
    for (int a = 0; a < count; a++) {
      forces[free[a]] = x[a];
    }
    return true;
  }

  /** v ← v + Σ p_i B ∂z_i/∂w. */
  void add(double[] v) {
    move(forces, v);
  }

  /**
   * Takes out of a change of v_0 with the state's component j what the forces take up, so that ż_i
   * = -back z_i stays true.
   */
  void hold(NearestSolution system, double[] state, int j, double back, double[] column) {
    int k = which.length;
    double[] rate = new double[k];
    double[] force = new double[k];
    System.arraycopy(column, 0, lifted, 0, m);
    lifted[j] += back;
    motion.push(state, lifted, dw);
    for (int i = 0; i < k; i++) {
      rate[i] = BLAS.dot(p, rows, i * p, dw, 0);
    }
    if (system.solve(rate, force)) {
      for (int i = 0; i < k; i++) {
        BLAS.axpy(m, force[i], columns, i * m, column, 0);
      }
    }
  }

  /** y ← y + Σ f_i B ∂z_i/∂w for forces f. */
  void move(double[] f, double[] y) {
    for (int i = 0; i < which.length; i++) {
      BLAS.axpy(m, f[i], columns, i * m, y, 0);
    }
  }

  /** The system of all kinks at hand. */
  NearestSolution system() {
    return new NearestSolution(which.length, gram);
  }

  /**
   * Carries the forces down: where kinks lie above one another, the adjoints that arrive at the
   * lower ones depend on the forces on the upper ones.
   */
  void carryDown() {
    int lowest = kinks.lowestLayer(which);
    for (int layer = kinks.highestLayer(which); layer > lowest; layer--) {
      if (!setForces(layer)) {
        continue;
      }
      risk.descent(g);
      double[] arrived = new double[which.length];
      kinks.wholes(which, gates, arrived);
      for (int i = 0; i < which.length; i++) {
        if (kinks.layerIndex(which[i]) < layer) {
          wholes[i] = arrived[i];
        }
      }
    }
    gates.relax();
  }

  /** Puts the forces of a layer, not the first, behind its gates; says whether there are any. */
  private boolean setForces(int layer) {
    boolean any = false;
    int at = 0;
    for (int i = 0; i < which.length; i++) {
      int members = kinks.factors(which[i]).length;
      for (int c = 0; c < members; c++, at++) {
        if (kinks.layerIndex(which[i]) == layer && forces[i] != 0) {
          any = true;
          // Members of a class have one share between them.
          double whole = (1 - kinks.layer(which[i]).alpha()) * gates.arriving(at);
          gates.force(at, members == 1 ? forces[i] : share(i) * whole);
        }
      }
    }
    return any;
  }
}
