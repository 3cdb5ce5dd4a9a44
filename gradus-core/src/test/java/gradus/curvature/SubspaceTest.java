package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SelfAdjointOperator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubspaceTest {
  private static final Seed SEED = new Seed(82);
  private static final Network NETWORK = Draws.network(Nonlinearity.tanh(), 3, 5, 4, 1);
  private static final double[] W = Risks.weights(NETWORK, 1, SEED);

  private static boolean[] some() {
    boolean[] moves = new boolean[W.length];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = i % 3 != 1;
    }
    return moves;
  }

  private static boolean[] every() {
    boolean[] moves = new boolean[W.length];
    Arrays.fill(moves, true);
    return moves;
  }

  static Stream<Subspace> subspaces() {
    return Stream.of(
        Subspace.all(W.length),
        Subspace.coordinates(some()),
        Subspace.trained(NETWORK.withFixedOutputs()),
        Subspace.spheres(NETWORK, W, every()),
        Subspace.spheres(NETWORK, W, some()));
  }

  @ParameterizedTest
  @MethodSource("subspaces")
  void embed_anySubspace_isAnIsometryWhoseAdjointIsRestrict(Subspace e) {
    double[] z = Draws.normal(e.dimension(), SEED.child("z"));
    double[] x = Draws.normal(e.ambient(), SEED.child("x"));
    double[] v = new double[e.ambient()];
    double[] back = new double[e.dimension()];
    e.embed(z, v);
    e.restrict(v, back);
    assertThat(back).containsExactly(z, within(1e-14));
    e.restrict(x, back);
    assertThat(Draws.dot(v, x)).isCloseTo(Draws.dot(z, back), within(1e-13));
  }

  @Test
  void spheres_everyDirection_isOrthogonalToItsBlock() {
    Subspace e = Subspace.spheres(NETWORK, W, every());
    assertThat(e.dimension()).isEqualTo(W.length - 3);
    double[] v = new double[W.length];
    for (int round = 0; round < 5; round++) {
      e.embed(Draws.normal(e.dimension(), SEED.child(round)), v);
      for (Block block : NETWORK.blocks()) {
        double dot = 0;
        for (int i = block.offset(); i < block.end(); i++) {
          dot += v[i] * W[i];
        }
        assertThat(dot).isCloseTo(0, within(1e-14));
      }
    }
  }

  @Test
  void spheres_zeroLayer_saysWhich() {
    double[] w = W.clone();
    Arrays.fill(w, 15, 35, 0);
    assertThatThrownBy(() -> Subspace.spheres(NETWORK, w, every()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("W2");
  }

  @ParameterizedTest
  @MethodSource("subspaces")
  void compress_severalVectors_isEachProductAndSymmetric(Subspace e) {
    Risk risk = Risks.random(NETWORK, "logistic", 20, SEED);
    risk.at(W);
    SelfAdjointOperator a = Curvature.hessian(risk).on(e);
    int q = e.dimension();
    Matrix x = Draws.matrix(q, 3, SEED.child("X"));
    Matrix y = Matrix.zeros(q, 3);
    a.apply(x, y);
    double[][] images = new double[3][q];
    for (int c = 0; c < 3; c++) {
      a.apply(x.col(c), images[c]);
      assertThat(y.col(c)).containsExactly(images[c], within(1e-13));
    }
    assertThat(Draws.dot(images[0], x.col(1)))
        .isCloseTo(Draws.dot(images[1], x.col(0)), within(1e-12));
  }
}
