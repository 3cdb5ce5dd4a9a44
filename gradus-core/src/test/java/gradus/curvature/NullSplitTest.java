package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.loss.Risk;
import gradus.net.Draws;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NullSplitTest {
  private static final Seed SEED = new Seed(85);

  private static NullSplit split(Risk risk, double[] w) {
    risk.at(w);
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk).on(Subspace.trained(risk.network())));
    Nullity nullity = spectrum.nullity(Spectrum.TOLERANCE);
    // The count does not depend on the tolerance: nothing lies within some decades of it.
    assertThat(nullity.largest()).isLessThan(1e-12);
    assertThat(nullity.next()).isGreaterThan(1e-7);
    return NullSplit.of(risk, w, nullity, spectrum.scale());
  }

  /** Trained to zero square loss from the first of several starts that gets there. */
  private static double[] trained(Risk risk, Seed seed) {
    for (int start = 0; start < 60; start++) {
      Newton.Found found =
          new Newton(Newton.Way.DOWN, 1e-13, 1000)
              .from(risk, Risks.weights(risk.network(), 2, seed.child(start)));
      if (risk.logRisk() < Math.log(1e-24) && clear(risk, found.w())) {
        return found.w();
      }
    }
    throw new AssertionError("no start leads to zero loss");
  }

  private static boolean clear(Risk risk, double[] w) {
    return Kinks.nearest(risk.network(), w, risk.examples().batch()).clearance() > 1e-6;
  }

  @Test
  void of_twentyNetworksAtZeroLoss_isSymmetriesAndWhatTheRankDemands() {
    for (int draw = 0; draw < 20; draw++) {
      Seed seed = SEED.child(draw);
      Nonlinearity sigma =
          List.of(
                  Nonlinearity.relu(),
                  Nonlinearity.tanh(),
                  Nonlinearity.linear(),
                  Nonlinearity.leakyRelu(0.2))
              .get(draw % 4);
      int[] widths = new int[2 + draw / 4 % 3];
      Arrays.fill(widths, 5 + draw % 3);
      widths[widths.length - 1] = 1;
      Network network = Draws.network(sigma, 7, widths);
      Risk risk = Risks.random(network, "square", 5, seed);
      double[] w = trained(risk, seed);

      NullSplit split = split(risk, w);

      assertThat(split.rest()).as("%s: %s", network, split).isZero();
      assertThat(split.broken()).isZero();
      assertThat(split.nullity()).isEqualTo(network.parameters() - 5);
      assertThat(split.rankBound()).isEqualTo(5);
      int units = 0;
      for (int k = 0; k < widths.length - 1; k++) {
        units += widths[k];
      }
      int rescalings =
          split.symmetries().getOrDefault(SymmetryKind.NEURON_RESCALING, 0)
              + split.symmetries().getOrDefault(SymmetryKind.LAYER_RESCALING, 0);
      if (sigma.degree().isPresent() && split.symmetries().get(SymmetryKind.DEAD_UNITS) == null) {
        assertThat(rescalings).isEqualTo(units);
      }
    }
  }

  @Test
  void of_moreExamplesThanWeights_isSymmetriesAlone() {
    // A teacher's weights are at zero loss, however many examples there are.
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    double[] w = Risks.weights(network, 2, SEED);
    NullSplit split = split(taught(network, w, 60), w);
    assertThat(split.nullity()).isEqualTo(4);
    assertThat(split.symmetries())
        .isEqualTo(Map.of(SymmetryKind.LAYER_RESCALING, 1, SymmetryKind.NEURON_RESCALING, 3));
    assertThat(split.demanded()).isZero();
    assertThat(split.rest()).isZero();
  }

  @Test
  void of_equalAndDeadUnits_countsWhatTheyFree() {
    // Units 0 and 1 look one way, with outputs 1 and 2; unit 3 is off on positive inputs.
    Network network = Draws.network(Nonlinearity.relu(), 2, 4, 1);
    double[] w = {1, -0.3, 2, -0.6, -0.2, 1, -1, -1, 1, 2, 0.7, 5};
    Matrix x = Matrix.zeros(50, 2);
    for (int i = 0; i < 50; i++) {
      x.set(i, 0, 0.1 + SEED.uniform(i));
      x.set(i, 1, 0.1 + SEED.uniform(i + 100));
    }
    NullSplit split = split(taught(network, w, x), w);
    // Dead: 2 in, 1 out. Alive: three rescalings. Equal: one output against the other, and two
    // inputs; of these three the pair's own rescalings span one.
    assertThat(split.symmetries())
        .containsEntry(SymmetryKind.DEAD_UNITS, 3)
        .containsEntry(SymmetryKind.LAYER_RESCALING, 1)
        .containsEntry(SymmetryKind.NEURON_RESCALING, 2);
    assertThat(split.rest()).isZero();
    // f = relu(⟨u, x⟩) with u ∈ R² and one more unit with 3 weights, less its rescaling.
    assertThat(split.nullity()).isEqualTo(12 - 2 - 2);
  }

  @Test
  void of_convolutions_rescaleByChannel() {
    Network network =
        Network.of(
            Shape.image(2, 1, 7),
            List.of(
                new Layer.Convolution(3, Window.of(1, 3)),
                new Layer.Activation(Nonlinearity.reluPower(2)),
                new Layer.AveragePool(Window.tiles(1, 2)),
                new Layer.Convolution(2, Window.of(1, 1)),
                new Layer.Activation(Nonlinearity.leakyRelu(0.3)),
                new Layer.Dense(1)));
    double[] w = Risks.weights(network, 1, SEED);
    NullSplit split = split(taught(network, w, 120), w);
    // One factor for each channel, however many weights it has behind it.
    assertThat(split.nullity()).isEqualTo(3 + 2);
    assertThat(split.rest()).isZero();
    assertThat(split.symmetries())
        .isEqualTo(Map.of(SymmetryKind.LAYER_RESCALING, 2, SymmetryKind.NEURON_RESCALING, 3));
  }

  @Test
  void of_convolutionOfRepeatedPatches_doesNotSeeTheRest() {
    Network network =
        Network.of(
            Shape.image(1, 1, 6),
            List.of(
                new Layer.Convolution(2, Window.of(1, 3)),
                new Layer.Activation(Nonlinearity.leakyRelu(0.3)),
                new Layer.GlobalAveragePool(),
                new Layer.Dense(1)));
    // Rows a, b, a, b, … have patches (a, b, a) and (b, a, b): no patch tells the ends apart.
    Matrix x = Draws.matrix(50, 2, SEED.child("pairs"));
    Matrix rows = Matrix.zeros(50, 6);
    for (int n = 0; n < 50; n++) {
      for (int i = 0; i < 6; i++) {
        rows.set(n, i, x.at(n, i % 2));
      }
    }
    double[] w = Risks.weights(network, 1, SEED);
    NullSplit split = split(taught(network, w, rows), w);
    assertThat(split.symmetries()).containsEntry(SymmetryKind.UNSEEN_INPUTS, 2);
    assertThat(split.rest()).isZero();
  }

  @Test
  void of_deepLinearNetwork_isItsGroup() {
    // GL(3) x GL(2), 13 dimensions, and what the layers behind do not hear.
    Network network = Draws.network(Nonlinearity.linear(), 4, 3, 2, 1);
    double[] w = Risks.weights(network, 1, SEED);
    NullSplit split = split(taught(network, w, 40), w);
    // One linear function of four inputs: all but four directions are null.
    assertThat(split.nullity()).isEqualTo(network.parameters() - 4);
    assertThat(split.rest()).isZero();
    assertThat(split.demanded()).isZero();
    assertThat(split.symmetries())
        .isEqualTo(
            Map.of(
                SymmetryKind.LAYER_RESCALING, 2,
                SymmetryKind.NEURON_RESCALING, 3,
                SymmetryKind.LINEAR_MIXING, 8,
                SymmetryKind.UNHEARD_OUTPUTS, 3));
  }

  @Test
  void of_normalisedUnits_countsTheirScales() {
    Network network =
        Network.of(
            3,
            List.of(
                new Layer.Dense(5),
                new Layer.BatchNorm(),
                new Layer.Activation(Nonlinearity.tanh()),
                new Layer.Dense(1)));
    double[] w = Risks.weights(network, 1, SEED);
    NullSplit split = split(taught(network, w, 60), w);
    assertThat(split.symmetries()).isEqualTo(Map.of(SymmetryKind.NORMALISED_UNITS, 5));
    assertThat(split.nullity()).isEqualTo(5);
    assertThat(split.rest()).isZero();
  }

  @Test
  void of_fixedOutputs_hasNoRescalings() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1).withFixedOutputs();
    double[] w = Risks.weights(network, 2, SEED);
    NullSplit split = split(taught(network, w, 60), w);
    assertThat(split.nullity()).isZero();
    assertThat(split.symmetries()).isEmpty();
  }

  @Test
  void of_notStationary_callsSymmetriesBroken() {
    Network network = Draws.network(Nonlinearity.relu(), 3, 4, 1);
    Risk risk = Risks.random(network, "square", 40, SEED);
    double[] w = Risks.weights(network, 2, SEED);
    risk.at(w);
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
    // As if all were null: no rescaling is.
    Nullity all = new Nullity(w.length, 1e-10, 0, 1, spectrum.vectors());
    NullSplit split = NullSplit.of(risk, w, all, spectrum.scale());
    assertThat(split.symmetries()).isEmpty();
    assertThat(split.broken()).isEqualTo(5);
  }

  private static Risk taught(Network network, double[] w, int n) {
    return taught(network, w, Draws.matrix(n, network.inputs(), SEED.child("x")));
  }

  private static Risk taught(Network network, double[] w, Matrix x) {
    var tape = network.tape(gradus.net.Batch.of(x));
    network.forward(w, tape);
    double[] y = Arrays.copyOf(tape.outputs(), x.rows());
    return new Risk(
        network,
        gradus.loss.Loss.named("square"),
        new gradus.loss.Examples(
            gradus.net.Batch.of(x), gradus.loss.Targets.of(new gradus.data.Labels.Values(y))));
  }
}
