package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that ship stay small enough to read at one go. */
class SizeTest {
  private static final int MOST_LINES = 400;

  @Test
  void sources_shipped_haveAtMost400Lines() {
    List<String> tooLong =
        Source.main().stream()
            .filter(source -> source.lines().size() > MOST_LINES)
            .map(source -> source.at(MOST_LINES + 1) + ": " + source.lines().size() + " lines")
            .toList();

    assertThat(tooLong).as("longer than %s lines", MOST_LINES).isEmpty();
  }
}
