package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SplittingTest {
  private static Dataset numbered(Labels labels) {
    double[] places = IntStream.range(0, labels.count()).asDoubleStream().toArray();
    return Dataset.of("numbered", Matrix.wrap(places.length, 1, places), labels);
  }

  private static Dataset uneven() {
    int[] index = IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 99 ? 1 : 2).toArray();
    return numbered(new Labels.Classes(index, List.of("many", "some", "one")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void split_classes_keepTheirProportions(long seed) {
    Split split = uneven().split(0.2, new Seed(seed));

    // 14 of 70, 5.8 of 29 and 0.2 of 1: the largest fraction takes the place that is left.
    assertThat(split.test().classCounts()).containsEntry("many", 14).containsEntry("some", 6);
    assertThat(split.train().classCounts()).containsEntry("one", 1);
  }

  @Test
  void split_parts_areTheWholeOnce() {
    Split split = uneven().split(0.33, new Seed(3));

    double[] all =
        DoubleStream.concat(
                Arrays.stream(split.train().inputs().data()),
                Arrays.stream(split.test().inputs().data()))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 100).asDoubleStream().toArray());
    assertThat(split.test().size()).isEqualTo(33);
  }

  @Test
  void split_otherSeed_choosesOthers() {
    double[] one = uneven().split(0.5, new Seed(1)).test().inputs().data();

    assertThat(uneven().split(0.5, new Seed(1)).test().inputs().data()).isEqualTo(one);
    assertThat(uneven().split(0.5, new Seed(2)).test().inputs().data()).isNotEqualTo(one);
  }

  @Test
  void split_realLabels_areDrawnTogether() {
    Split split = numbered(new Labels.Values(new double[10])).split(0.3, new Seed(1));

    assertThat(split.test().size()).isEqualTo(3);
    assertThat(split.train().size()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 20, Double.NaN})
  void split_shareOutsideItsRange_isRefused(double share) {
    assertThat(SampleFiles.message(() -> uneven().split(share, new Seed(1))))
        .contains("between 0 and 1", String.valueOf(share));
  }

  @Test
  void split_emptyPart_isRefused() {
    assertThat(SampleFiles.message(() -> uneven().split(0.001, new Seed(1))))
        .contains("0 to test", "100 examples");
  }
}
