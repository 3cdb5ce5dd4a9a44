package gradus.data;

import gradus.num.BadInput;
import java.util.Arrays;
import java.util.List;

/** Fits a test set that was read on its own to the training set. */
final class TestAlignment {
  private TestAlignment() {}

  /**
   * The test set with the features of the training set and its classes in the same order.
   *
   * @throws BadInput if features differ, or a class does not occur in training
   */
  static Dataset align(Dataset train, Dataset test) {
    int d = train.dimension();
    if (test.dimension() != d) {
      throw BadInput.in(
          test.name(),
          "the training set %s has %d features, but this test set has %d"
              .formatted(train.name(), d, test.dimension()));
    }
    List<String> plain = Dataset.plainNames(d);
    boolean named = !train.features().equals(plain) && !test.features().equals(plain);
    for (int j = 0; named && j < d; j++) {
      if (!train.features().get(j).equals(test.features().get(j))) {
        throw BadInput.in(
            test.name(),
            "feature %d is '%s' in the training set, but '%s' here; bring the columns in one order"
                .formatted(
                    j + 1,
                    Excerpt.of(train.features().get(j)),
                    Excerpt.of(test.features().get(j))));
      }
    }
    Labels labels = labels(train, test);
    return new Dataset(test.name(), test.inputs(), labels, train.features(), train.shape());
  }

  private static Labels labels(Dataset train, Dataset test) {
    if (!(train.labels() instanceof Labels.Classes known)) {
      return test.labels();
    }
    if (!(test.labels() instanceof Labels.Classes came)) {
      throw BadInput.in(
          test.name(), "the training set has classes, but the labels here are real numbers");
    }
    int[] index = came.names().stream().mapToInt(known.names()::indexOf).toArray();
    for (int k : came.index()) {
      if (index[k] < 0) {
        String name = came.names().get(k);
        throw BadInput.in(
            test.name(),
            "class %s does not occur in the training set; its classes are %s"
                .formatted(Spelling.quoted(name, known.names()), Spelling.list(known.names())));
      }
    }
    return new Labels.Classes(
        Arrays.stream(came.index()).map(k -> index[k]).toArray(), known.names());
  }
}
