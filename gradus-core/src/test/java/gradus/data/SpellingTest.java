package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  @Test
  void quoted_nearName_isSuggested() {
    List<String> names = List.of("versicolor", "virginica", "a");

    assertThat(Spelling.quoted("versicolour", names))
        .isEqualTo("'versicolour' (did you mean 'versicolor'?)");
    assertThat(Spelling.quoted("VIRGINICA", names)).contains("did you mean 'virginica'");
    assertThat(Spelling.quoted("tulip", names)).isEqualTo("'tulip'");
    assertThat(Spelling.quoted("b", names)).isEqualTo("'b'");
  }

  @Test
  void list_manyNames_isCut() {
    List<String> many = IntStream.range(0, 25).mapToObj(Integer::toString).toList();

    assertThat(Spelling.list(many)).endsWith("18, 19 and 5 more");
  }

  @Test
  void excerpt_longOrUnprintable_isShownShort() {
    assertThat(Excerpt.of("x".repeat(50))).isEqualTo("x".repeat(40) + "...");
    assertThat(Excerpt.of("a\nb\u0000")).isEqualTo("a·b·");
  }
}
