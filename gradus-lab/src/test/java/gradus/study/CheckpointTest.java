package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path dir;

  private Path written() {
    Path file = dir.resolve("checkpoint-a.bin");
    new Checkpoint(
            "abc",
            "a",
            12345,
            6.5,
            Map.of("w", new double[] {-0.0, Double.MIN_VALUE, 1e308}, "empty", new double[0]),
            Map.of("steps", 1L << 60))
        .write(file);
    return file;
  }

  @Test
  void writeAndRead_returnEveryBit() {
    Checkpoint read = Checkpoint.read(written());
    assertThat(read.study()).isEqualTo("abc");
    assertThat(read.arm()).isEqualTo("a");
    assertThat(read.traceBytes()).isEqualTo(12345);
    assertThat(read.wallSeconds()).isEqualTo(6.5);
    assertThat(read.vectors().get("w")).containsExactly(-0.0, Double.MIN_VALUE, 1e308);
    assertThat(read.vectors().get("empty")).isEmpty();
    assertThat(read.numbers()).containsEntry("steps", 1L << 60);
  }

  @Test
  void everySingleDamagedByte_isNoticed() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> Checkpoint.read(file)).as("byte %d", i).isInstanceOf(BadInput.class);
    }
  }

  @Test
  void everyTruncation_isNoticed() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(BadInput.class);
    }
  }
}
