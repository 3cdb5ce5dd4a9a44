package gradus.report;

import gradus.figure.Figure;
import gradus.figure.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which colour of the palette each series and band of a figure has.
 *
 * <p>A wish is granted; names without a wish take the lowest places that nobody wished for, in the
 * order of the figure; one name has one colour.
 *
 * @param series (number of series) places in the palette
 * @param bands (number of bands) places in the palette
 */
record Colouring(int[] series, int[] bands) {
  static Colouring of(Figure figure) {
    Map<String, Integer> byName = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    for (Series s : figure.series()) {
      if (s.colour() != Series.BY_NAME) {
        byName.putIfAbsent(s.name(), s.colour());
        taken.add(s.colour());
      }
    }
    List<Series> all = figure.series();
    int[] series = new int[all.size()];
    for (int i = 0; i < series.length; i++) {
      Series s = all.get(i);
      series[i] = s.colour() == Series.BY_NAME ? place(s.name(), byName, taken) : s.colour();
    }
    int[] bands = new int[figure.bands().size()];
    for (int i = 0; i < bands.length; i++) {
      bands[i] = place(figure.bands().get(i).name(), byName, taken);
    }
    return new Colouring(series, bands);
  }

  private static int place(String name, Map<String, Integer> byName, Set<Integer> taken) {
    return byName.computeIfAbsent(
        name,
        n -> {
          int free = 0;
          while (!taken.add(free)) {
            free++;
          }
          return free;
        });
  }
}
