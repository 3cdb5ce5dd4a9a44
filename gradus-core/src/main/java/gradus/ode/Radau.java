package gradus.ode;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The implicit Runge–Kutta method Radau IIA of order 5 in three stages, for stiff stretches:
 * stiffly accurate and L-stable, with the simplified Newton iteration, error estimate and choice of
 * steps of Hairer and Wanner (volume II, section IV.8).
 *
 * <p>The stages are decoupled by the eigenvalues of the inverse of the method's matrix: one real
 * system of order n and one complex one, solved as a real one of order 2n. The Jacobian is the
 * equation's own, or made by differences of the right-hand side, and kept as long as the iteration
 * converges fast.
 */
final class Radau implements StepMethod {
  private static final double SQRT6 = Math.sqrt(6);
  private static final double C1 = (4 - SQRT6) / 10;
  private static final double C2 = (4 + SQRT6) / 10;
  private static final double[] ERROR_WEIGHTS = {
    -(13 + 7 * SQRT6) / 3, (-13 + 7 * SQRT6) / 3, -1 / 3.0
  };
  private static final double[][] T = {
    {0.09123239487089295, -0.1412552950209542, -0.030029194105147424},
    {0.241717932707107, 0.20412935229379994, 0.3829421127572619},
    {0.966048182615093, 1, 0}
  };
  private static final double[][] TI = {
    {4.325579890063155, 0.33919925181580984, 0.5417705399358749},
    {-4.178718591551905, -0.32768282076106237, 0.47662355450055044},
    {-0.5028726349457868, 2.571926949855605, -0.5960392048282249}
  };
  private static final int MOST_ITERATIONS = 7;

  /**
   * Changes this small against the internal tolerance are well below the one asked for; where the
   * iteration stalls there, it has met the round-off of the right-hand side times the step.
   */
  private static final double ROUND_OFF_REACHED = 5e-2;

  private static final double ROUND_OFF_OF_LONG_STEPS = 0.4;

  private final RightHandSide rhs;
  private final RadauSystem system;
  private final ErrorNorm norm;
  private final double newtonTolerance;
  private final int n;
  private final double[][] z;
  private final double[][] w;
  private final double[][] fz;
  private final double[][] poly;
  private final double[][] lastPoly;
  private final double[] stage;
  private final double[] pair;
  private final double[] work;
  private boolean jacobianKnown;
  private boolean jacobianFresh;
  private double lastStep;
  private double lastError;
  private double lastAccepted;
  private double contraction = 1;
  private double theta = 1e-3;
  private boolean first = true;
  private boolean rejected;
  private int iterations;

  Radau(int n, RightHandSide rhs, RightHandSide given, ErrorNorm asked) {
    this.rhs = rhs;
    this.system = new RadauSystem(n, rhs, given);
    this.n = n;
    // The embedded formula has order 3 only: its tolerance is set so that what the method of order
    // 5 really makes is near the one asked for (Hairer and Wanner's choice).
    double internal = 0.1 * Math.pow(asked.tolerance(), 2.0 / 3);
    this.norm = new ErrorNorm(internal, asked.scales());
    this.newtonTolerance =
        Math.max(10 * Math.ulp(1.0) / internal, Math.min(0.03, Math.sqrt(internal)));
    this.z = new double[3][n];
    this.w = new double[3][n];
    this.fz = new double[3][n];
    this.poly = new double[4][n];
    this.lastPoly = new double[4][n];
    this.stage = new double[n];
    this.pair = new double[2 * n];
    this.work = new double[n];
  }

  @Override
  public double attempt(double[] y, double[] f, double h, double[] y1) {
    if (!jacobianKnown && !derive(y, f)) {
      return Double.POSITIVE_INFINITY;
    }
    if (!system.factor(h)) {
      return Double.POSITIVE_INFINITY;
    }
    start(h);
    if (!iterate(y, h)) {
      rejected = true;
      if (!jacobianFresh) {
        jacobianKnown = false;
      }
      return Double.POSITIVE_INFINITY;
    }
    for (int i = 0; i < n; i++) {
      y1[i] = y[i] + z[2][i];
    }
    double error = estimate(y, f, h, y1);
    if (!(error <= 1)) {
      rejected = true;
    }
    interpolate(y1);
    return error;
  }

  private boolean derive(double[] y, double[] f) {
    jacobianKnown = system.differentiate(y, f);
    jacobianFresh = jacobianKnown;
    return jacobianKnown;
  }

