package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnglesTest {
  private static final Offset<Double> ROUND_OFF = Offset.offset(1e-15);

  private static Angles.Path path(double[] logTime, double[]... w) {
    return new Angles.Path(logTime, List.of(w));
  }

  @Test
  void between_plainVectors_isTheAngle() {
    double small = 1e-12;
    Angles angles =
        Angles.between(
            path(new double[] {0, 1, 2}, v(1, 0), v(1, 1), v(1, small)),
            path(new double[] {0, 1, 2}, v(1, 0), v(0, 5), v(1, 0)),
            new int[] {2});
    assertThat(angles.whole()[0]).isZero();
    assertThat(angles.whole()[1]).isCloseTo(Math.PI / 4, ROUND_OFF);
    // The arc cosine would see nothing below 1e-8.
    assertThat(angles.whole()[2]).isCloseTo(small, Offset.offset(1e-15 * small + 1e-27));
  }

  @Test
  void byLayer_doesNotSeeHowLayersAreScaled() {
    Angles angles =
        Angles.between(
            path(new double[] {0}, v(10, 0, 0, 1)),
            path(new double[] {0}, v(1, 0, 0, 10)),
            new int[] {2, 2});
    assertThat(angles.byLayer()[0]).isZero();
    assertThat(angles.whole()[0]).isCloseTo(Math.acos(20 / 101.0), ROUND_OFF);
  }

  @Test
  void reference_betweenItsMoments_isJoinedByStraightLines_andNaNBeyond() {
    double start = Double.NEGATIVE_INFINITY;
    Angles angles =
        Angles.between(
            path(new double[] {start, 0, 1, 3}, v(1, 0), v(1, 0), v(1, 0), v(1, 0)),
            path(new double[] {start, Math.log(2), 2}, v(1, 0), v(1, 1), v(0, 1)),
            new int[] {2});
    assertThat(angles.whole()[0]).isZero();
    // At t = 1, half way in t to the first step at t = 2: (1, ½).
    assertThat(angles.whole()[1]).isCloseTo(Math.atan(0.5), ROUND_OFF);
    // At log t = 1: the share (1 - log 2) / (2 - log 2) of the way from (1, 1) to (0, 1).
    double share = (1 - Math.log(2)) / (2 - Math.log(2));
    assertThat(angles.whole()[2]).isCloseTo(Math.atan(1 / (1 - share)), ROUND_OFF);
    assertThat(angles.whole()[3]).isNaN();
  }

  private static double[] v(double... v) {
    return v;
  }
}
