package gradus.data;

import gradus.num.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** Collects the labels of a text file and then decides what they are. */
final class LabelColumn {
  private final Path path;
  private final String what;
  private final Map<String, Integer> order = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Long> firstLine = new ArrayList<>();
  private int[] seen = new int[1024];
  private int count;

  /** A column that messages call by this name. */
  LabelColumn(Path path, String what) {
    this.path = path;
    this.what = what;
  }

  /** Adds the label found on a line. */
  void add(String text, long line) {
    if (text.isEmpty()) {
      throw BadInput.at(path, line, what + ": a label is needed, but the field is empty");
    }
    if (count == seen.length) {
      seen = Arrays.copyOf(seen, 2 * count);
    }
    Integer known = order.get(text);
    if (known == null) {
      known = order.size();
      order.put(text, known);
      texts.add(text);
      firstLine.add(line);
    }
    seen[count++] = known;
  }

  /**
   * Classes in order of value for integers, in order of appearance for words, real targets for
   * numbers with a fraction; or as the kind demands.
   */
  Labels labels(LabelKind kind) {
    double[] value = texts.stream().mapToDouble(Decimal::parse).toArray();
    boolean numeric = true;
    boolean integer = true;
    for (int k = 0; k < value.length; k++) {
      // 'nan' among numbers is a missing label; among words it is a word.
      numeric &= !Double.isNaN(value[k]) || Decimal.isMissing(texts.get(k));
      integer &= value[k] == Math.rint(value[k]) && Math.abs(value[k]) < 1e9;
    }
    if (numeric) {
      refuseNotFinite(value, "remove or repair the row");
    }
    boolean values = kind == LabelKind.VALUES || (kind == LabelKind.AUTO && numeric && !integer);
    if (values) {
      refuseNotFinite(value, "are these classes?");
      return new Labels.Values(each(k -> value[k]));
    }
    return numeric ? sorted(value, integer) : new Labels.Classes(indices(), texts);
  }

  /** Classes by their number in a list of names that the file itself gives. */
  Labels.Classes labels(List<String> names) {
    double[] value = texts.stream().mapToDouble(Decimal::parse).toArray();
    for (int k = 0; k < value.length; k++) {
      if (!(value[k] == Math.rint(value[k]) && value[k] >= 0 && value[k] < names.size())) {
        throw at(
            k,
            "a class number from 0 to %d is needed, but '%s' came (line 1 names %d classes)"
                .formatted(names.size() - 1, Excerpt.of(texts.get(k)), names.size()));
      }
    }
    return new Labels.Classes(Arrays.stream(indices()).map(k -> (int) value[k]).toArray(), names);
  }

  private Labels.Classes sorted(double[] value, boolean integer) {
    TreeMap<Double, String> names = new TreeMap<>();
    for (int k = 0; k < value.length; k++) {
      // + 0.0 makes one class of -0 and 0.
      names.putIfAbsent(value[k] + 0.0, integer ? Long.toString((long) value[k]) : texts.get(k));
    }
    List<Double> ranks = List.copyOf(names.keySet());
    int[] rank =
        Arrays.stream(value).mapToInt(v -> Collections.binarySearch(ranks, v + 0.0)).toArray();
    int[] index = Arrays.stream(indices()).map(k -> rank[k]).toArray();
    return new Labels.Classes(index, List.copyOf(names.values()));
  }

  private void refuseNotFinite(double[] value, String advice) {
    for (int k = 0; k < value.length; k++) {
      if (!Double.isFinite(value[k])) {
        throw at(
            k,
            "a finite number is needed as label, but '%s' came; %s"
                .formatted(Excerpt.of(texts.get(k)), advice));
      }
    }
  }

  private BadInput at(int k, String message) {
    return BadInput.at(path, firstLine.get(k), what + ": " + message);
  }

  private double[] each(IntToDoubleFunction value) {
    return Arrays.stream(indices()).mapToDouble(value).toArray();
  }

  private int[] indices() {
    return Arrays.copyOf(seen, count);
  }
}
