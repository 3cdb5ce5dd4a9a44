package gradus.report;

import gradus.figure.Figure;
import gradus.figure.Surface;
import java.util.List;
import java.util.Map;

/** A piece of a page. The family is closed: every renderer knows every member. */
public sealed interface Block {
  /** The figures in this block. */
  default List<Figure> figures() {
    return List.of();
  }

  /**
   * A paragraph.
   *
   * @param text may hold TeX, code and strong words
   */
  record Prose(String text) implements Block {}

  /**
   * A line that begins with a coloured word, such as a verdict.
   *
   * @param tone its weight
   * @param badge one or two words
   * @param text what follows; may hold TeX and code
   */
  record Badged(Tone tone, String badge, String text) implements Block {}

  /**
   * A formula on a line of its own.
   *
   * @param tex without delimiters
   */
  record Formula(String tex) implements Block {}

  /**
   * One figure over the full width.
   *
   * @param figure what to draw
   */
  record Chart(Figure figure) implements Block {
    @Override
    public List<Figure> figures() {
      return List.of(figure);
    }
  }

  /**
   * Figures side by side, as many as the screen has room for.
   *
   * @param figures what to draw, row by row
   */
  record Grid(List<Figure> figures) implements Block {
    public Grid {
      figures = List.copyOf(figures);
    }
  }

  /**
   * A function of two variables as a surface, over the full width.
   *
   * @param surface what to draw
   */
  record Relief(Surface surface) implements Block {}

  /**
   * Rows of cells under column heads; sorted by a click on a head.
   *
   * @param caption said below the table, or empty; may hold TeX
   * @param columns (c) heads
   * @param rows each of c cells
   */
  record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Cell> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
        }
      }
    }
  }

  /**
   * Intervals on a common axis, a row of bars for each of several things.
   *
   * @param title one short line; may hold TeX
   * @param caption what to see; may hold TeX
   * @param axis what is along it; may hold TeX
   * @param low its lower end
   * @param high its upper end
   * @param colour a place in the palette from 0
   * @param rows from top to bottom
   */
  record Strips(
      String title,
      String caption,
      String axis,
      double low,
      double high,
      int colour,
      List<Strip> rows)
      implements Block {
    /**
     * A row.
     *
     * @param label what it is of; may hold TeX
     * @param spans its bars
     */
    public record Strip(String label, List<Span> spans) {
      public Strip {
        spans = List.copyOf(spans);
      }
    }

    /**
     * A bar.
     *
     * @param from where it begins
     * @param to where it ends
     * @param text what it is, shown when it is pointed at
     */
    public record Span(double from, double to, String text) {}

    public Strips {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Source text, shown as it is.
   *
   * @param caption what it is, such as a file name, or empty
   * @param language {@code yaml} is coloured, anything else is plain
   * @param source the text
   */
  record Code(String caption, String language, String source) implements Block {}

  /**
   * A message that must not be overlooked.
   *
   * @param tone its weight
   * @param title a few words
   * @param text may hold TeX, code and strong words
   */
  record Callout(Tone tone, String title, String text) implements Block {}

  /**
   * Names and values, such as a manifest.
   *
   * @param entries in the order in which they are shown
   */
  record KeyValues(List<Entry> entries) implements Block {
    /**
     * A line of the list.
     *
     * @param key its name
     * @param value its value, shown as it is
     */
    public record Entry(String key, String value) {}

    public KeyValues {
      entries = List.copyOf(entries);
    }

    /** The entries of a map, in its order. */
    public static KeyValues of(Map<String, String> map) {
      return new KeyValues(
          map.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList());
    }
  }
}
