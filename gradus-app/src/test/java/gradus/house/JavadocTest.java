package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is public is documented, and every room has a first page. */
class JavadocTest {
  private static final Pattern FIRST_PAGE =
      Pattern.compile(
          "\\s*/\\*\\*.*\\w.*\\*/\\s*@NullMarked\\s*package [\\w.]+;.*", Pattern.DOTALL);

  @Test
  void publicTypesAndMethods_all_haveJavadoc() throws IOException {
    List<String> bare = new ArrayList<>();
    for (Source source : Source.main()) {
      bare.addAll(Undocumented.in(source.toString(), source.text()));
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void packages_all_haveAFirstPage() {
    Map<Path, String> pages = new TreeMap<>();
    for (Source source : Source.main()) {
      Path folder = source.path().getParent();
      pages.putIfAbsent(folder, "");
      if (source.path().endsWith("package-info.java")) {
        pages.put(folder, source.text());
      }
    }
    List<String> lacking =
        pages.entrySet().stream()
            .filter(page -> !FIRST_PAGE.matcher(page.getValue()).matches())
            .map(page -> page.getKey() + "/package-info.java:1: no comment or no @NullMarked")
            .toList();
    assertThat(lacking).isEmpty();
  }

  @Test
  void undocumented_bareSource_namesEachBareThing() throws IOException {
    String text =
        """
        package p;

        /** Documented. */
        public final class C {
          public void bare() {}

          /** Documented. */
          public void said() {}

          void hidden() {}

          @Override
          public String toString() {
            return "";
          }

          public interface Inner {
            void alsoBare();

            private void notBare() {}
          }

          /** Documented. */
          public record R(int x) {
            public int x() {
              return x;
            }

            public int y() {
              return 0;
            }
          }

          static class Secret {
            public void nobodySeesIt() {}
          }
        }
        """;

    assertThat(Undocumented.in("C.java", text))
        .containsExactly(
            "C.java:5: public method bare has no Javadoc",
            "C.java:17: public type Inner has no Javadoc",
            "C.java:18: public method alsoBare has no Javadoc",
            "C.java:29: public method y has no Javadoc");
  }
}
