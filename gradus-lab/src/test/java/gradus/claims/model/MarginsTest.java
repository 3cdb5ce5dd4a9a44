package gradus.claims.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.num.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginsTest {
  private static final Matrix TWO =
      Matrix.ofRows(new double[] {0.8, 0.1}, new double[] {-0.3, 0.1});

  private static List<JsonNode> golden() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (var in = MarginsTest.class.getResourceAsStream("/golden/hard_margin.json")) {
      new ObjectMapper()
          .readTree(in)
          .path("cases")
          .forEach(
              node -> {
                if (node.has("x")) {
                  cases.add(node);
                }
              });
    }
    return cases;
  }

  private static Matrix points(JsonNode node) {
    int d = node.path("x").get(0).size();
    Matrix z = Matrix.zeros(node.path("x").size(), d);
    for (int n = 0; n < z.rows(); n++) {
      for (int j = 0; j < d; j++) {
        z.set(n, j, node.path("y").get(n).asDouble() * node.path("x").get(n).get(j).asDouble());
      }
    }
    return z;
  }

  @Test
  void hardMargin_meetsTheGoldenDirections() throws IOException {
    assertThat(golden()).isNotEmpty();
    for (JsonNode node : golden()) {
      HardMargin best = HardMargin.of(points(node));
      assertThat(best.margin()).isCloseTo(node.path("margin").asDouble(), within(1e-12));
      assertThat(best.gap()).isBetween(-1e-13, 1e-12);
      for (int j = 0; j < best.direction().length; j++) {
        assertThat(best.direction()[j])
            .isCloseTo(node.path("direction").get(j).asDouble(), within(1e-11));
      }
    }
  }

  @Test
  void hardMargin_ofTwoPoints_hasTheDualWorkedOutByHand() {
    // 0.8 q = 0.3 (1 - q) puts the pull on the second axis.
    HardMargin best = HardMargin.of(TWO);
    assertThat(best.direction()).containsExactly(new double[] {0, 1}, within(1e-14));
    assertThat(best.dual()).containsExactly(new double[] {3.0 / 11, 8.0 / 11}, within(1e-14));
  }

  @Test
  void margin_inOtherNorms_isThatOfTheCorner() {
    // On the box v = (a, 1): min(0.8a + 0.1, -0.3a + 0.1) is largest at a = 0. On the
    // cross-polytope
    // the same direction has norm one.
    assertThat(HardMargin.margin(TWO, Double.POSITIVE_INFINITY)).isCloseTo(0.1, within(1e-10));
    assertThat(HardMargin.margin(TWO, 1)).isCloseTo(0.1, within(1e-10));
  }

  @Test
  void hardMargin_ofPointsThatNothingSeparates_isRefused() {
    Matrix opposite = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 0});
    assertThatThrownBy(() -> HardMargin.of(opposite)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void path_isStationaryAndTendsToTheHardMargin() throws IOException {
    for (JsonNode node : golden()) {
      Matrix z = points(node);
      LinearPath at = LinearPath.start(z);
      double margin = node.path("margin").asDouble();
      for (double rho : new double[] {10, 100, 1000}) {
        at = at.upTo(z, rho / margin);
        assertThat(at.residual()).isLessThan(1e-9);
        assertThat(at.rho()).isGreaterThanOrEqualTo(rho / margin * (1 - 1e-9));
        assertThat(margin - Vectors.min(Vectors.product(z, at.direction())))
            .isLessThanOrEqualTo(Math.log(z.rows()) / at.rho());
      }
    }
  }

  @Test
  void ballMinimum_inTwoNorm_isThePointOfThePath() throws IOException {
    for (JsonNode node : golden()) {
      Matrix z = points(node);
      LinearPath path = LinearPath.start(z).upTo(z, 20);
      BallMinimum ball = BallMinimum.of(z, path.rho(), 2, 1e-13, 100_000);
      // The value is within 1e-13 of the least, and grows with the square of the distance.
      assertThat(Vectors.distance(ball.v(), path.direction())).isLessThan(1e-5);
    }
  }

  @Test
  void ballMinimum_staysInItsBall() throws IOException {
    for (JsonNode node : golden()) {
      Matrix z = points(node);
      double[] one = BallMinimum.of(z, 10, 1, 1e-8, 5000).v();
      double sum = 0;
      for (double v : one) {
        sum += Math.abs(v);
      }
      assertThat(sum).isLessThan(1 + 1e-12);
      double[] box = BallMinimum.of(z, 10, Double.POSITIVE_INFINITY, 1e-8, 5000).v();
      assertThat(Vectors.max(box)).isLessThanOrEqualTo(1);
      assertThat(Vectors.min(box)).isGreaterThanOrEqualTo(-1);
    }
  }
}
