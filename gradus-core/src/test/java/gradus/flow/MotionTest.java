package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every motion on its own: its weights, what it does with a gradient, its update. */
class MotionTest {
  private static final Seed SEED = new Seed(31);
  private static final Network NETWORK =
      Network.of(
          3,
          List.of(
              new Layer.Dense(5),
              new Layer.BatchNorm(),
              new Layer.Activation(Nonlinearity.relu()),
              new Layer.Dense(4),
              new Layer.Activation(Nonlinearity.relu()),
              new Layer.Dense(1)));

  static Stream<Dynamics> every() {
    return Stream.of(
        Dynamics.standard(),
        Dynamics.rescaled(),
        Dynamics.rescaled(Dynamics.lagrange()),
        Dynamics.normalized(),
        Dynamics.lagrange(),
        Dynamics.fixedRho(),
        Dynamics.trueGradient(),
        Dynamics.weightNorm(),
        Dynamics.weightNorm(true, false),
        Dynamics.weightNorm(false, true),
        Dynamics.weightNorm(true, true),
        Dynamics.batchNorm(),
        Dynamics.tangentGradient(1),
        Dynamics.tangentGradient(1.5),
        Dynamics.tangentGradient(Double.POSITIVE_INFINITY),
        Dynamics.coefficientNormalization(2),
        Dynamics.coefficientNormalization(3),
        Dynamics.prescribedRho(new RadiusSchedule.Logarithmic(1, 10)),
        Dynamics.prescribedRho(new RadiusSchedule.Linear(0.5)),
        Dynamics.prescribedRhoRescaled(new RadiusSchedule.Power(0.5, 2)),
        Dynamics.prescribedRhoRescaled(new RadiusSchedule.Entropy(0.5, 1)));
  }

  @ParameterizedTest
  @MethodSource("every")
  void named_ownLabel_isTheSameDynamics(Dynamics dynamics) {
    assertThat(Dynamics.named(dynamics.label())).isEqualTo(dynamics);
    assertThat(Dynamics.all())
        .extracting(DynamicsKind::label)
        .contains(dynamics.label().replaceAll("\\(.*", ""));
  }

