package gradus.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Java file of the reactor, by its path below the root. */
record Source(Path path) {
  private static final Path ROOT = findRoot();

  /** The directory of the reactor. */
  static Path root() {
    return ROOT;
  }

  /** Every Java file below the {@code src} of a module. */
  static List<Source> all() {
    return below("src");
  }

  /** Every Java file that ships. */
  static List<Source> main() {
    return below("src/main/java");
  }

  private static List<Source> below(String folder) {
    List<Source> found =
        list(ROOT, 1).stream()
            .map(module -> module.resolve(folder))
            .filter(Files::isDirectory)
            .flatMap(sources -> list(sources, Integer.MAX_VALUE).stream())
            .filter(path -> path.toString().endsWith(".java"))
            .map(path -> new Source(ROOT.relativize(path)))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalStateException("no Java files below " + ROOT + "/*/" + folder);
    }
    return found;
  }

  String text() {
    try {
      return Files.readString(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return text().lines().toList();
  }

  Path file() {
    return ROOT.resolve(path);
  }

  /** How a message points at a line of this file. */
  String at(long line) {
    return path + ":" + line;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static List<Path> list(Path folder, int depth) {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests run in their module's directory; an editor may run them in the root. */
  private static Path findRoot() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("gradus-core"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("no gradus-core in or above the working directory");
      }
    }
    return here;
  }
}
