package gradus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final Seed SEED = new Seed(11);

  static Stream<Nonlinearity> nonlinearities() {
    return Stream.of(
        Nonlinearity.relu(),
        Nonlinearity.leakyRelu(0.1),
        Nonlinearity.linear(),
        Nonlinearity.reluPower(2),
        Nonlinearity.reluPower(3),
        Nonlinearity.polynomial(0.2, -1, 0.5, 0.25),
        Nonlinearity.tanh(),
        Nonlinearity.softplus(),
        Nonlinearity.erf());
  }

  /** The same network as plain loops over one example. */
  private static double[] plainOutputs(Network network, double[] w, double[] x) {
    double[] a = x;
    int k = 0;
    for (Layer layer : network.layers()) {
      switch (layer) {
        case Layer.Dense dense -> {
          Block block = network.blocks().get(k++);
          double[] z = new double[block.rows()];
          for (int i = 0; i < block.rows(); i++) {
            for (int j = 0; j < block.cols(); j++) {
              z[i] += w[block.offset() + i * block.cols() + j] * a[j];
            }
          }
          a = z;
        }
        case Layer.Activation(Nonlinearity sigma) -> {
          double[] z = a.clone();
          for (int i = 0; i < z.length; i++) {
            a[i] = plainValue(sigma, z[i]);
          }
        }
        case Layer.BatchNorm _ -> throw new AssertionError("one example has no batch");
        case Layer.Convolution _, Layer.MaxPool _, Layer.AveragePool _, Layer.GlobalAveragePool _ ->
            throw new AssertionError("plain examples have no places");
      }
    }
    return a;
  }

  /** 2/√π e^(-z²) Σ 2^n z^(2n+1)/(2n+1)!!, all terms of one sign. */
  private static double erf(double z) {
    double sum = 0;
    double term = z;
    for (int n = 1; n < 400; n++) {
      sum += term;
      term *= 2 * z * z / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
  }

  private static double plainValue(Nonlinearity sigma, double z) {
    return switch (sigma) {
      case LeakyRelu(double alpha) -> z > 0 ? z : alpha * z;
      case Linear() -> z;
      case ReluPower(int k) -> z > 0 ? Math.pow(z, k) : 0;
      case Polynomial(List<Double> c) -> {
        double sum = 0;
        for (int j = 0; j < c.size(); j++) {
          sum += c.get(j) * Math.pow(z, j);
        }
        yield sum;
      }
      case Tanh() -> (Math.exp(z) - Math.exp(-z)) / (Math.exp(z) + Math.exp(-z));
      case Softplus() -> Math.log(1 + Math.exp(z));
      case Erf() -> erf(z);
    };
  }

  @ParameterizedTest
  @MethodSource("nonlinearities")
  void forward_anyNonlinearity_equalsPlainLoops(Nonlinearity sigma) {
    Network network = Draws.network(sigma, 3, 7, 5, 2);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Matrix x = Draws.matrix(13, 3, SEED.child("x"));
    Tape tape = network.tape(Batch.of(x));

    network.forward(w, tape);

    for (int n = 0; n < x.rows(); n++) {
      double[] expected = plainOutputs(network, w, x.row(n));
      for (int c = 0; c < 2; c++) {
        // A few dozen roundings of numbers of order 1 to 100.
        assertThat(tape.outputs()[c * tape.batch().stride() + n])
            .isCloseTo(expected[c], within(1e-12 * (1 + Math.abs(expected[c]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nonlinearities")
  void vjp_anyNonlinearity_equalsCentralDifferences(Nonlinearity sigma) {
    Network network = Draws.network(sigma, 3, 6, 4, 2);
    double[] w = scaled(Draws.normal(network.parameters(), SEED.child("w")), 0.6);
    Tape tape = network.tape(Batch.of(Draws.matrix(5, 3, SEED.child("x"))));
    double[] u = padded(Draws.normal(2 * 5, SEED.child("u")), 2, 5, tape.batch().stride());
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);

    double h = 1e-6;
    for (int i = 0; i < w.length; i++) {
      double difference =
          (contracted(network, tape, moved(w, i, h), u)
                  - contracted(network, tape, moved(w, i, -h), u))
              / (2 * h);
      // Truncation h² f''' ≈ 1e-11, cancellation 1e-16 |f| / h ≈ 1e-9.
      assertThat(gradient[i]).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @MethodSource("nonlinearities")
  void jvpAndVjp_anyNonlinearity_areAdjoint(Nonlinearity sigma) {
    Network network = Draws.network(sigma, 4, 9, 6, 3);
    double[] w = scaled(Draws.normal(network.parameters(), SEED.child("w")), 0.5);
    Tape tape = network.tape(Batch.of(Draws.matrix(21, 4, SEED.child("x"))));
    int stride = tape.batch().stride();
    double[] u = padded(Draws.normal(3 * 21, SEED.child("u")), 3, 21, stride);
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    network.jvp(w, tape, direction);

    double left = Draws.dot(gradient, direction);
    double right = 0;
    double size = 0;
    for (int c = 0; c < 3; c++) {
      for (int n = 0; n < 21; n++) {
        double term = u[c * stride + n] * tape.outputTangents()[c * stride + n];
        right += term;
        size += Math.abs(term);
      }
    }
    assertThat(left).isCloseTo(right, within(1e-12 * size));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void vjp_wideRectifiedHead_isAdjointToJvp(double alpha) {
    // Wide enough for the gated sums, which jvp does not use; 45 examples leave padding.
    for (int[] widths : new int[][] {{300, 1}, {90, 300, 1}, {31, 27, 1}}) {
      Network network = Draws.network(Nonlinearity.leakyRelu(alpha), 80, widths);
      double[] w = scaled(Draws.normal(network.parameters(), SEED.child("w")), 0.1);
      Tape tape = network.tape(Batch.of(Draws.matrix(45, 80, SEED.child("x"))));
      double[] u = padded(Draws.normal(45, SEED.child("u")), 1, 45, tape.batch().stride());
      double[] gradient = new double[w.length];
      network.forward(w, tape);
      network.vjp(w, tape, u, gradient);
      for (Block block : network.blocks()) {
        double[] direction = new double[w.length];
        double[] draw = Draws.normal(block.size(), SEED.child(block.name()));
        System.arraycopy(draw, 0, direction, block.offset(), draw.length);
        network.jvp(w, tape, direction);
        double right = 0;
        double size = 0;
        for (int n = 0; n < 45; n++) {
          right += u[n] * tape.outputTangents()[n];
          size += Math.abs(u[n] * tape.outputTangents()[n]);
        }
        assertThat(Draws.dot(gradient, direction)).isCloseTo(right, within(1e-12 * size));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nonlinearities")
  void secondOrder_anyNonlinearity_equalsDifferencesOfVjp(Nonlinearity sigma) {
    Network network = Draws.network(sigma, 3, 6, 4, 2);
    double[] w = scaled(Draws.normal(network.parameters(), SEED.child("w")), 0.6);
    Tape tape = network.tape(Batch.of(Draws.matrix(5, 3, SEED.child("x"))));
    int stride = tape.batch().stride();
    double[] u = padded(Draws.normal(10, SEED.child("u")), 2, 5, stride);
    double[] du = padded(Draws.normal(10, SEED.child("du")), 2, 5, stride);
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    double[] product = new double[w.length];
    network.forward(w, tape);
    network.jvp(w, tape, direction);
    network.adjoints(w, tape, u);
    network.secondOrder(w, tape, direction, du, product);

    double h = 1e-6;
    double[] ahead = gradientAlong(network, tape, w, direction, u, du, h);
    double[] behind = gradientAlong(network, tape, w, direction, u, du, -h);
    for (int i = 0; i < w.length; i++) {
      double difference = (ahead[i] - behind[i]) / (2 * h);
      assertThat(product[i]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @MethodSource("nonlinearities")
  void degree_homogeneousNetworks_structuralLemmaHoldsPerLayer(Nonlinearity sigma) {
    // P-SL and B-E3/E4: ⟨W_k, ∂f/∂W_k⟩ = d_k f, with d_k = 1 for ReLU.
    Network network = Draws.network(sigma, 3, 8, 5, 1);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(1, 3, SEED.child("x"))));
    double[] one = new double[tape.batch().stride()];
    one[0] = 1;
    double[] gradient = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, one, gradient);
    double f = tape.outputs()[0];

    for (int k = 0; k < network.blocks().size(); k++) {
      Block block = network.blocks().get(k);
      double inner = 0;
      double size = Math.abs(f);
      for (int i = block.offset(); i < block.end(); i++) {
        inner += w[i] * gradient[i];
        size += Math.abs(w[i] * gradient[i]);
      }
      if (network.degree(k).isPresent()) {
        assertThat(inner).isCloseTo(network.degree(k).getAsInt() * f, within(1e-12 * size));
      } else {
        assertThat(Math.abs(inner - f)).isGreaterThan(1e-6 * size);
      }
    }
  }

  @Test
  void degree_reluPowers_multiplyBehindTheLayer() {
    Network network =
        Network.of(
            2,
            List.of(
                new Layer.Dense(4),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.Dense(3),
                new Layer.Activation(Nonlinearity.reluPower(3)),
                new Layer.Dense(1)));

    assertThat(network.degree(0)).hasValue(6);
    assertThat(network.degree(1)).hasValue(3);
    assertThat(network.degree(2)).hasValue(1);
    assertThat(network.degree()).hasValue(10);
  }

  @Test
  void gradientOfNormalisedLayers_reluNetwork_scalesAsTheFactorisationSays() {
    // B-E2 and P-3): with W_k = ρ_k V_k and ρ = Πρ_k, ∂f/∂ρ_k = (ρ/ρ_k) f(V) and
    // ∂f(W)/∂W_k = (ρ/ρ_k) ∂f(V)/∂V_k.
    Network network = Draws.network(Nonlinearity.relu(), 3, 8, 5, 1);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    double[] v = w.clone();
    double rho = 1;
    double[] norms = new double[3];
    for (int k = 0; k < 3; k++) {
      Block block = network.blocks().get(k);
      double sum = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        sum += w[i] * w[i];
      }
      norms[k] = Math.sqrt(sum);
      rho *= norms[k];
      for (int i = block.offset(); i < block.end(); i++) {
        v[i] = w[i] / norms[k];
      }
    }
    Tape tape = network.tape(Batch.of(Draws.matrix(1, 3, SEED.child("x"))));
    double[] one = new double[tape.batch().stride()];
    one[0] = 1;
    double[] gradient = new double[w.length];
    double[] normalised = new double[w.length];
    network.forward(w, tape);
    network.vjp(w, tape, one, gradient);
    network.forward(v, tape);
    network.vjp(v, tape, one, normalised);
    double f = tape.outputs()[0];

    for (int k = 0; k < 3; k++) {
      Block block = network.blocks().get(k);
      double alongV = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        alongV += gradient[i] * v[i];
        double predicted = rho / norms[k] * normalised[i];
        assertThat(gradient[i]).isCloseTo(predicted, within(1e-12 * (1 + Math.abs(predicted))));
      }
      // ∂f/∂ρ_k = ⟨∂f/∂W_k, V_k⟩.
      double predicted = rho / norms[k] * f;
      assertThat(alongV).isCloseTo(predicted, within(1e-12 * (1 + Math.abs(predicted))));
    }
  }

  @Test
  void secondDerivativeAlongALayer_reluNetwork_vanishes() {
    // B-E5: ∂²f/∂W_k² applied to W_k is zero in block k, off the kinks.
    Network network = Draws.network(Nonlinearity.relu(), 3, 8, 5, 1);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(1, 3, SEED.child("x"))));
    double[] one = new double[tape.batch().stride()];
    one[0] = 1;
    double[] none = new double[tape.batch().stride()];
    network.forward(w, tape);
    for (Block block : network.blocks()) {
      double[] direction = new double[w.length];
      System.arraycopy(w, block.offset(), direction, block.offset(), block.size());
      double[] product = new double[w.length];
      network.jvp(w, tape, direction);
      network.adjoints(w, tape, one);
      network.secondOrder(w, tape, direction, none, product);
      double largest = 0;
      double elsewhere = 0;
      for (int i = 0; i < w.length; i++) {
        boolean own = i >= block.offset() && i < block.end();
        largest = own ? Math.max(largest, Math.abs(product[i])) : largest;
        elsewhere = own ? elsewhere : Math.max(elsewhere, Math.abs(product[i]));
      }
      assertThat(largest).isLessThanOrEqualTo(1e-10);
      assertThat(elsewhere).as("the mixed derivatives are not zero").isGreaterThan(1e-3);
    }
  }

  @Test
  void fixedOutputs_gradientAndSecondOrder_leaveTheLastBlockAlone() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1).withFixedOutputs();
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Tape tape = network.tape(Batch.of(Draws.matrix(4, 3, SEED.child("x"))));
    double[] u = padded(Draws.normal(4, SEED.child("u")), 1, 4, tape.batch().stride());
    double[] gradient = new double[w.length];
    double[] product = new double[w.length];
    double[] direction = Draws.normal(w.length, SEED.child("d"));
    network.forward(w, tape);
    network.vjp(w, tape, u, gradient);
    network.jvp(w, tape, direction);
    network.adjoints(w, tape, u);
    network.secondOrder(w, tape, direction, u, product);

    Block last = network.blocks().getLast();
    for (int i = last.offset(); i < last.end(); i++) {
      assertThat(gradient[i]).isZero();
      assertThat(product[i]).isZero();
    }
    double sizes = 0;
    for (int i = 0; i < last.offset(); i++) {
      sizes += Math.abs(gradient[i]);
    }
    assertThat(sizes).isGreaterThan(0.1);
  }

  @Test
  void batch_filledAgainWithFewer_forgetsWhatItHeld() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 6, 1);
    double[] w = Draws.normal(network.parameters(), SEED.child("w"));
    Matrix x = Draws.matrix(20, 3, SEED.child("x"));
    Batch batch = Batch.empty(3, 20);
    int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    batch.fill(x, rows, 0, 20);
    batch.fill(x, rows, 15, 3);
    Tape tape = network.tape(batch);
    network.forward(w, tape);
    double[] one = new double[batch.stride()];
    one[0] = 1;
    one[1] = 1;
    one[2] = 1;
    double[] gradient = new double[w.length];
    network.vjp(w, tape, one, gradient);

    Tape fresh = network.tape(Batch.of(Matrix.ofRows(x.row(15), x.row(16), x.row(17))));
    network.forward(w, fresh);
    double[] expected = new double[w.length];
    double[] ones = new double[fresh.batch().stride()];
    System.arraycopy(one, 0, ones, 0, 3);
    network.vjp(w, fresh, ones, expected);

    for (int i = 0; i < w.length; i++) {
      assertThat(gradient[i]).isCloseTo(expected[i], within(1e-12 * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void of_activationFirst_isRefused() {
    assertThatThrownBy(() -> Network.of(3, List.of(new Layer.Activation(Nonlinearity.relu()))))
        .hasMessageContaining("begin with a dense layer");
  }

  private static double contracted(Network network, Tape tape, double[] w, double[] u) {
    network.forward(w, tape);
    return Draws.dot(tape.outputs(), u);
  }

  private static double[] gradientAlong(
      Network network, Tape tape, double[] w, double[] d, double[] u, double[] du, double h) {
    double[] at = w.clone();
    double[] cotangent = u.clone();
    for (int i = 0; i < w.length; i++) {
      at[i] += h * d[i];
    }
    for (int i = 0; i < u.length; i++) {
      cotangent[i] += h * du[i];
    }
    double[] gradient = new double[w.length];
    network.forward(at, tape);
    network.vjp(at, tape, cotangent, gradient);
    return gradient;
  }

  private static double[] moved(double[] w, int i, double h) {
    double[] at = w.clone();
    at[i] += h;
    return at;
  }

  private static double[] scaled(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
    return x;
  }

  private static double[] padded(double[] x, int rows, int n, int stride) {
    double[] wide = new double[rows * stride];
    for (int c = 0; c < rows; c++) {
      System.arraycopy(x, c * n, wide, c * stride, n);
    }
    return wide;
  }
}
