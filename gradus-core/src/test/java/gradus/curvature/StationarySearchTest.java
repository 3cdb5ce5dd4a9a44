package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationarySearchTest {
  private static final Seed SEED = new Seed(4);
  private static final Network TWO_UNITS = Draws.network(Nonlinearity.relu(), 2, 2, 1);
  private static final double[] TEACHER = {1, 0.5, -0.5, 1, 1, -1};

  /** Twelve points of the plane with the outputs of two rectified units. */
  private static Risk taught() {
    double[] x = Draws.normal(24, SEED.child("x"));
    Arrays.setAll(x, i -> Math.round(x[i] * 10) / 10.0);
    Batch batch = Batch.of(Matrix.wrap(12, 2, x));
    Tape tape = TWO_UNITS.tape(batch);
    TWO_UNITS.forward(TEACHER, tape);
    return new Risk(
        TWO_UNITS,
        Loss.named("square"),
        new Examples(batch, Targets.of(new Labels.Values(Arrays.copyOf(tape.outputs(), 12)))));
  }

  @Test
  void run_twoRectifiedUnits_findsLocalMinimaAboveTheGlobalOne() {
    Risk risk = taught();
    StationarySearch.Found found =
        new StationarySearch(Newton.usual(Newton.Way.DOWN), 80)
            .run(risk, seed -> Risks.weights(TWO_UNITS, 2, seed), SEED);

    // The teacher is at zero loss, so nothing lies below.
    assertThat(Math.exp(found.points().getFirst().logRisk())).isLessThan(1e-18);
    List<StationaryPoint> spurious = found.spurious(0.1, 1e-3);
    assertThat(spurious).isNotEmpty();
    for (StationaryPoint point : spurious) {
      assertThat(point.gradientNorm()).isLessThanOrEqualTo(1e-10);
      assertThat(point.signature().negative()).isZero();
      assertThat(point.kinks().touching()).isFalse();
      assertNothingNearIsLower(risk, point.w());
    }
    // Flat along the two rescalings and nowhere else.
    assertThat(spurious).anyMatch(point -> point.signature().zero() == 2);
  }

  private static void assertNothingNearIsLower(Risk risk, double[] w) {
    double here = Math.exp(risk.at(w));
    for (int k = 0; k < 200; k++) {
      double[] near = w.clone();
      double[] move = Draws.normal(w.length, SEED.child(k));
      for (int i = 0; i < w.length; i++) {
        near[i] += 1e-3 * move[i];
      }
      // 1e-12: the loss is computed to round-off and the gradient is not zero but 1e-10.
      assertThat(Math.exp(risk.at(near))).isGreaterThan(here - 1e-12);
    }
  }

  @Test
  void at_allUnitsDead_isALocalMinimumWhateverTheLoss() {
    Risk risk = taught();
    // No hyperplane leaves all these points on one side, so one unit is dead only on few of them.
    Batch positive =
        Batch.of(Matrix.ofRows(new double[] {1, 2}, new double[] {0.5, 1}, new double[] {2, 0.1}));
    Risk dead =
        new Risk(
            TWO_UNITS,
            risk.loss(),
            new Examples(positive, Targets.of(new Labels.Values(new double[] {1, -1, 2}))));
    StationaryPoint point = StationaryPoint.at(dead, new double[] {-1, -1, -2, -0.1, 1, 1});
    assertThat(point.gradientNorm()).isZero();
    assertThat(point.kind()).isEqualTo(StationaryPoint.Kind.MINIMUM);
    assertThat(point.split().symmetries()).containsEntry(SymmetryKind.DEAD_UNITS, 6);
    assertThat(point.logRisk()).isCloseTo(0, within(1e-12));
  }

  @Test
  void at_origin_isOnAKinkForRectifiedUnitsAndASaddleForSmoothOnes() {
    assertThat(StationaryPoint.at(taught(), new double[6]).kind())
        .isEqualTo(StationaryPoint.Kind.ON_KINK);
    Network smooth = Draws.network(Nonlinearity.tanh(), 2, 2, 1);
    Risk risk = Risks.random(smooth, "square", 9, SEED);
    StationaryPoint origin = StationaryPoint.at(risk, new double[6]);
    assertThat(origin.gradientNorm()).isZero();
    assertThat(origin.kind()).isEqualTo(StationaryPoint.Kind.SADDLE);
    assertThat(origin.signature().negative()).isEqualTo(origin.signature().positive());
  }

  @Test
  void run_towardsAnyStationaryPoint_findsSaddles() {
    Network smooth = Draws.network(Nonlinearity.tanh(), 2, 2, 1);
    Risk risk = Risks.random(smooth, "square", 8, SEED);
    StationarySearch.Found found =
        new StationarySearch(Newton.usual(Newton.Way.NEAREST), 40)
            .run(risk, seed -> Risks.weights(smooth, 2, seed), SEED);
    assertThat(found.points())
        .anyMatch(point -> point.kind() == StationaryPoint.Kind.SADDLE)
        .allMatch(point -> point.gradientNorm() <= 1e-10);
  }

  @Test
  void nearest_kink_isFoundByItsAngle() {
    Batch batch = Batch.of(Matrix.ofRows(new double[] {1, 0}, new double[] {3, 4}));
    double[] w = {0.6, 0.8, 1e-3, 1, 1, 1};
    Kinks kinks = Kinks.nearest(TWO_UNITS, w, batch);
    assertThat(kinks.clearance()).isCloseTo(1e-3, within(1e-8));
    assertThat(kinks.layer()).isEqualTo(1);
    assertThat(kinks.unit()).isEqualTo(1);
    assertThat(kinks.example()).isZero();
    assertThat(Kinks.nearest(Draws.network(Nonlinearity.tanh(), 2, 2, 1), w, batch).clearance())
        .isEqualTo(1);
  }

  @Test
  void slice_ofAQuadraticRisk_isItsParabola() {
    Network line = Draws.network(Nonlinearity.linear(), 2, 1);
    Risk risk =
        new Risk(
            line,
            Loss.named("square"),
            new Examples(
                Batch.of(Matrix.identity(2)), Targets.of(new Labels.Values(new double[] {1, 0}))));
    LossSlice slice =
        LossSlice.of(risk, new double[] {1, 0}, new double[] {1, 0}, 2, new double[] {0, 1}, 4, 5);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double expected = (Math.pow(slice.x()[j], 2) + Math.pow(slice.y()[i], 2)) / 4;
        assertThat(Math.exp(slice.logRisk()[i][j])).isCloseTo(expected, within(1e-15));
      }
    }
    assertThat(slice.x()).containsExactly(-2, -1, 0, 1, 2);
  }
}
