package gradus.data;

import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** New labels for the same examples. */
final class Relabelling {
  private static final List<String> SIGN_NAMES = List.of("-1", "+1");

  private Relabelling() {}

  static Map<String, Integer> counts(Labels labels) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (!(labels instanceof Labels.Values)) {
      Labels.Classes classes = classes("", labels);
      int[] count = new int[classes.names().size()];
      for (int k : classes.index()) {
        count[k]++;
      }
      for (int k = 0; k < count.length; k++) {
        counts.merge(classes.names().get(k), count[k], Integer::sum);
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  static Dataset only(Dataset data, List<String> names) {
    Labels.Classes classes = classes(data.name(), data.labels());
    boolean[] wanted = ClassNames.find(data.name(), classes.names(), names);
    int[] index = classes.index();
    return data.select(IntStream.range(0, index.length).filter(i -> wanted[index[i]]).toArray());
  }

  static Dataset binary(Dataset data, List<String> positive, List<String> negative) {
    if (positive.isEmpty() && negative.isEmpty()) {
      throw new IllegalArgumentException("no class is named as positive or negative");
    }
    Labels.Classes classes = classes(data.name(), data.labels());
    boolean[] plus = ClassNames.find(data.name(), classes.names(), positive);
    boolean[] minus = ClassNames.find(data.name(), classes.names(), negative);
    for (int k = 0; k < plus.length; k++) {
      if (plus[k] && minus[k]) {
        throw BadInput.in(
            data.name(),
            "class '%s' is named both positive and negative; it can be one of them"
                .formatted(Excerpt.of(classes.names().get(k))));
      }
      plus[k] |= positive.isEmpty() && !minus[k];
      minus[k] |= negative.isEmpty() && !plus[k];
    }
    int[] index = classes.index();
    int[] rows =
        IntStream.range(0, index.length).filter(i -> plus[index[i]] || minus[index[i]]).toArray();
    double[] y = Arrays.stream(rows).mapToDouble(i -> plus[index[i]] ? 1 : -1).toArray();
    return data.select(rows).with(twoClasses(data.name(), y));
  }

  static Dataset asSigns(Dataset data) {
    double[] y =
        switch (data.labels()) {
          case Labels.Signs(double[] signs) -> signs;
          case Labels.Classes(int[] index, List<String> names) -> {
            if (names.size() > 2) {
              throw BadInput.in(
                  data.name(),
                  "two classes are needed, but there are %d (%s); name one or more as positive and as negative"
                      .formatted(names.size(), Spelling.list(names)));
            }
            yield Arrays.stream(index).mapToDouble(k -> 2 * k - 1).toArray();
          }
          case Labels.Values(double[] values) -> signsOf(data.name(), values);
        };
    return data.with(twoClasses(data.name(), y));
  }

  static Dataset random(Dataset data, double share, Seed seed) {
    if (!(share >= 0 && share <= 1)) {
      throw BadInput.in(
          data.name(), "the share of random labels must lie in [0, 1], but " + share + " came");
    }
    Labels.Classes classes = classes(data.name(), data.labels());
    RandomGenerator random = seed.child("random-labels").random();
    int[] index = classes.index().clone();
    for (int i : Shuffle.subset(index.length, (int) Math.round(share * index.length), random)) {
      index[i] = random.nextInt(classes.names().size());
    }
    return data.with(
        data.labels() instanceof Labels.Signs
            ? new Labels.Signs(Arrays.stream(index).mapToDouble(k -> 2 * k - 1).toArray())
            : new Labels.Classes(index, classes.names()));
  }

  /** The labels as classes, signs as the classes -1 and +1. */
  private static Labels.Classes classes(String source, Labels labels) {
    return switch (labels) {
      case Labels.Classes classes -> classes;
      case Labels.Signs(double[] y) ->
          new Labels.Classes(Arrays.stream(y).mapToInt(s -> s > 0 ? 1 : 0).toArray(), SIGN_NAMES);
      case Labels.Values _ ->
          throw BadInput.in(
              source, "classes are needed, but the labels are real numbers; take another column");
    };
  }

  private static double[] signsOf(String source, double[] values) {
    boolean signs = Arrays.stream(values).allMatch(v -> Math.abs(v) == 1);
    boolean bits = Arrays.stream(values).allMatch(v -> v == 0 || v == 1);
    if (!signs && !bits) {
      throw BadInput.in(
          source, "two classes are needed, but the labels are real numbers; take another column");
    }
    return Arrays.stream(values).map(v -> v > 0 ? 1 : -1).toArray();
  }

  private static Labels.Signs twoClasses(String source, double[] y) {
    long positive = Arrays.stream(y).filter(s -> s > 0).count();
    if (positive == 0 || positive == y.length) {
      throw BadInput.in(
          source,
          "two classes are needed, but only one came: all %d examples are %s"
              .formatted(y.length, positive == 0 ? "negative (-1)" : "positive (+1)"));
    }
    return new Labels.Signs(y);
  }
}
