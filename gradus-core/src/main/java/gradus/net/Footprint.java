package gradus.net;

import gradus.num.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a filter sees of an image at each of its places, and which places see each entry of the
 * image. Places in a row that see alike, as all do that touch no padding, go together.
 *
 * @param in the shape of the image
 * @param out the shape of what the filters make of it
 * @param onward the terms of each output: entries of the image, with columns of the filter
 * @param back the terms of each entry of the image: outputs, with places of all filters
 */
record Footprint(Shape in, Shape out, List<Gather> onward, List<Gather> back) {

  /** One place: which columns of the filter's plane meet which rows, the first row kept apart. */
  private record Sight(List<Integer> of, List<Integer> rows, int from) {
    boolean like(Sight other) {
      return of.equals(other.of) && rows.equals(other.rows);
    }
  }

  @FunctionalInterface
  private interface Sees {
    Sight at(int y, int x);
  }

  static Footprint of(Shape in, Window window, int channels) {
    Shape out = Shape.image(channels, window.down(in), window.across(in));
    Lists onward = new Lists(in.channels(), window.size(), in.places());
    Lists back = new Lists(channels, in.channels() * window.size(), out.places());
    return new Footprint(
        in,
        out,
        onward.of(out, 1, window.strideAcross(), (y, x) -> seen(in, window, y, x)),
        back.of(in, window.strideAcross(), 1, (y, x) -> seeing(out, window, y, x)));
  }

  private static Sight seen(Shape in, Window window, int y, int x) {
    List<Integer> of = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < window.height(); i++) {
      int top = y * window.strideDown() - window.padDown() + i;
      for (int j = 0; j < window.width(); j++) {
        int left = x * window.strideAcross() - window.padAcross() + j;
        if (top >= 0 && top < in.height() && left >= 0 && left < in.width()) {
          of.add(i * window.width() + j);
          rows.add(top * in.width() + left);
        }
      }
    }
    return sight(of, rows);
  }

  private static Sight seeing(Shape out, Window window, int y, int x) {
    List<Integer> of = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < window.height(); i++) {
      int down = y + window.padDown() - i;
      int k = Math.floorDiv(down, window.strideDown());
      for (int j = 0; j < window.width(); j++) {
        int across = x + window.padAcross() - j;
        int l = Math.floorDiv(across, window.strideAcross());
        boolean stands = down == k * window.strideDown() && across == l * window.strideAcross();
        if (stands && k >= 0 && k < out.height() && l >= 0 && l < out.width()) {
          of.add(i * window.width() + j);
          rows.add(k * out.width() + l);
        }
      }
    }
    return sight(of, rows);
  }

  private static Sight sight(List<Integer> of, List<Integer> rows) {
    int from = rows.isEmpty() ? 0 : rows.getFirst();
    return new Sight(of, rows.stream().map(row -> row - from).toList(), from);
  }

  /** Makes lists for all channels of those for one; those that are alike are made once. */
  private static final class Lists {
    private final int channels;
    private final int ofApart;
    private final int rowsApart;
    private final Map<List<List<Integer>>, int[][]> made = new HashMap<>();

    Lists(int channels, int ofApart, int rowsApart) {
      this.channels = channels;
      this.ofApart = ofApart;
      this.rowsApart = rowsApart;
    }

    /** All places of a shape, {@code period} apart where they may see alike. */
    List<Gather> of(Shape places, int period, int step, Sees sees) {
      List<Gather> lists = new ArrayList<>();
      for (int y = 0; y < places.height(); y++) {
        for (int first = 0; first < Math.min(period, places.width()); first++) {
          Sight begin = sees.at(y, first);
          int from = first;
          int count = 1;
          for (int x = first + period; x < places.width(); x += period) {
            Sight next = sees.at(y, x);
            boolean goesOn = next.of().isEmpty() || next.from() == begin.from() + count * step;
            if (next.like(begin) && goesOn) {
              count++;
            } else {
              lists.add(list(begin, count, step, y * places.width() + from, period));
              begin = next;
              from = x;
              count = 1;
            }
          }
          lists.add(list(begin, count, step, y * places.width() + from, period));
        }
      }
      return List.copyOf(lists);
    }

    private Gather list(Sight sight, int count, int step, int to, int toStep) {
      int[][] both =
          made.computeIfAbsent(
              List.of(sight.of(), sight.rows()),
              _ -> new int[][] {spread(sight.of(), ofApart), spread(sight.rows(), rowsApart)});
      return new Gather(both[0], both[1], count, sight.from(), step, to, toStep);
    }

    private int[] spread(List<Integer> one, int apart) {
      int[] all = new int[channels * one.size()];
      Arrays.setAll(all, i -> i / one.size() * apart + one.get(i % one.size()));
      return all;
    }
  }
}
