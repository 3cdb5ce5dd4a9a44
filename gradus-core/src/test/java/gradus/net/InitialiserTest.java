package gradus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialiserTest {
  private static final Seed SEED = new Seed(3);

  @Test
  void gaussian_manyWeights_hasTheScaleAskedFor() {
    Network network = Draws.network(Nonlinearity.relu(), 100, 400, 1);
    double[] w = Initialiser.gaussian(0.3).weights(network, SEED);

    double variance = Draws.dot(w, w) / w.length;
    // The sample variance of p = 40400 normals has relative deviation √(2/p) = 0.7 %; five of them.
    assertThat(variance).isCloseTo(0.09, within(0.09 * 0.035));
  }

  @Test
  void he_layersOfUnequalWidth_haveVarianceTwoOverFanIn() {
    Network network = Draws.network(Nonlinearity.relu(), 50, 300, 200, 1);
    double[] w = Initialiser.he(1).weights(network, SEED);

    for (Block block : network.blocks().subList(0, 2)) {
      double[] own = Arrays.copyOfRange(w, block.offset(), block.end());
      double variance = Draws.dot(own, own) / own.length;
      assertThat(variance * block.cols()).isCloseTo(2, within(2 * 5 * Math.sqrt(2.0 / own.length)));
    }
  }

  @Test
  void orthogonal_wideAndTallBlocks_haveOrthonormalFrames() {
    Network network = Draws.network(Nonlinearity.relu(), 5, 12, 7, 1);
    double[] w = Initialiser.orthogonal(2).weights(network, SEED);

    for (Block block : network.blocks()) {
      Matrix m =
          Matrix.wrap(
              block.rows(), block.cols(), Arrays.copyOfRange(w, block.offset(), block.end()));
      Matrix frame = block.rows() <= block.cols() ? m : m.transpose();
      for (int i = 0; i < frame.rows(); i++) {
        for (int j = 0; j < frame.rows(); j++) {
          assertThat(Draws.dot(frame.row(i), frame.row(j)))
              .isCloseTo(i == j ? 4 : 0, within(1e-13));
        }
      }
    }
  }

  @Test
  void fixedSigns_twoLayers_outputsAreSignsOverRootWidthAndStay() {
    Network network = Draws.network(Nonlinearity.relu(), 5, 64, 1);
    double[] w = Initialiser.fixedSigns().weights(network, SEED);
    Network adapted = Initialiser.fixedSigns().adapt(network);

    Block last = network.blocks().getLast();
    int positive = 0;
    for (int i = last.offset(); i < last.end(); i++) {
      assertThat(Math.abs(w[i])).isEqualTo(0.125);
      positive += w[i] > 0 ? 1 : 0;
    }
    assertThat(positive).isBetween(12, 52);
    assertThat(adapted.blocks().getLast().trained()).isFalse();
    assertThat(adapted.blocks().getFirst().trained()).isTrue();
  }

  @Test
  void weights_sameSeed_areTheSameAndAnotherSeedsDiffer() {
    Network network = Draws.network(Nonlinearity.relu(), 5, 6, 1);
    for (Initialiser start :
        List.of(
            Initialiser.gaussian(1),
            Initialiser.he(1),
            Initialiser.orthogonal(1),
            Initialiser.fixedSigns())) {
      assertThat(start.weights(network, SEED)).isEqualTo(start.weights(network, SEED));
      assertThat(start.weights(network, SEED)).isNotEqualTo(start.weights(network, new Seed(4)));
    }
  }

  @Test
  void given_matricesThatFit_areTakenBlockByBlock() {
    Network network = Draws.network(Nonlinearity.relu(), 2, 3, 1);
    Matrix first = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
    Matrix second = Matrix.ofRows(new double[] {7, 8, 9});

    assertThat(Initialiser.given(List.of(first, second)).weights(network, SEED))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThatThrownBy(() -> Initialiser.given(List.of(first)).weights(network, SEED))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("2 weight matrices but 1");
    assertThatThrownBy(() -> Initialiser.given(List.of(second, first)).weights(network, SEED))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("W1 is 3 x 2 in the network but 1 x 3");
  }
}
