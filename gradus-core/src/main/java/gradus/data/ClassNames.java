package gradus.data;

import gradus.num.BadInput;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Finds classes by what a user calls them. */
final class ClassNames {
  private ClassNames() {}

  /**
   * Which classes are wanted: by name or, where no class is named by an integer, by index.
   *
   * @throws BadInput if a wanted class is unknown
   */
  static boolean[] find(String source, List<String> names, Collection<String> wanted) {
    boolean[] found = new boolean[names.size()];
    for (String want : wanted) {
      found[find(source, names, want)] = true;
    }
    return found;
  }

  private static int find(String source, List<String> names, String want) {
    int byName = names.indexOf(want);
    if (byName >= 0) {
      return byName;
    }
    // Where classes are called 1, 2, 3 an index 0, 1, 2 would be taken for the wrong class.
    boolean named = names.stream().noneMatch(ClassNames::isInteger);
    if (named && isInteger(want)) {
      int index = Integer.parseInt(want);
      if (index >= 0 && index < names.size()) {
        return index;
      }
    }
    throw BadInput.in(
        source,
        "there is no class %s; the classes are %s"
            .formatted(Spelling.quoted(want, names), Spelling.list(names)));
  }

  private static boolean isInteger(String text) {
    return text.matches("[+-]?[0-9]{1,9}");
  }

  /** The names 0 to count - 1. */
  static List<String> digits(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