  /** First guesses of the stages: the last step's polynomial, continued. */
  private void start(double h) {
    if (first) {
      for (int s = 0; s < 3; s++) {
        java.util.Arrays.fill(z[s], 0);
      }
    } else {
      double ratio = h / lastStep;
      double[] at = {C1 * ratio, C2 * ratio, ratio};
      for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
          z[s][i] =
              at[s]
                  * (lastPoly[1][i]
                      + (at[s] - (C2 - 1))
                          * (lastPoly[2][i] + (at[s] - (C1 - 1)) * lastPoly[3][i]));
        }
      }
    }
    for (int s = 0; s < 3; s++) {
      for (int i = 0; i < n; i++) {
        w[s][i] = TI[s][0] * z[0][i] + TI[s][1] * z[1][i] + TI[s][2] * z[2][i];
      }
    }
  }

  /** The simplified Newton iteration for the stages. */
  private boolean iterate(double[] y, double h) {
    contraction = Math.pow(Math.max(contraction, Math.ulp(1.0)), 0.8);
    double before = 0;
    double thetaBefore = 0;
    double roundOff = ROUND_OFF_REACHED + ROUND_OFF_OF_LONG_STEPS * norm.noiseShare(y, h);
    for (iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
      for (int s = 0; s < 3; s++) {
        for (int i = 0; i < n; i++) {
          stage[i] = y[i] + z[s][i];
        }
        if (!rhs.at(stage, fz[s])) {
          return false;
        }
      }
      double size = improve(y, h);
      if (Double.isNaN(size)) {
        return false;
      }
      if (iterations > 1) {
        double now = size / before;
        theta = iterations == 2 ? now : Math.sqrt(now * thetaBefore);
        thetaBefore = now;
        if (!(theta < 0.99)) {
          return size <= roundOff;
        }
        contraction = theta / (1 - theta);
        double end = contraction * size * Math.pow(theta, MOST_ITERATIONS - 1 - iterations);
        if (end / newtonTolerance >= 1 && size > roundOff) {
          return false;
        }
      }
      before = Math.max(size, 1e-300);
      if (contraction * size <= newtonTolerance) {
        return true;
      }
    }
    return before <= roundOff;
  }

  /** One iteration; returns the size of the change. */
  private double improve(double[] y, double h) {
    for (int i = 0; i < n; i++) {
      double g0 = TI[0][0] * fz[0][i] + TI[0][1] * fz[1][i] + TI[0][2] * fz[2][i];
      double g1 = TI[1][0] * fz[0][i] + TI[1][1] * fz[1][i] + TI[1][2] * fz[2][i];
      double g2 = TI[2][0] * fz[0][i] + TI[2][1] * fz[1][i] + TI[2][2] * fz[2][i];
      work[i] = g0 - RadauSystem.GAMMA / h * w[0][i];
      pair[i] = g1 - (RadauSystem.ALPHA * w[1][i] - RadauSystem.BETA * w[2][i]) / h;
      pair[n + i] = g2 - (RadauSystem.ALPHA * w[2][i] + RadauSystem.BETA * w[1][i]) / h;
    }
    system.real.solve(work);
    system.complex.solve(pair);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[0][i] += work[i];
      w[1][i] += pair[i];
      w[2][i] += pair[n + i];
      z[0][i] = T[0][0] * w[0][i] + T[0][1] * w[1][i] + T[0][2] * w[2][i];
      z[1][i] = T[1][0] * w[0][i] + T[1][1] * w[1][i] + T[1][2] * w[2][i];
      z[2][i] = T[2][0] * w[0][i] + w[1][i];
    }
    sum += square(norm.of(work, y, y, h));
    System.arraycopy(pair, 0, work, 0, n);
    sum += square(norm.of(work, y, y, h));
    System.arraycopy(pair, n, work, 0, n);
    sum += square(norm.of(work, y, y, h));
    return Math.sqrt(sum / 3);
  }

  private static double square(double x) {
    return x * x;
  }

  /** Hairer and Wanner's estimate, filtered by the real factor. */
  private double estimate(double[] y, double[] f, double h, double[] y1) {
    double[] weighted = fz[0];
    for (int i = 0; i < n; i++) {
      weighted[i] =
          (ERROR_WEIGHTS[0] * z[0][i] + ERROR_WEIGHTS[1] * z[1][i] + ERROR_WEIGHTS[2] * z[2][i])
              / h;
      work[i] = f[i] + weighted[i];
    }
    system.real.solve(work);
    double error = norm.of(work, y, y1, h);
    if (error >= 1 && (first || rejected)) {
      for (int i = 0; i < n; i++) {
        stage[i] = y[i] + work[i];
      }
      if (!rhs.at(stage, fz[1])) {
        return Double.POSITIVE_INFINITY;
      }
      for (int i = 0; i < n; i++) {
        work[i] = fz[1][i] + weighted[i];
      }
      system.real.solve(work);
      error = norm.of(work, y, y1, h);
    }
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(error, 1e-10);
  }

  private void interpolate(double[] y1) {
    for (int i = 0; i < n; i++) {
      double z0 = z[0][i];
      double z1 = z[1][i];
      double z2 = z[2][i];
      poly[0][i] = y1[i];
      poly[1][i] = (z1 - z2) / (C2 - 1);
      double ak = (z0 - z1) / (C1 - C2);
      double a3 = (ak - z0 / C1) / C2;
      poly[2][i] = (ak - poly[1][i]) / (C1 - 1);
      poly[3][i] = poly[2][i] - a3;
    }
  }

  @Override
  public boolean velocityAtEnd(double[] f1) {
    return false;
  }

  @Override
  public void dense(double theta, double[] out) {
    double s = theta - 1;
    for (int i = 0; i < n; i++) {
      out[i] =
          poly[0][i]
              + s * (poly[1][i] + (s - (C2 - 1)) * (poly[2][i] + (s - (C1 - 1)) * poly[3][i]));
    }
  }

  @Override
  public double next(double h, double error) {
    if (Double.isInfinite(error)) {
      return 0.5 * h;
    }
    double safety =
        Math.min(0.9, 0.9 * (1 + 2 * MOST_ITERATIONS) / (iterations + 2.0 * MOST_ITERATIONS));
    double quotient = Math.clamp(Math.sqrt(Math.sqrt(error)) / safety, 1 / 8.0, 5);
    if (error <= 1 && !first && lastAccepted > 0) {
      double predictive =
          lastAccepted / h * Math.sqrt(Math.sqrt(error * error / lastError)) / safety;
      quotient = Math.max(quotient, Math.clamp(predictive, 1 / 8.0, 5));
    }
    double grown = h / quotient;
    // Small changes are not worth new factors.
    return error <= 1 && theta <= 1e-3 && grown >= h && grown <= 1.2 * h ? h : grown;
  }

  @Override
  public void accepted(double h, double error) {
    for (int i = 0; i < 4; i++) {
      System.arraycopy(poly[i], 0, lastPoly[i], 0, n);
    }
    first = false;
    rejected = false;
    lastStep = h;
    lastAccepted = h;
    lastError = Math.max(1e-2, error);
    jacobianFresh = false;
    if (theta > 1e-3) {
      jacobianKnown = false;
    }
  }

  @Override
  public void jumped() {
    first = true;
    jacobianKnown = false;
    lastAccepted = 0;
    contraction = 1;
  }

  @Override
  public boolean unsuited() {
    return false;
  }

  @Override
  public void save(BiConsumer<String, double[]> to) {
    to.accept("implicit.jacobian", system.jacobian());
    for (int s = 0; s < 4; s++) {
      to.accept("implicit.poly" + s, lastPoly[s]);
    }
    to.accept(
        "implicit",
        new double[] {
          jacobianKnown ? 1 : 0,
          jacobianFresh ? 1 : 0,
          lastStep,
          lastError,
          lastAccepted,
          contraction,
          theta,
          first ? 1 : 0,
          rejected ? 1 : 0
        });
  }

  @Override
  public void restore(Function<String, double[]> from) {
    system.restore(from.apply("implicit.jacobian"));
    for (int s = 0; s < 4; s++) {
      System.arraycopy(from.apply("implicit.poly" + s), 0, lastPoly[s], 0, n);
    }
    double[] kept = from.apply("implicit");
    jacobianKnown = kept[0] != 0;
    jacobianFresh = kept[1] != 0;
    lastStep = kept[2];
    lastError = kept[3];
    lastAccepted = kept[4];
    contraction = kept[5];
    theta = kept[6];
    first = kept[7] != 0;
    rejected = kept[8] != 0;
  }
}
