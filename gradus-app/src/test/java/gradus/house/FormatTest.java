package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as google-java-format leaves it. With {@code -Dformat=write} the files are
 * rewritten instead.
 */
class FormatTest {
  private static final Formatter FORMATTER = new Formatter();

  @Test
  void sources_all_areFormatted() throws IOException, FormatterException {
    boolean write = "write".equals(System.getProperty("format"));
    List<String> different = new ArrayList<>();
    for (Source source : Source.all()) {
      String before = source.text();
      String after = FORMATTER.formatSourceAndFixImports(before);
      Optional<String> difference = firstDifference(source, before, after);
      if (write && difference.isPresent()) {
        Files.writeString(source.file(), after);
      } else {
        difference.ifPresent(different::add);
      }
    }
    assertThat(different)
        .as("not as google-java-format leaves them (rerun with -Dformat=write to rewrite)")
        .isEmpty();
  }

  @Test
  void difference_untidySource_isSeenAtItsLine() throws FormatterException {
    Source source = Source.all().getFirst();
    String tidy = "package p;\n\nclass C {\n  int i;\n}\n";
    String untidy = tidy.replace("  int i", " int  i");

    assertThat(firstDifference(source, untidy, FORMATTER.formatSourceAndFixImports(untidy)))
        .contains(source.at(4) + ": ' int  i;' should be '  int i;'");
    assertThat(firstDifference(source, tidy, FORMATTER.formatSourceAndFixImports(tidy))).isEmpty();
  }

  private static Optional<String> firstDifference(Source source, String before, String after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    List<String> is = before.lines().toList();
    List<String> should = after.lines().toList();
    for (int i = 0; i < Math.min(is.size(), should.size()); i++) {
      if (!is.get(i).equals(should.get(i))) {
        return Optional.of(
            "%s: '%s' should be '%s'".formatted(source.at(i + 1), is.get(i), should.get(i)));
      }
    }
    return Optional.of(source.at(Math.min(is.size(), should.size()) + 1) + ": the file's end");
  }
}
