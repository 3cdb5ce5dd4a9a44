package gradus.report;

import java.util.List;

/**
 * A part of a page under one heading.
 *
 * @param heading a short line, also shown in the page's index
 * @param blocks what stands below it, in order
 */
public record Section(String heading, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  /** A section of these blocks. */
  public static Section of(String heading, Block... blocks) {
    return new Section(heading, List.of(blocks));
  }
}
