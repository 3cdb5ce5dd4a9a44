package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path dir;

  @Test
  void write_replacesTheWholeFile() throws IOException {
    Path file = dir.resolve("a.json");
    AtomicFile.write(file, "a longer first text");
    AtomicFile.write(file, "second");
    assertThat(file).hasContent("second");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writeThatFailsHalfWay_leavesTheOldFileAndNoPart() throws IOException {
    Path file = dir.resolve("a.json");
    AtomicFile.write(file, "before");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(CannotWrite.class)
        .hasMessageContaining("No space left on device");
    assertThat(file).hasContent("before");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writeBelowARegularFile_saysSo() throws IOException {
    Path file = Files.writeString(dir.resolve("plain"), "x");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("a.json"), "y"))
        .isInstanceOf(CannotWrite.class)
        .hasMessageContaining("Not a directory");
  }
}
