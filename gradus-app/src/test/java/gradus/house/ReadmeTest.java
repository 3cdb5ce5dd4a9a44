package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says is what happens. */
class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
  private static final Pattern EXAMPLE = Pattern.compile("\\./gradus \\w+ ([\\w/.-]+\\.yaml)");

  @Test
  void testCommand_ofReadme_isTheOneThatRuns() throws IOException {
    List<String> runs = lines(".ci/run").stream().filter(line -> line.startsWith("mvn ")).toList();

    assertThat(runs).as("lines of .ci/run that call Maven").hasSize(1);
    assertThat(lines("README.md").stream().map(String::strip)).containsAll(runs);
  }

  @Test
  void examples_inReadme_exist() throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> readme = lines("README.md");
    for (int i = 0; i < readme.size(); i++) {
      Matcher example = EXAMPLE.matcher(readme.get(i));
      while (example.find()) {
        if (!Files.exists(Source.root().resolve(example.group(1)))) {
          missing.add("README.md:%d: there is no %s".formatted(i + 1, example.group(1)));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void links_inPages_leadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      List<String> lines = Files.readAllLines(page);
      for (int i = 0; i < lines.size(); i++) {
        Matcher link = LINK.matcher(lines.get(i));
        while (link.find()) {
          String target = link.group(1);
          if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
            broken.add(
                "%s:%d: leads to %s, which is not there"
                    .formatted(Source.root().relativize(page), i + 1, target));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Source.root().resolve(file));
  }

  /** The pages at the root, those of docs, and one in each module. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> near = Files.walk(Source.root(), 2)) {
      near.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    Path docs = Source.root().resolve("docs");
    if (Files.isDirectory(docs)) {
      try (Stream<Path> deep = Files.walk(docs)) {
        deep.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages.stream().distinct().sorted().toList();
  }
}
