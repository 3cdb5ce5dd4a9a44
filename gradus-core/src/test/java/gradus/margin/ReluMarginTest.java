package gradus.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReluMarginTest {
  private static final Seed SEED = new Seed(17);

  private static Dataset data(Matrix x, double... y) {
    return Dataset.of("test", x, new Labels.Signs(y));
  }

  private static Dataset circle(int n, double turn) {
    Matrix x = Matrix.zeros(n, 2);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n + turn;
      x.set(i, 0, Math.cos(angle));
      x.set(i, 1, Math.sin(angle));
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    return data(x, y);
  }

  private static Dataset sphere(int n, Seed seed) {
    Matrix x = Draws.matrix(n, 3, seed);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double norm = Norm.TWO.of(x.row(i));
      for (int j = 0; j < 3; j++) {
        x.set(i, j, x.at(i, j) / norm);
      }
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    return data(x, y);
  }

  @Test
  void of_oneExample_isItsNorm() {
    ReluMargin one = ReluMargin.of(data(Matrix.ofRows(new double[] {3, 4}), 1), 1e-12);
    assertThat(one.margin()).isCloseTo(5, within(1e-14));
    assertThat(one.units().row(0)).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
    assertThat(one.normalizedMargin()).isCloseTo(2.5, within(1e-14));
  }

  @Test
  void of_xorOnTheAxes_isAQuarter() {
    // By symmetry q = ¼; then the sum is ±¼ at each axis and smaller between.
    for (double turn : new double[] {0, 0.2, 1}) {
      ReluMargin found = ReluMargin.of(circle(4, turn), 1e-12);
      assertThat(found.margin()).isCloseTo(0.25, within(1e-14));
      assertThat(found.gap()).isLessThan(1e-14);
    }
  }

  @Test
  void of_twoExamplesApart_isHalfOfEach() {
    // x and -x of opposite labels share no unit: each gets half the weight.
    Matrix x = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0});
    assertThat(ReluMargin.of(data(x, 1, -1), 1e-12).margin()).isCloseTo(0.5, within(1e-14));
    // With one label, and (0, 1) orthogonal to both, still half of each.
    assertThat(ReluMargin.of(data(x, 1, 1), 1e-12).margin()).isCloseTo(0.5, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"8, 0.1", "12, 0", "16, 0.3"})
  void of_alternatingCircle_isCertified(int n, double turn) {
    Dataset data = circle(n, turn);
    ReluMargin found = ReluMargin.of(data, 1e-11);
    Certificate sides = found.verify(data);
    assertThat(sides.relativeGap()).isBetween(-1e-13, 1e-11);
    assertThat(sides.primal()).isCloseTo(found.margin(), within(1e-15));
    assertThat(found.weights().length).isLessThanOrEqualTo(n + 1);
  }

  @ParameterizedTest
  @CsvSource({"5", "9", "14"})
  void of_randomSphere_isCertified(int n) {
    Dataset data = sphere(n, SEED.child(n));
    ReluMargin found = ReluMargin.of(data, 1e-10);
    Certificate sides = found.verify(data);
    assertThat(sides.relativeGap()).isBetween(-1e-13, 1e-10);
  }

  @Test
  void of_planeInSpace_isThatOfThePlane() {
    // Two arrangements that share little code: a turned plane in space, and the plane itself.
    Dataset plane = circle(8, 0.4);
    Matrix turn = gradus.num.Qr.of(Draws.matrix(3, 3, SEED)).q();
    Matrix x = Matrix.zeros(8, 3);
    for (int n = 0; n < 8; n++) {
      System.arraycopy(plane.inputs().row(n), 0, x.data(), 3 * n, 2);
    }
    Dataset space = data(x.times(turn), ((Labels.Signs) plane.labels()).y());
    assertThat(ReluMargin.of(space, 1e-11).margin())
        .isCloseTo(ReluMargin.of(plane, 1e-11).margin(), within(1e-12));
  }

  @Test
  void of_networkOfItsUnits_hasThatMargin() {
    Dataset data = sphere(6, SEED.child("network"));
    ReluMargin found = ReluMargin.of(data, 1e-10);
    int m = found.weights().length;
    Network network = Draws.network(Nonlinearity.relu(), 3, m, 1);
    double[] w = new double[network.parameters()];
    double square = 0;
    for (int j = 0; j < m; j++) {
      double size = Math.sqrt(Math.abs(found.weights()[j]));
      for (int k = 0; k < 3; k++) {
        w[3 * j + k] = size * found.units().at(j, k);
      }
      w[3 * m + j] = Math.signum(found.weights()[j]) * size;
    }
    for (double v : w) {
      square += v * v;
    }
    var tape = network.tape(Batch.of(data.inputs()));
    network.forward(w, tape);
    double least = Double.POSITIVE_INFINITY;
    double[] y = ((Labels.Signs) data.labels()).y();
    for (int n = 0; n < 6; n++) {
      least = Math.min(least, y[n] * tape.outputs()[n]);
    }
    assertThat(least / square).isCloseTo(found.normalizedMargin(), within(1e-14));
  }

  @Test
  void of_linesThatCancel_hasMarginZero() {
    // f(x) - f(-x) is linear, and a positive combination of three of these is zero.
    Dataset data = circle(6, 0.1);
    ReluMargin found = ReluMargin.of(data, 1e-10);
    assertThat(found.margin()).isZero();
    assertThat(found.gap()).isLessThan(1e-14);
    assertThat(found.verify(data).dual()).isLessThan(1e-14);
  }

  @Test
  void peaks_ofAnArrangement_areNeverBelowTheSphere() {
    for (int d = 2; d <= 3; d++) {
      for (int draw = 0; draw < 10; draw++) {
        Seed seed = SEED.child(d).child(draw);
        Matrix x = Draws.matrix(9, d, seed);
        double[] c = Draws.normal(9, seed.child("c"));
        List<Arrangement.Peak> peaks = Arrangement.of(x).peaks(c);
        double largest = peaks.stream().mapToDouble(p -> Math.abs(p.value())).max().orElseThrow();
        double sampled = 0;
        for (int i = 0; i < 20_000; i++) {
          double[] u = Draws.normal(d, seed.child("u").child(i));
          double norm = Norm.TWO.of(u);
          Arrays.setAll(u, j -> u[j] / norm);
          sampled = Math.max(sampled, Math.abs(value(x, c, u)));
        }
        assertThat(sampled).isBetween(0.97 * largest, largest * (1 + 1e-14));
        for (Arrangement.Peak peak : peaks) {
          assertThat(peak.value()).isCloseTo(value(x, c, peak.u()), within(1e-13));
          assertThat(Norm.TWO.of(peak.u())).isCloseTo(1, within(1e-13));
        }
      }
    }
  }

  private static double value(Matrix x, double[] c, double[] u) {
    double sum = 0;
    for (int n = 0; n < x.rows(); n++) {
      sum += c[n] * Math.max(Draws.dot(x.row(n), u), 0);
    }
    return sum;
  }

  @Test
  void of_otherDimensions_isRefused() {
    assertThatThrownBy(() -> ReluMargin.of(data(Matrix.zeros(1, 4), 1), 1e-6))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("dimension 4");
  }
}
