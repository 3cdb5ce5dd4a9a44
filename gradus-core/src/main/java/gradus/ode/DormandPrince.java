package gradus.ode;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The explicit Runge–Kutta pair of order 5(4) by Dormand and Prince, with dense output of order 4,
 * a proportional-integral choice of steps, and Hairer's test for stiffness.
 */
final class DormandPrince implements StepMethod {
  private static final double[][] A = {
    {},
    {1 / 5.0},
    {3 / 40.0, 9 / 40.0},
    {44 / 45.0, -56 / 15.0, 32 / 9.0},
    {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
    {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0},
    {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0}
  };
  private static final double[] E = {
    71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0
  };
  private static final double[] D = {
    -12715105075.0 / 11282082432.0,
    0,
    87487479700.0 / 32700410799.0,
    -10690763975.0 / 1880347072.0,
    701980252875.0 / 199316789632.0,
    -1453857185.0 / 822651844.0,
    69997945.0 / 29380423.0
  };

  /** Beyond this the product of step and fastest rate lies outside the region of stability. */
  private static final double STABILITY = 3.25;

  private static final int SIGNS_OF_STIFFNESS = 15;

  private final RightHandSide rhs;
  private final ErrorNorm norm;
  private final double[][] k;
  private final double[] stage;
  private final double[] e;
  private final double[][] poly;
  private double lastError = 1e-4;
  private double stiffness;
  private int stiffSigns;
  private int calmSigns;

  DormandPrince(int n, RightHandSide rhs, ErrorNorm norm) {
    this.rhs = rhs;
    this.norm = norm;
    this.k = new double[7][n];
    this.stage = new double[n];
    this.e = new double[n];
    this.poly = new double[5][n];
  }

  @Override
  public double attempt(double[] y, double[] f, double h, double[] y1) {
    int n = y.length;
    System.arraycopy(f, 0, k[0], 0, n);
    for (int s = 1; s < 7; s++) {
      double[] to = s == 6 ? y1 : stage;
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < s; j++) {
          sum += A[s][j] * k[j][i];
        }
        to[i] = y[i] + h * sum;
      }
      if (!rhs.at(to, k[s])) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double top = 0;
    double bottom = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double bend = 0;
      for (int j = 0; j < 7; j++) {
        sum += E[j] * k[j][i];
        bend += D[j] * k[j][i];
      }
      e[i] = h * sum;
      poly[0][i] = y[i];
      poly[1][i] = y1[i] - y[i];
      poly[2][i] = h * k[0][i] - poly[1][i];
      poly[3][i] = poly[1][i] - h * k[6][i] - poly[2][i];
      poly[4][i] = h * bend;
      double df = k[6][i] - k[5][i];
      double dy = y1[i] - stage[i];
      top += df * df;
      bottom += dy * dy;
    }
    stiffness = bottom > 0 ? Math.abs(h) * Math.sqrt(top / bottom) : 0;
    double error = norm.of(e, y, y1);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  @Override
  public boolean velocityAtEnd(double[] f1) {
    System.arraycopy(k[6], 0, f1, 0, f1.length);
    return true;
  }

  @Override
  public void dense(double theta, double[] out) {
    double rest = 1 - theta;
    for (int i = 0; i < out.length; i++) {
      out[i] =
          poly[0][i]
              + theta
                  * (poly[1][i] + rest * (poly[2][i] + theta * (poly[3][i] + rest * poly[4][i])));
    }
  }

  @Override
  public double next(double h, double error) {
    if (!(error <= 1)) {
      return h * (Double.isInfinite(error) ? 0.1 : Math.max(0.2, 0.9 * Math.pow(error, -0.2)));
    }
    double grown = 0.9 * Math.pow(Math.max(error, 1e-10), -0.7 / 5) * Math.pow(lastError, 0.4 / 5);
    return h * Math.clamp(grown, 0.2, 10);
  }

  @Override
  public void accepted(double h, double error) {
    lastError = Math.max(error, 1e-4);
    if (stiffness > STABILITY) {
      stiffSigns++;
      calmSigns = 0;
    } else if (++calmSigns >= 6) {
      stiffSigns = 0;
    }
  }

  @Override
  public void jumped() {
    lastError = 1e-4;
  }

  @Override
  public boolean unsuited() {
    return stiffSigns >= SIGNS_OF_STIFFNESS;
  }

  @Override
  public void save(BiConsumer<String, double[]> to) {
    to.accept("explicit", new double[] {lastError, stiffSigns, calmSigns});
  }

  @Override
  public void restore(Function<String, double[]> from) {
    double[] kept = from.apply("explicit");
    lastError = kept[0];
    stiffSigns = (int) kept[1];
    calmSigns = (int) kept[2];
  }
}
