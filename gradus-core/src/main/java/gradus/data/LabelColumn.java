package gradus.data;

import gradus.num.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Collects the labels of a text file and then decides what they are. */
final class LabelColumn {
  private static final int MOST_CLASSES = 1 << 16;
  private static final int NO_WORD = -1;

  private final Path path;
  private final String what;
  private final Map<String, Integer> wordOrder = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private double[] number = new double[1024];
  private int[] word = new int[1024];
  private long[] line = new long[1024];
  private int count;

  /** A column that messages call by this name. */
  LabelColumn(Path path, String what) {
    this.path = path;
    this.what = what;
  }

  /** Adds the label found on a line. */
  void add(String text, long at) {
    if (text.isEmpty()) {
      throw BadInput.at(path, at, what + ": a label is needed, but the field is empty");
    }
    if (count == line.length) {
      number = Arrays.copyOf(number, 2 * count);
      word = Arrays.copyOf(word, 2 * count);
      line = Arrays.copyOf(line, 2 * count);
    }
    number[count] = Decimal.parse(text);
    word[count] = Double.isNaN(number[count]) ? wordAt(text, at) : NO_WORD;
    line[count++] = at;
  }

  private int wordAt(String text, long at) {
    return wordOrder.computeIfAbsent(
        text,
        fresh -> {
          if (words.size() == MOST_CLASSES) {
            throw BadInput.at(
                path,
                at,
                what + ": more than %d classes; is this the label?".formatted(words.size()));
          }
          words.add(fresh);
          return words.size() - 1;
        });
  }

  /**
   * Classes in order of value for integers, in order of appearance for words, real targets for
   * numbers with a fraction; or as the kind demands.
   */
  Labels labels(LabelKind kind) {
    // 'nan' among numbers is a missing label; among words it is a word.
    boolean numeric = words.stream().allMatch(Decimal::isMissing);
    if (numeric) {
      refuse(i -> !Double.isFinite(number[i]), "a finite number", "remove or repair the row");
    }
    if (kind == LabelKind.VALUES || (kind == LabelKind.AUTO && numeric && !integers())) {
      refuse(i -> !Double.isFinite(number[i]), "a finite number", "are these classes?");
      return new Labels.Values(Arrays.copyOf(number, count));
    }
    return numeric ? ordered() : asTheyCame();
  }

  /** Classes by their number in a list of names that the file itself gives. */
  Labels.Classes labels(List<String> names) {
    int most = names.size() - 1;
    refuse(
        i -> !(number[i] == Math.rint(number[i]) && number[i] >= 0 && number[i] <= most),
        "a class number from 0 to " + most,
        "line 1 names %d classes".formatted(names.size()));
    return new Labels.Classes(
        Arrays.stream(number, 0, count).mapToInt(k -> (int) k).toArray(), names);
  }

  private boolean integers() {
    return Arrays.stream(number, 0, count).allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1e9);
  }

  private Labels.Classes ordered() {
    TreeSet<Double> distinct = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      distinct.add(number[i] + 0.0); // makes one class of -0 and 0
      if (distinct.size() > MOST_CLASSES) {
        throw BadInput.at(
            path,
            line[i],
            what + ": more than %d classes; are these real targets?".formatted(MOST_CLASSES));
      }
    }
    double[] ranked = distinct.stream().mapToDouble(Double::doubleValue).toArray();
    return new Labels.Classes(
        Arrays.stream(number, 0, count)
            .mapToInt(v -> Arrays.binarySearch(ranked, v + 0.0))
            .toArray(),
        Arrays.stream(ranked).mapToObj(Range::text).toList());
  }

  /** Classes in order of appearance, numbers among the words under the name of their value. */
  private Labels.Classes asTheyCame() {
    Map<String, Integer> order = new LinkedHashMap<>();
    int[] index = new int[count];
    for (int i = 0; i < count; i++) {
      index[i] = order.computeIfAbsent(text(i), _ -> order.size());
    }
    return new Labels.Classes(index, List.copyOf(order.keySet()));
  }

  private String text(int i) {
    return word[i] == NO_WORD ? Range.text(number[i]) : words.get(word[i]);
  }

  /** Refuses the first label of which the predicate holds. */
  private void refuse(IntPredicate wrong, String needed, String advice) {
    for (int i = 0; i < count; i++) {
      if (wrong.test(i)) {
        throw BadInput.at(
            path,
            line[i],
            "%s: %s is needed as label, but '%s' came; %s"
                .formatted(what, needed, Excerpt.of(text(i)), advice));
      }
    }
  }
}
