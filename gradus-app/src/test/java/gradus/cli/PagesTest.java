package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say of studies is so. */
class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir Path dir;

  @Test
  void studiesInReadme_areReadWithoutComplaint() throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));
    List<String> studies = YAML.matcher(text).results().map(r -> r.group(1)).toList();
    assertThat(studies).isNotEmpty();
    for (String study : studies) {
      Path file = Files.writeString(dir.resolve("s.yaml"), study);
      assertThat(StudyReader.read(file, List.of()).study().arms()).isNotEmpty();
    }
  }

  @Test
  void keysOfTheTables_areKeysOfStudies() throws IOException {
    // An unknown key is answered with all that are allowed: every one of them has its line.
    String page = Files.readString(ROOT.resolve("docs/studies.md"));
    Path file = dir.resolve("s.yaml");
    for (String study :
        List.of(
            "zz: 1", "data: {zz: 1}", GradusTest.STUDY.replace("name: a,", "name: a, zz: 1,"))) {
      Files.writeString(file, study);
      CommandRun run = CommandRun.of("study", file.toString());
      assertThat(run.err()).contains("allowed here: ");
      String allowed = run.err().substring(run.err().indexOf("allowed here: ") + 14).strip();
      for (String key : List.of(allowed.split(", ", -1))) {
        assertThat(page).contains("`" + key + "`");
      }
    }
  }
}
