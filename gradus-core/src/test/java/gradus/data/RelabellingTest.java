package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RelabellingTest {
  private static final Dataset IRIS =
      classes(new int[] {0, 1, 2, 0, 1, 2}, "setosa", "versicolor", "virginica");

  /** Examples 0, 1, 2, ... on a line, so that an example tells where it came from. */
  private static Dataset classes(int[] index, String... names) {
    return numbered(new Labels.Classes(index, List.of(names)));
  }

  private static Dataset numbered(Labels labels) {
    double[] places = IntStream.range(0, labels.count()).asDoubleStream().toArray();
    return Dataset.of("numbered", Matrix.wrap(places.length, 1, places), labels);
  }

  private static double[] signs(Dataset data) {
    assertThat(data.labels()).isInstanceOf(Labels.Signs.class);
    return ((Labels.Signs) data.labels()).y();
  }

  @Test
  void binary_twoClasses_keepsTheirRowsOnly() {
    Dataset two = IRIS.binary(List.of("versicolor"), List.of("setosa"));

    assertThat(two.inputs().data()).containsExactly(0, 1, 3, 4);
    assertThat(signs(two)).containsExactly(-1, 1, -1, 1);
  }

  @Test
  void binary_oneSideEmpty_takesAllOthers() {
    assertThat(signs(IRIS.binary(List.of("virginica"), List.of())))
        .containsExactly(-1, -1, 1, -1, -1, 1);
    assertThat(signs(IRIS.binary(List.of(), List.of("virginica"))))
        .containsExactly(1, 1, -1, 1, 1, -1);
  }

  @Test
  void binary_indexAsText_standsForItsClassUnlessClassesAreNumbers() {
    assertThat(signs(IRIS.binary(List.of("2"), List.of("0", "1"))))
        .containsExactly(-1, -1, 1, -1, -1, 1);
    Dataset numbers = classes(new int[] {0, 1, 2}, "1", "2", "3");
    assertThat(signs(numbers.binary(List.of("1"), List.of("2")))).containsExactly(1, -1);
    assertThat(SampleFiles.message(() -> numbers.binary(List.of("0"), List.of("1"))))
        .contains("there is no class '0'", "1, 2, 3");
  }

  @Test
  void binary_misspeltClass_isAskedAbout() {
    assertThat(SampleFiles.message(() -> IRIS.binary(List.of("Setoza"), List.of("versicolor"))))
        .isEqualTo(
            "numbered: there is no class 'Setoza' (did you mean 'setosa'?); the classes are setosa,"
                + " versicolor, virginica");
  }

  @Test
  void binary_classOnBothSides_isRefused() {
    assertThat(SampleFiles.message(() -> IRIS.binary(List.of("setosa"), List.of("0"))))
        .contains("'setosa'", "both");
  }

  @Test
  void binary_sideWithoutExamples_isRefused() {
    Dataset data = classes(new int[] {0, 0}, "a", "b");

    assertThat(SampleFiles.message(() -> data.binary(List.of("a"), List.of("b"))))
        .contains("only one came", "all 2 examples are positive");
  }

  @Test
  void asSigns_secondClassIsPositive() {
    assertThat(signs(classes(new int[] {1, 0}, "no", "yes").asSigns())).containsExactly(1, -1);
  }

  @Test
  void asSigns_numbersThatAreTwo_areTaken() {
    assertThat(signs(numbered(new Labels.Values(new double[] {0, 1})).asSigns()))
        .containsExactly(-1, 1);
    assertThat(signs(numbered(new Labels.Values(new double[] {1, -1})).asSigns()))
        .containsExactly(1, -1);
  }

  @Test
  void asSigns_otherLabels_areRefused() {
    assertThat(SampleFiles.message(IRIS::asSigns)).contains("there are 3", "setosa, versicolor");
    assertThat(SampleFiles.message(classes(new int[] {0, 0}, "a", "b")::asSigns))
        .contains("only one");
    assertThat(SampleFiles.message(numbered(new Labels.Values(new double[] {0.5, 1}))::asSigns))
        .contains("real numbers");
    assertThat(SampleFiles.message(numbered(new Labels.Values(new double[] {0, 0}))::asSigns))
        .contains("only one");
    // All three of -1, 0, 1 are two kinds at once.
    assertThat(SampleFiles.message(numbered(new Labels.Values(new double[] {-1, 0, 1}))::asSigns))
        .contains("real numbers");
  }

  @Test
  void withRandomLabels_share_changesThatShareByChance() {
    int n = 30_000;
    Dataset data = classes(IntStream.range(0, n).map(i -> i % 3).toArray(), "a", "b", "c");

    Dataset mixed = data.withRandomLabels(0.5, new Seed(7));

    int[] before = ((Labels.Classes) data.labels()).index();
    int[] after = ((Labels.Classes) mixed.labels()).index();
    long changed = IntStream.range(0, n).filter(i -> before[i] != after[i]).count();
    // 15,000 are drawn afresh and two thirds of them differ: 10,000, with standard deviation
    // √(15000 · 2/9) = 58; four of these are 231.
    assertThat(changed).isBetween(10_000L - 231, 10_000L + 231);
    assertThat(mixed.inputs()).isEqualTo(data.inputs());
    assertThat(((Labels.Classes) data.withRandomLabels(0.5, new Seed(7)).labels()).index())
        .isEqualTo(after);
  }

  @Test
  void withRandomLabels_signs_staySigns() {
    Dataset data = IRIS.binary(List.of("setosa"), List.of());

    assertThat(data.withRandomLabels(0, new Seed(1)).labels().count()).isEqualTo(6);
    assertThat(signs(data.withRandomLabels(0, new Seed(1)))).isEqualTo(signs(data));
    assertThat(signs(data.withRandomLabels(1, new Seed(1)))).containsAnyOf(-1, 1);
    assertThat(SampleFiles.message(() -> data.withRandomLabels(1.5, new Seed(1)))).contains("1.5");
    Dataset reals = numbered(new Labels.Values(new double[] {0.5, 1.5}));
    assertThat(SampleFiles.message(() -> reals.withRandomLabels(0.5, new Seed(1))))
        .contains("real numbers");
  }

  @Test
  void onlyClasses_keepsLabelsAsTheyAre() {
    Dataset two = IRIS.onlyClasses(List.of("virginica", "setosa"));

    assertThat(((Labels.Classes) two.labels()).index()).containsExactly(0, 2, 0, 2);
    assertThat(two.inputs().data()).containsExactly(0, 2, 3, 5);
  }
}
