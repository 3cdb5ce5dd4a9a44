package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  private static final Dataset THREE =
      new Dataset(
          "three",
          Matrix.ofRows(new double[][] {{3, 4}, {1, 0}, {0, -10}}),
          new Labels.Classes(new int[] {0, 1, 0}, List.of("cat", "dog")),
          List.of("left", "right"),
          List.of(2));

  @Test
  void withBias_appendsOnes_andLeavesTheOriginal() {
    Dataset biased = THREE.withBias();

    assertThat(biased.inputs())
        .isEqualTo(Matrix.ofRows(new double[][] {{3, 4, 1}, {1, 0, 1}, {0, -10, 1}}));
    assertThat(biased.features()).containsExactly("left", "right", "bias");
    assertThat(biased.shape()).containsExactly(3);
    assertThat(THREE.dimension()).isEqualTo(2);
  }

  @Test
  void normalised_dividesEachRowByItsNorm() {
    assertThat(THREE.normalised().inputs())
        .isEqualTo(Matrix.ofRows(new double[][] {{3 / 5.0, 4 / 5.0}, {1, 0}, {0, -1}}));
  }

  @Test
  void normalised_rowOfZeros_isRefusedByItsNumber() {
    Dataset zero = Dataset.of("zeros", Matrix.zeros(2, 2), new Labels.Values(new double[] {1, 2}));

    assertThat(SampleFiles.message(zero::normalised)).contains("zeros: row 1");
  }

  @Test
  void inUnitBall_scalesTheLongestRowToOne() {
    assertThat(THREE.inUnitBall().inputs())
        .isEqualTo(Matrix.ofRows(new double[][] {{0.3, 0.4}, {0.1, 0}, {0, -1}}));
  }

  @Test
  void select_takesRowsInTheOrderAsked() {
    Dataset two = THREE.select(new int[] {2, 1});

    assertThat(two.inputs()).isEqualTo(Matrix.ofRows(new double[][] {{0, -10}, {1, 0}}));
    assertThat(two.labels()).isInstanceOf(Labels.Classes.class);
    assertThat(((Labels.Classes) two.labels()).index()).containsExactly(0, 1);
  }

  @Test
  void classCounts_countEveryClass() {
    assertThat(THREE.classCounts()).containsExactly(Map.entry("cat", 2), Map.entry("dog", 1));
    assertThat(THREE.asSigns().classCounts()).containsEntry("-1", 2).containsEntry("+1", 1);
  }

  @Test
  void make_numberThatIsNotFinite_namesRowAndColumn() {
    Matrix inputs = Matrix.ofRows(new double[][] {{1, 2}, {3, Double.NaN}});
    Labels labels = new Labels.Values(new double[] {0, 1});

    assertThat(
            SampleFiles.message(
                () -> new Dataset("bad", inputs, labels, List.of("a", "b"), List.of(2))))
        .contains("bad: row 2, column 'b'")
        .contains("NaN");
    assertThat(
            SampleFiles.message(
                () ->
                    Dataset.of(
                        "bad",
                        Matrix.zeros(2, 1),
                        new Labels.Values(new double[] {0, Double.NEGATIVE_INFINITY}))))
        .contains("row 2, the label");
  }

  @Test
  void make_partsThatDoNotFit_isRefused() {
    Labels labels = new Labels.Values(new double[] {0, 1});
    Matrix inputs = Matrix.zeros(2, 4);

    assertThatThrownBy(() -> Dataset.of("x", Matrix.zeros(3, 4), labels))
        .hasMessageContaining("2 labels for 3 examples");
    assertThatThrownBy(() -> new Dataset("x", inputs, labels, List.of("a"), List.of(4)))
        .hasMessageContaining("1 names for 4 features");
    assertThatThrownBy(
            () -> new Dataset("x", inputs, labels, Dataset.plainNames(4), List.of(1, 2, 3)))
        .hasMessageContaining("shape [1, 2, 3]");
    assertThatThrownBy(() -> new Labels.Signs(new double[] {1, 0}))
        .hasMessageContaining("-1 or +1");
    assertThatThrownBy(() -> new Labels.Classes(new int[] {0, 2}, List.of("a", "b")))
        .hasMessageContaining("class 2");
  }

  @Test
  void standardised_columns_haveMeanZeroAndDeviationOne() {
    Matrix x =
        Matrix.ofRows(new double[][] {{1e9 + 1, 0.1, 2}, {1e9 + 2, 0.1, 2}, {1e9 + 6, 0.1, 5}});
    Dataset data = Dataset.of("tall", x, new Labels.Values(new double[3])).standardised();

    // By hand: mean 1e9 + 3, deviations from it -2, -1, 3, so sd √(14/3). Subtracting numbers of
    // 1e9 costs 1e-7 of absolute accuracy at worst.
    double sd = Math.sqrt(14 / 3.0);
    assertThat(data.inputs().col(0))
        .containsExactly(new double[] {-2 / sd, -1 / sd, 3 / sd}, within(1e-6));
    // A constant column whose mean is off by round-off is still all 0.
    assertThat(data.inputs().col(1)).containsOnly(0);
    double r = Math.sqrt(0.5);
    assertThat(data.inputs().col(2)).containsExactly(new double[] {-r, -r, 2 * r}, within(1e-15));
  }

  @Test
  void standardisation_appliedToTest_usesTheStatisticsOfTraining() {
    Dataset train =
        Dataset.of(
            "train",
            Matrix.ofRows(new double[][] {{0, 7}, {2, 7}}),
            new Labels.Values(new double[2]));
    Dataset test =
        Dataset.of(
            "test", Matrix.ofRows(new double[][] {{5, 9}}), new Labels.Values(new double[1]));

    // Training has mean 1, deviation 1 and a constant: 5 becomes 4, the constant column 0.
    assertThat(Standardisation.of(train).apply(test).inputs().row(0)).containsExactly(4, 0);
  }
}
