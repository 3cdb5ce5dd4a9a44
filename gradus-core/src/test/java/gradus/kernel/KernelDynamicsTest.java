package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

/** Closed forms of training against training. */
class KernelDynamicsTest {
  private static final Seed SEED = new Seed(3);
  private static final Network NETWORK = Draws.network(Nonlinearity.tanh(), 3, 12, 1);
  private static final double[] W0 = Draws.normal(NETWORK.parameters(), SEED.child("w"));
  private static final Matrix X = Draws.matrix(8, 3, SEED.child("x"));
  private static final Matrix Z = Draws.matrix(4, 3, SEED.child("z"));
  private static final double[] Y = Draws.normal(8, SEED.child("y"));

  private static KernelDynamics dynamics() {
    EmpiricalNtk kernel = EmpiricalNtk.of(NETWORK, W0);
    return new KernelDynamics(kernel.gram(X), Y, kernel.outputs(X));
  }

  /** Descent on the linearised network itself, step by step in weights. */
  @Test
  void descent_linearisedNetwork_hasTheClosedForm() {
    EmpiricalNtk kernel = EmpiricalNtk.of(NETWORK, W0);
    KernelDynamics dynamics = dynamics();
    double eta = 0.4 * dynamics.maxStableStep();
    Linearisation here = new Linearisation(NETWORK, W0, X);
    Linearisation there = new Linearisation(NETWORK, W0, Z);
    double[] w = W0.clone();
    double[] f = here.atStart();
    double[] g = new double[w.length];
    for (int t = 0; t < 300; t++) {
      here.outputs(w, f);
      double[] u = new double[8];
      for (int i = 0; i < 8; i++) {
        u[i] = (f[i] - Y[i]) / 8;
      }
      here.gradient(u, g);
      for (int i = 0; i < w.length; i++) {
        w[i] -= eta * g[i];
      }
    }
    here.outputs(w, f);
    double[] elsewhere = new double[4];
    there.outputs(w, elsewhere);

    close(dynamics.descent(eta, 300), f, 1e-10);
    close(dynamics.descent(eta, 300, kernel.between(Z, X), kernel.outputs(Z)), elsewhere, 1e-9);
  }

  @Test
  void flow_smallSteps_isTheLimitOfDescent() {
    KernelDynamics dynamics = dynamics();
    double t = 3;
    double coarse = distance(dynamics.descent(t / 2000, 2000), dynamics.flow(t));
    double fine = distance(dynamics.descent(t / 4000, 4000), dynamics.flow(t));

    assertThat(coarse / fine).isCloseTo(2, within(0.02)); // first order in the step
    assertThat(fine).isLessThan(1e-2);
  }

  @Test
  void flow_forever_interpolates() {
    KernelDynamics dynamics = dynamics();
    close(dynamics.flow(Double.POSITIVE_INFINITY), Y, 1e-10);
    close(dynamics.flow(0), EmpiricalNtk.of(NETWORK, W0).outputs(X), 0);
    assertThat(dynamics.risk(Y)).isZero();
  }

  @Test
  void flow_duplicateRows_endsAtTheirMean() {
    Matrix twice = Matrix.ofRows(new double[] {1, 2}, new double[] {1, 2}, new double[] {-1, 1});
    SymmetricHalf k = NeuralTangent.of(Draws.network(Nonlinearity.relu(), 2, 5, 1)).gram(twice);
    KernelDynamics dynamics = new KernelDynamics(k, new double[] {1, 3, 0}, new double[] {0, 0, 0});

    close(dynamics.flow(Double.POSITIVE_INFINITY), new double[] {2, 2, 0}, 1e-12);
  }

  @Test
  void descent_atTheStableStep_neitherGrowsNorFalls() {
    KernelDynamics dynamics = dynamics();
    double edge = dynamics.maxStableStep();

    assertThat(dynamics.risk(dynamics.descent(0.99 * edge, 5000)))
        .isLessThan(dynamics.risk(dynamics.descent(0.99 * edge, 50)));
    assertThat(dynamics.risk(dynamics.descent(1.01 * edge, 5000)))
        .isGreaterThan(dynamics.risk(dynamics.descent(1.01 * edge, 50)));
  }

  private static double distance(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static void close(double[] f, double[] expected, double tolerance) {
    assertThat(distance(f, expected)).isLessThanOrEqualTo(tolerance);
  }
}
