package gradus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormTest {
  private static final Seed SEED = new Seed(61);
  private static final int N = 13;

  /** Normalised before one nonlinearity that overwrites its input and after one that does not. */
  private static Network network(double epsilon) {
    return Network.of(
        3,
        List.of(
            new Layer.Dense(6),
            new Layer.BatchNorm(epsilon),
            new Layer.Activation(Nonlinearity.relu()),
            new Layer.Dense(5),
            new Layer.Activation(Nonlinearity.softplus()),
            new Layer.BatchNorm(epsilon),
            new Layer.Dense(2)));
  }

  /** One unit as its own network: the identity, then the norm. */
  private static double[] normalised(double[] z, double epsilon) {
    Network one = Network.of(1, List.of(new Layer.Dense(1), new Layer.BatchNorm(epsilon)));
    Tape tape = one.tape(Batch.of(Matrix.wrap(z.length, 1, z.clone())));
    one.forward(new double[] {1}, tape);
    return Arrays.copyOf(tape.outputs(), z.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-3})
  void forward_oneUnit_hasMeanZeroAndTheVarianceOfTheFormula(double epsilon) {
    double[] z = Draws.normal(N, SEED);
    double[] x = normalised(z, epsilon);
    double mean = Arrays.stream(z).average().orElseThrow();
    double variance = Arrays.stream(z).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(Arrays.stream(x).sum()).isCloseTo(0, within(1e-13));
    // B-E60: ‖x̂‖² = N σ²/(σ² + ε).
    assertThat(Draws.dot(x, x)).isCloseTo(N * variance / (variance + epsilon), within(1e-12));
    assertThat(x[3] / x[7]).isCloseTo((z[3] - mean) / (z[7] - mean), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void jacobian_oneUnit_isTheCorrectedFormula(double epsilon) {
    // S15, B-10.3: (σ² + ε)^{-1/2} [I - 11ᵀ/N - x̂x̂ᵀ/N]; the document lacks 11ᵀ/N and 1/N.
    double[] z = Draws.normal(N, SEED);
    double[] x = normalised(z, epsilon);
    double mean = Arrays.stream(z).average().orElseThrow();
    double variance = Arrays.stream(z).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double h = 1e-6;
    for (int j = 0; j < N; j++) {
      double[] ahead = z.clone();
      double[] behind = z.clone();
      ahead[j] += h;
      behind[j] -= h;
      double[] a = normalised(ahead, epsilon);
      double[] b = normalised(behind, epsilon);
      for (int i = 0; i < N; i++) {
        double printed = ((i == j ? 1 : 0) - 1.0 / N - x[i] * x[j] / N);
        double formula = printed / Math.sqrt(variance + epsilon);
        // Truncation h² = 1e-12, cancellation 1e-16/h = 1e-10.
        assertThat((a[i] - b[i]) / (2 * h)).isCloseTo(formula, within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void vjp_network_equalsCentralDifferences(double epsilon) {
    Network network = network(epsilon);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(N, 3, SEED.child("x"))));
    double[] u = padded(Draws.normal(2 * N, SEED.child("u")), tape);
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    double h = 1e-6;
    for (int i = 0; i < w.length; i++) {
      double[] step = new double[w.length];
      step[i] = h;
      double difference =
          (contracted(network, tape, sum(w, step, 1), u)
                  - contracted(network, tape, sum(w, step, -1), u))
              / (2 * h);
      assertThat(gradient[i]).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void jvpAndVjp_network_areAdjoint(double epsilon) {
    Network network = network(epsilon);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(N, 3, SEED.child("x"))));
    double[] u = padded(Draws.normal(2 * N, SEED.child("u")), tape);
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    network.jvp(w, tape, direction);
    double size = 0;
    for (int i = 0; i < u.length; i++) {
      size += Math.abs(u[i] * tape.outputTangents()[i]);
    }
    assertThat(Draws.dot(gradient, direction))
        .isCloseTo(Draws.dot(u, tape.outputTangents()), within(1e-12 * size));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void secondOrder_network_equalsDifferencesOfVjp(double epsilon) {
    Network network = network(epsilon);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(N, 3, SEED.child("x"))));
    double[] u = padded(Draws.normal(2 * N, SEED.child("u")), tape);
    double[] du = padded(Draws.normal(2 * N, SEED.child("du")), tape);
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] product = new double[w.length];
    network.forward(w, tape);
    network.jvp(w, tape, direction);
    network.adjoints(w, tape, u);
    network.secondOrder(w, tape, direction, du, product);
    double h = 1e-6;
    double[] ahead = new double[w.length];
    double[] behind = new double[w.length];
    network.forward(sum(w, direction, h), tape);
    network.vjp(sum(w, direction, h), tape, sum(u, du, h), ahead);
    network.forward(sum(w, direction, -h), tape);
    network.vjp(sum(w, direction, -h), tape, sum(u, du, -h), behind);
    for (int i = 0; i < w.length; i++) {
      double difference = (ahead[i] - behind[i]) / (2 * h);
      assertThat(product[i]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
    }
  }

  @Test
  void degree_weightsBeforeTheNorm_isZeroAndTheOutputsDoNotScale() {
    Network network = network(0);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(N, 3, SEED.child("x"))));
    network.forward(w, tape);
    double[] before = tape.outputs().clone();
    double[] u = padded(Draws.normal(2 * N, SEED.child("u")), tape);
    double[] gradient = new double[w.length];
    network.vjp(w, tape, u, gradient);

    assertThat(network.degree(0)).hasValue(0);
    // Softplus stands between the second weights and their norm.
    assertThat(network.degree(1)).isEmpty();
    assertThat(network.degree(2)).hasValue(1);
    assertThat(network.degree()).isEmpty();
    assertThat(network(1e-3).degree(0)).isEmpty();
    Block first = network.blocks().getFirst();
    double inner = 0;
    for (int i = first.offset(); i < first.end(); i++) {
      inner += w[i] * gradient[i];
      w[i] *= 7;
    }
    assertThat(inner).as("⟨W_1, ∂f/∂W_1⟩ = 0 · f").isCloseTo(0, within(1e-12));
    network.forward(w, tape);
    for (int i = 0; i < before.length; i++) {
      assertThat(tape.outputs()[i]).isCloseTo(before[i], within(1e-12));
    }
  }

  @Test
  void degree_rectifiedThroughout_addsUp() {
    Network network =
        Network.of(
            3,
            List.of(
                new Layer.Dense(4),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.BatchNorm(),
                new Layer.Dense(4),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.Dense(1)));
    assertThat(network.degree(0)).hasValue(0);
    assertThat(network.degree(1)).hasValue(2);
    assertThat(network.degree(2)).hasValue(1);
    assertThat(network.degree()).hasValue(3);
    assertThat(network).hasToString("3-4 relu^2 batch-norm-4 relu^2-1");
  }

  @Test
  void constantUnit_outputAndDerivative_areZero() {
    // 0.1 has no exact sum: the mean of thirteen differs from it by round-off, which is no signal.
    double[] z = new double[N];
    Arrays.fill(z, 0.1);
    assertThat(normalised(z, 0)).containsOnly(0.0);
    assertThat(normalised(new double[N], 0)).containsOnly(0.0);
    assertThat(normalised(new double[] {3}, 0)).containsOnly(0.0);

    Network network = network(0);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(1, 3, SEED.child("x"))));
    double[] u = new double[2 * tape.batch().stride()];
    u[0] = 1;
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    assertThat(gradient).containsOnly(0.0);
  }

  @Test
  void batch_filledAgainWithFewer_normalisesOverThoseOnly() {
    Network network = network(0);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Matrix x = Draws.matrix(20, 3, SEED.child("x"));
    Batch batch = Batch.empty(3, 20);
    int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    Tape tape = network.tape(batch);
    batch.fill(x, rows, 0, 20);
    network.forward(w, tape);
    batch.fill(x, rows, 15, 4);
    network.forward(w, tape);
    Tape fresh = network.tape(Batch.of(Matrix.ofRows(x.row(15), x.row(16), x.row(17), x.row(18))));
    network.forward(w, fresh);
    for (int i = 0; i < 4; i++) {
      assertThat(tape.outputs()[i]).isCloseTo(fresh.outputs()[i], within(1e-12));
    }
    double[] u = new double[2 * batch.stride()];
    double[] small = new double[2 * fresh.batch().stride()];
    for (int i = 0; i < 4; i++) {
      u[i] = i - 1.5;
      small[i] = i - 1.5;
    }
    double[] gradient = new double[w.length];
    double[] expected = new double[w.length];
    network.vjp(w, tape, u, gradient);
    network.vjp(w, fresh, small, expected);
    for (int i = 0; i < w.length; i++) {
      assertThat(gradient[i]).isCloseTo(expected[i], within(1e-11 * (1 + Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void epsilon_negativeOrNotFinite_isRefused(double epsilon) {
    assertThatThrownBy(() -> new Layer.BatchNorm(epsilon)).hasMessageContaining("epsilon");
  }

  private static double contracted(Network network, Tape tape, double[] w, double[] u) {
    network.forward(w, tape);
    return Draws.dot(tape.outputs(), u);
  }

  private static double[] sum(double[] x, double[] d, double h) {
    double[] at = x.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] += h * d[i];
    }
    return at;
  }

  private static double[] padded(double[] x, Tape tape) {
    int stride = tape.batch().stride();
    double[] wide = new double[2 * stride];
    System.arraycopy(x, 0, wide, 0, N);
    System.arraycopy(x, N, wide, stride, N);
    return wide;
  }
}