  @Test
  void all_everyKind_hasADynamicsByItsLabelOrAsksForItsParameters() {
    for (DynamicsKind kind : Dynamics.all()) {
      if (kind.label().equals("prescribed-rho")) {
        assertThatThrownBy(() -> Dynamics.named(kind.label())).hasMessageContaining("log, linear");
      } else {
        assertThat(Dynamics.named(kind.label()).label()).startsWith(kind.label());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tangent-gradient(0.5)",
        "tangent-gradient(nan)",
        "tangent-gradient(two)",
        "tangent-gradient(2, 3)",
        "coefficient-normalization(0)",
        "lagrange(2)",
        "prescribed-rho(log, 1)",
        "prescribed-rho(log, -1, 2)",
        "prescribed-rho(entropy, 1.5, 1)",
        "prescribed-rho(cubic, 1)",
        "standard(",
        "",
        "rescaled(lagrang)"
      })
  void named_whatThereIsNot_isRefused(String label) {
    assertThatThrownBy(() -> Dynamics.named(label)).isInstanceOf(BadInput.class);
  }

  @Test
  void named_misspelt_namesTheNearest() {
    assertThatThrownBy(() -> Dynamics.named("lagrnage")).hasMessageContaining("'lagrange'");
    assertThatThrownBy(() -> Dynamics.named("tangent-gradient(0.5)"))
        .hasMessageContaining("at least 1");
  }

  @ParameterizedTest
  @MethodSource("every")
  void state_anyWeights_hasThoseWeights(Dynamics dynamics) {
    Motion motion = dynamics.motion(NETWORK);
    double[] w = Draws.normal(NETWORK.parameters(), SEED);
    double[] y = motion.state(w);

    assertThat(y).hasSize(motion.dimension());
    double[] back = motion.weights(y);
    for (int i = 0; i < w.length; i++) {
      // A division and a multiplication.
      assertThat(back[i]).isCloseTo(w[i], within(1e-15 * (1 + Math.abs(w[i]))));
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void push_anyVelocity_isTheDerivativeOfTheWeights(Dynamics dynamics) {
    Motion motion = dynamics.motion(NETWORK);
    double[] y = motion.state(Draws.normal(NETWORK.parameters(), SEED));
    double[] v = Draws.normal(motion.dimension(), SEED.child("v"));
    double[] dw = new double[NETWORK.parameters()];
    motion.push(y, v, dw);

    double h = 1e-6;
    double[] ahead = motion.weights(moved(y, v, h)).clone();
    double[] behind = motion.weights(moved(y, v, -h)).clone();
    for (int i = 0; i < dw.length; i++) {
      // Truncation h² = 1e-12, cancellation 1e-16/h = 1e-10, both times numbers up to 10.
      assertThat(dw[i]).isCloseTo((ahead[i] - behind[i]) / (2 * h), within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void lift_sumOfGradients_isTheSumOfTheLifts(Dynamics dynamics) {
    Motion motion = dynamics.motion(NETWORK);
    double[] y = motion.state(Draws.normal(NETWORK.parameters(), SEED));
    double[] a = Draws.normal(NETWORK.parameters(), SEED.child("a"));
    double[] b = Draws.normal(NETWORK.parameters(), SEED.child("b"));
    double[] va = lifted(motion, y, a);
    double[] vb = lifted(motion, y, b);
    double[] both = lifted(motion, y, moved(a, b, -2));

    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo(va[i] - 2 * vb[i], within(1e-13 * (1 + Math.abs(both[i]))));
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void lift_anyGradient_goesDownhill(Dynamics dynamics) {
    // d(log R̂)/dt = -⟨g, ẇ⟩; for p-norms other than 2 the oblique projection of
    // coefficient normalisation may go uphill and is left out.
    Motion motion = dynamics.motion(NETWORK);
    double[] y = motion.state(Draws.normal(NETWORK.parameters(), SEED));
    double[] g = Draws.normal(NETWORK.parameters(), SEED.child("g"));
    double[] dw = new double[g.length];
    motion.push(y, lifted(motion, y, g), dw);
    if (!dynamics.label().equals("coefficient-normalization(3)")) {
      assertThat(Draws.dot(dw, g)).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void step_shortOne_movesTheWeightsAsTheVelocitySays(Dynamics dynamics) {
    Motion motion = dynamics.motion(NETWORK);
    double[] y = motion.state(Draws.normal(NETWORK.parameters(), SEED));
    double[] v = lifted(motion, y, Draws.normal(NETWORK.parameters(), SEED.child("g")));
    double[] dw = new double[NETWORK.parameters()];
    motion.push(y, v, dw);
    double[] w = motion.weights(y).clone();
    double[] next = new double[y.length];
    double factor = 1e-7;
    motion.step(y, v, factor, next);
    double[] after = motion.weights(next);
    for (int i = 0; i < w.length; i++) {
      // The second order, 1e-14 times speeds up to 20 squared, and round-off 1e-15.
      assertThat(after[i] - w[i]).isCloseTo(factor * dw[i], within(2e-11));
    }
  }

  @Test
  void lift_standardAgainstLagrange_differsByTheSquaredNormOfEachLayer() {
    // P-L5x with S11: V̇_k(standard) = V̇_k(lagrange)/ρ_k².
    double[] w = Draws.normal(NETWORK.parameters(), SEED);
    double[] g = Draws.normal(NETWORK.parameters(), SEED.child("g"));
    Motion lagrange = Dynamics.lagrange().motion(NETWORK);
    double[] y = lagrange.state(w);
    double[] turned = lifted(lagrange, y, g);
    for (int k = 0; k < NETWORK.blocks().size(); k++) {
      Block block = NETWORK.blocks().get(k);
      double square = 0;
      double along = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        square += w[i] * w[i];
        along += w[i] * g[i];
      }
      double rho = Math.sqrt(square);
      for (int i = block.offset(); i < block.end(); i++) {
        // d(W/ρ)/dt of Ẇ = g, from W itself.
        double standard = (g[i] - w[i] * along / square) / rho;
        assertThat(standard).isCloseTo(turned[i] / square, within(1e-12));
      }
      assertThat(turned[NETWORK.parameters() + k]).isCloseTo(along / rho, within(1e-12));
    }
  }

  @Test
  void multiplierStep_randomPairs_isAlphaOfE51() {
    Motion motion = Dynamics.lagrange().motion(NETWORK);
    double[] y = motion.state(Draws.normal(NETWORK.parameters(), SEED));
    double[] next = new double[y.length];
    int real = 0;
    for (int draw = 0; draw < 100; draw++) {
      double[] g = Draws.normal(NETWORK.parameters(), SEED.child(draw));
      double factor = 0.005 * (1 + draw);
      double[] v = lifted(motion, y, g);
      boolean made = true;
      try {
        motion.step(y, v, factor, next);
      } catch (StepTooLong e) {
        assertThat(e).hasMessageContaining("more than 1");
        made = false;
      }
      boolean solvable = true;
      for (int k = 0; k < NETWORK.blocks().size(); k++) {
        Block block = NETWORK.blocks().get(k);
        double rho = y[NETWORK.parameters() + k];
        double hh = 0;
        double vh = 0;
        for (int i = block.offset(); i < block.end(); i++) {
          double h = factor * rho * g[i];
          hh += h * h;
          vh += y[i] * h;
        }
        double discriminant = 1 - hh + vh * vh;
        solvable &= discriminant >= 0;
        if (!made || discriminant < 0.01) {
          continue;
        }
        double alpha = Math.sqrt(discriminant) - vh;
        double norm = 0;
        for (int i = block.offset(); i < block.end(); i++) {
          double expected = alpha * y[i] + factor * rho * g[i];
          assertThat(next[i]).isCloseTo(expected, within(1e-13 * (1 + hh) / discriminant));
          norm += next[i] * next[i];
        }
        assertThat(Math.sqrt(norm)).isCloseTo(1, within(1e-13));
      }
      assertThat(made).isEqualTo(solvable);
      real += made ? 1 : 0;
    }
    assertThat(real).as("both kinds of step were tried").isBetween(5, 95);
  }

  @Test
  void state_layerOfZeros_isRefusedWhereADirectionIsNeeded() {
    double[] zeros = new double[NETWORK.parameters()];
    for (Dynamics dynamics : List.of(Dynamics.lagrange(), Dynamics.weightNorm())) {
      assertThatThrownBy(() -> dynamics.motion(NETWORK).state(zeros))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("W1");
    }
  }

  @Test
  void batchNorm_networkWithout_isRefused() {
    Network plain = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    assertThatThrownBy(() -> Dynamics.batchNorm().motion(plain))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("add batch-norm");
  }

  static double[] lifted(Motion motion, double[] y, double[] g) {
    double[] v = new double[motion.dimension()];
    motion.lift(y, g, v);
    return v;
  }

  static double[] moved(double[] y, double[] v, double h) {
    double[] at = y.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] += h * v[i];
    }
    return at;
  }
}
