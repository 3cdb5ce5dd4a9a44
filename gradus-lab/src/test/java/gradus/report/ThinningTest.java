package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Scale;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ThinningTest {
  private static final int N = 200_000;
  private static final int LIMIT = 2000;

  @Test
  void of_aShortSeries_keepsEveryPoint() {
    double[] x = {3, 1, 2};
    assertThat(Thinning.of(x, x, Scale.LINEAR, LIMIT)).containsExactly(0, 1, 2);
  }

  @Test
  void of_aLongSeries_keepsExtremesAndOrder() {
    double[] x = counting(N);
    double[] y = noise();
    y[77_777] = 40;
    y[123_456] = -40;
    int[] kept = Thinning.of(x, y, Scale.LINEAR, LIMIT);
    assertThat(kept).hasSizeLessThanOrEqualTo(LIMIT).hasSizeGreaterThan(LIMIT / 2);
    assertThat(kept).contains(0, N - 1, 77_777, 123_456);
    assertThat(kept).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void of_aLongSeries_keepsTheExtremesOfEveryStrip() {
    double[] x = counting(N);
    double[] y = noise();
    int[] kept = Thinning.of(x, y, Scale.LINEAR, LIMIT);
    int strip = N / (LIMIT / 5);
    for (int from = strip; from < N - 2 * strip; from += strip) {
      // Edges of strips are real numbers, so one point may belong to the neighbour.
      double high = Arrays.stream(y, from + 1, from + strip - 1).max().orElseThrow();
      int first = from;
      assertThat(
              Arrays.stream(kept)
                  .filter(i -> i >= first && i < first + strip)
                  .mapToDouble(i -> y[i])
                  .max()
                  .orElseThrow())
          .isGreaterThanOrEqualTo(high);
    }
  }

  @Test
  void of_aLogarithmicAxis_keepsTheFirstDecades() {
    double[] x = counting(N);
    double[] y = noise();
    int[] kept = Thinning.of(x, y, Scale.LOG10, LIMIT);
    // Of 400 strips over 5.3 decades 75 lie in the first; its nine points all have room.
    assertThat(kept).contains(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(kept).hasSizeLessThanOrEqualTo(LIMIT).isSorted();
  }

  @Test
  void of_aSeriesWithGaps_keepsAGap() {
    double[] x = counting(N);
    double[] y = noise();
    Arrays.fill(y, 50_000, 50_010, Double.NaN);
    int[] kept = Thinning.of(x, y, Scale.LINEAR, LIMIT);
    assertThat(Arrays.stream(kept).filter(i -> Double.isNaN(y[i])).count()).isEqualTo(1);
  }

  @Test
  void of_aPathInThePlane_isThinnedAlongThePath() {
    double[] x = new double[N];
    double[] y = new double[N];
    for (int i = 0; i < N; i++) {
      x[i] = Math.cos(i * 2e-4);
      y[i] = Math.sin(i * 2e-4);
    }
    int[] kept = Thinning.of(x, y, Scale.LINEAR, LIMIT);
    assertThat(kept).isSorted().hasSizeLessThanOrEqualTo(LIMIT);
    int widest = 0;
    for (int i = 1; i < kept.length; i++) {
      widest = Math.max(widest, kept[i] - kept[i - 1]);
    }
    assertThat(widest).isLessThanOrEqualTo(N / (LIMIT / 5));
  }

  @Test
  void points_onLogarithmicAxes_areGapsWhereThereIsNoPlace() {
    Series s = Series.line("s", new double[] {0, 1, 2, 3}, new double[] {1, 1, 0, 4});
    Figure figure = Figure.of("f", "t", Axis.log10("x"), Axis.log10("y")).with(s);
    Points points = Points.of(figure, s, LIMIT);
    assertThat(points.y()).containsExactly(Double.NaN, 1, Double.NaN, 4);
    assertThat(points.x()).containsExactly(Double.NaN, 1, 2, 3);
  }

  private static double[] counting(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> i);
    return x;
  }

  private static double[] noise() {
    RandomGenerator random = new Seed(7).child("noise").random();
    double[] y = new double[N];
    Arrays.setAll(y, i -> random.nextDouble());
    return y;
  }
}
