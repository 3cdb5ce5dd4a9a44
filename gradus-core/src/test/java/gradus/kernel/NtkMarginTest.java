package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.net.Draws;
import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import org.junit.jupiter.api.Test;

/** Both sides of the NTK margin. */
class NtkMarginTest {
  private static final Seed SEED = new Seed(11);

  @Test
  void exact_goldenCases_areThose() {
    for (JsonNode golden : Golden.cases("ntk_margin.json")) {
      double gamma = golden.get("gamma").asDouble();

      NtkMargin margin =
          NtkMargin.exact(Golden.matrix(golden.get("x")), Golden.vector(golden.get("y")));

      assertThat(margin.dual()).isCloseTo(gamma, within(1e-6 * gamma));
      assertThat(margin.primal()).isCloseTo(gamma, within(1e-6 * gamma));
      assertThat(margin.gap()).isBetween(-1e-15, 1e-8 * gamma);
    }
  }

  /** One example: v̄ = x/‖x‖ on its half-space, γ = ‖x‖/2. */
  @Test
  void exact_oneExample_isHalfItsNorm() {
    NtkMargin plane = NtkMargin.exact(Matrix.ofRows(new double[] {3, 4}), new double[] {-1});
    NtkMargin line = NtkMargin.exact(Matrix.ofRows(new double[] {2}), new double[] {1});

    assertThat(plane.dual()).isCloseTo(2.5, within(1e-12));
    assertThat(plane.primal()).isCloseTo(2.5, within(1e-8));
    assertThat(line.dual()).isCloseTo(1, within(1e-12));
  }

  @Test
  void exact_conflictingLabels_haveNoMargin() {
    Matrix x = Matrix.ofRows(new double[] {1, 2}, new double[] {1, 2}, new double[] {0, 1});

    NtkMargin margin = NtkMargin.exact(x, new double[] {1, -1, 1});

    assertThat(margin.primal()).isBetween(0.0, 1e-9);
    assertThat(margin.dual()).isBetween(0.0, 1e-9);
  }

  /** Any weights bound the margin from above, any v̄ from below, here at random. */
  @Test
  void exact_randomPoints_isBetweenRandomSides() {
    Matrix x = Draws.matrix(9, 2, SEED);
    double[] y = {1, 1, -1, 1, -1, -1, 1, -1, 1};
    NtkMargin margin = NtkMargin.exact(x, y);
    Matrix signed = x.copy();
    for (int i = 0; i < 9; i++) {
      signed.set(i, 0, y[i] * x.at(i, 0));
      signed.set(i, 1, y[i] * x.at(i, 1));
    }
    MarginSums sums = new MarginSums(signed, HalfSpaces.exact(x));
    for (int trial = 0; trial < 200; trial++) {
      double[] q = Draws.normal(9, SEED.child(trial));
      double total = 0;
      for (int i = 0; i < 9; i++) {
        q[i] = Math.exp(2 * q[i]);
        total += q[i];
      }
      for (int i = 0; i < 9; i++) {
        q[i] /= total;
      }
      sums.at(q);
      assertThat(sums.dual()).isGreaterThanOrEqualTo(margin.primal());
      double least = java.util.Arrays.stream(sums.margins(1e-9)).min().orElseThrow();
      assertThat(least).isLessThanOrEqualTo(margin.dual() * (1 + 1e-12));
    }
    assertThat(margin.gap()).isLessThan(1e-8 * margin.dual());
  }

  @Test
  void drawn_planarPoints_intervalHoldsTheExactMargin() {
    Matrix x = Draws.matrix(8, 2, SEED.child("plane"));
    double[] y = {1, 1, -1, 1, -1, -1, 1, -1};
    double exact = NtkMargin.exact(x, y).dual();

    NtkMargin drawn = NtkMargin.drawn(x, y, 4000, 0.999, SEED);

    NtkMargin.Interval interval = drawn.interval().orElseThrow();
    assertThat(exact).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low()).isLessThan(0.2 * exact + 0.05);
    assertThat(drawn.gap()).isLessThan(1e-6 * drawn.dual());
  }

  /** A one-dimensional law seen in many dimensions: rotations do not change the margin. */
  @Test
  void drawn_rotatedPoints_hasAboutTheSameMargin() {
    Matrix plane = Draws.matrix(6, 2, SEED.child("rotated"));
    double[] y = {1, -1, 1, -1, 1, -1};
    Matrix frame = gradus.num.Qr.of(Draws.matrix(5, 2, SEED.child("frame"))).q();
    double exact = NtkMargin.exact(plane, y).dual();

    NtkMargin drawn =
        NtkMargin.drawn(plane.times(frame.transpose()), y, 4000, 0.999, SEED.child("draw"));

    NtkMargin.Interval interval = drawn.interval().orElseThrow();
    assertThat(exact).isBetween(interval.low(), interval.high());
  }

  @Test
  void exact_manyDimensions_isRefused() {
    assertThatThrownBy(() -> NtkMargin.exact(Matrix.zeros(2, 3), new double[] {1, -1}))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("dimension 3");
  }

  @Test
  void theory_margin_hasThePrintedConstants() {
    // n = 100, γ = 0.5, ε = 0.1, δ = 0.05, by hand.
    double lambda = (Math.sqrt(2 * Math.log(8000)) + Math.log(40)) / 0.125;
    TangentTheory.Requirement t32 = TangentTheory.optimisation(100, 0.5, 0.1, 0.05, 1);

    assertThat(t32.value("lambda")).isCloseTo(lambda, within(1e-12));
    assertThat(t32.value("M")).isCloseTo(4096 * lambda * lambda * 64, within(1e-3));
    assertThat(t32.value("T")).isEqualTo(Math.ceil(20 * lambda * lambda));
    assertThat(t32.value("movement"))
        .isCloseTo(TangentTheory.movement(lambda, 0.5, t32.value("M")), within(1e-18));
    assertThat(TangentTheory.regression(10, 0.5, 0.1).value("m"))
        .isCloseTo(1e6 / (0.0625 * 1e-3), within(1e-1));
    assertThat(TangentTheory.generalisation(100, 0.5, 0.1, 0.05).value("n"))
        .isCloseTo(1600, within(1e-9));
    assertThat(TangentTheory.onePass(0.5, 0.1, 0.05).value("n")).isCloseTo(40, within(1e-12));
  }
}
