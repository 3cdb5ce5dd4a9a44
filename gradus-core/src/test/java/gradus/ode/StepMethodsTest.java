package gradus.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders of the two methods and of their dense output, by halving steps on closed forms. */
class StepMethodsTest {
  enum Method {
    EXPLICIT,
    IMPLICIT;

    StepMethod on(int n, RightHandSide rhs) {
      // The tightest tolerance: the implicit method's iteration goes on to round-off.
      return this == EXPLICIT
          ? new DormandPrince(n, rhs, new ErrorNorm(1e-10, new int[n]))
          : new Radau(n, rhs, (y, j) -> false, new ErrorNorm(1e-13, new int[n]));
    }
  }

  /** y' = -y² cos(s), s' = 1 from y = 1: y = 1/(1 + sin s). */
  private static boolean closed(double[] y, double[] f) {
    f[0] = -y[0] * y[0] * Math.cos(y[1]);
    f[1] = 1;
    return true;
  }

  private record Errors(double atSteps, double within) {}

  private static Errors follow(Method kind, int steps) {
    double h = 1.0 / steps;
    double[] y = {1, 0};
    double[] f = new double[2];
    double[] y1 = new double[2];
    double[] out = new double[2];
    StepMethod method = kind.on(2, StepMethodsTest::closed);
    double atSteps = 0;
    double within = 0;
    for (int i = 0; i < steps; i++) {
      closed(y, f);
      double error = method.attempt(y, f, h, y1);
      method.accepted(h, Math.min(error, 1));
      for (double theta : new double[] {0.2, 0.5, 0.7, 0.9}) {
        method.dense(theta, out);
        // From where this step began, so that the error is that of the dense output alone.
        double c = 1 / y[0] - Math.sin(y[1]);
        within = Math.max(within, Math.abs(out[0] - 1 / (c + Math.sin(y[1] + theta * h))));
      }
      System.arraycopy(y1, 0, y, 0, 2);
      atSteps = Math.max(atSteps, Math.abs(y[0] - 1 / (1 + Math.sin(y[1]))));
    }
    return new Errors(atSteps, within);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void attempt_halvedSteps_showOrderFive(Method kind) {
    // As fine as the leading term needs to rule, which is small in the explicit method, and coarse
    // enough to stay far above round-off and the end of the implicit method's iteration.
    int steps = kind == Method.EXPLICIT ? 40 : 10;
    double coarse = follow(kind, steps).atSteps();
    double fine = follow(kind, 2 * steps).atSteps();
    assertThat(fine).isBetween(1e-13, 1e-6);
    assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(4.6, 5.6);
  }

  @Test
  void dense_explicit_isOfOrderFour() {
    // Order 4 means a local error of h⁵.
    double rate = rate(Method.EXPLICIT);
    assertThat(rate).isBetween(4.6, 5.6);
  }

  @Test
  void dense_implicit_isOfOrderThree() {
    // The collocation polynomial of three stages: a local error of h⁴.
    double rate = rate(Method.IMPLICIT);
    assertThat(rate).isBetween(3.6, 4.6);
  }

  private static double rate(Method kind) {
    return Math.log(follow(kind, 8).within() / follow(kind, 16).within()) / Math.log(2);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void dense_atTheEnds_isTheStep(Method kind) {
    double[] y = {1, 0};
    double[] f = new double[2];
    double[] y1 = new double[2];
    double[] out = new double[2];
    closed(y, f);
    StepMethod method = kind.on(2, StepMethodsTest::closed);
    method.attempt(y, f, 0.1, y1);
    method.dense(0, out);
    assertThat(out).containsExactly(y, within(1e-14));
    method.dense(1, out);
    assertThat(out).containsExactly(y1, within(1e-14));
  }

  @Test
  void attempt_explicitEstimate_fallsWithTheFifthPowerOfTheStep() {
    double[] y = {1, 0};
    double[] f = new double[2];
    closed(y, f);
    DormandPrince method =
        new DormandPrince(2, StepMethodsTest::closed, new ErrorNorm(1e-6, new int[2]));
    double one = method.attempt(y, f, 0.1, new double[2]);
    double half = method.attempt(y, f, 0.05, new double[2]);
    assertThat(Math.log(one / half) / Math.log(2)).isBetween(4.6, 5.6);
  }

  /** y' = -1e6 (y - cos s) - sin s, s' = 1. */
  private static boolean stiff(double[] y, double[] f) {
    f[0] = -1e6 * (y[0] - Math.cos(y[1])) - Math.sin(y[1]);
    f[1] = 1;
    return true;
  }

  @Test
  void attempt_implicitOffTheSlowCurve_jumpsOntoIt() {
    // L-stable: the part that decays like e^{-1e6 t} is multiplied by R(hλ) of order 1/|hλ|. Here
    // hλ = -1e5, and R(z) ~ -3/z for Radau IIA with three stages: (1 + 2z/5 + z²/20) over a
    // polynomial that ends with -z³/60. A method that were not L-stable would keep a part of 1.
    double[] y = {2, 0};
    double[] f = new double[2];
    stiff(y, f);
    double[] y1 = new double[2];
    Radau method =
        new Radau(2, StepMethodsTest::stiff, (at, j) -> false, new ErrorNorm(1e-10, new int[2]));
    method.attempt(y, f, 0.1, y1);
    assertThat(y1[0] - Math.cos(0.1)).isCloseTo(3e-5, within(1e-7));
  }
}
