package gradus.report;

import gradus.figure.Figure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A page as data: what a report says, from its title to its last table.
 *
 * @param kind one or two words above the title, such as {@code Study}
 * @param title the name of what is reported
 * @param subtitle one line below the title
 * @param lead the paragraph that says what happened; may hold TeX
 * @param tiles key results, in the order of their weight
 * @param sections the body
 * @param footer a last line, such as version and date
 */
public record Page(
    String kind,
    String title,
    String subtitle,
    String lead,
    List<Tile> tiles,
    List<Section> sections,
    String footer) {
  public Page {
    tiles = List.copyOf(tiles);
    sections = List.copyOf(sections);
    Set<String> seen = new HashSet<>();
    for (Figure figure : figures(sections)) {
      if (!seen.add(figure.id())) {
        throw new IllegalArgumentException("two figures of the page are called " + figure.id());
      }
    }
  }

  /** All figures of the page, in the order in which they stand. */
  public List<Figure> figures() {
    return figures(sections);
  }

  private static List<Figure> figures(List<Section> sections) {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .flatMap(block -> block.figures().stream())
        .toList();
  }
}
