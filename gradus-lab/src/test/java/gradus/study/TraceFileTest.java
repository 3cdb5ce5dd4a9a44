package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
  @TempDir Path dir;

  @Test
  void rows_readBackBitForBit() {
    Path file = dir.resolve("trace.csv");
    try (TraceFile trace = TraceFile.create(file, List.of("step", "log_risk"))) {
      trace.append(new double[] {0, -0.1});
      trace.append(new double[] {1e15, Double.NEGATIVE_INFINITY});
      trace.append(new double[] {-0.0, Math.PI});
    }
    Trace read = TraceFile.read(file);
    assertThat(read.columns()).containsExactly("step", "log_risk");
    assertThat(read.column("step")).containsExactly(0, 1e15, -0.0);
    assertThat(read.column("log_risk")).containsExactly(-0.1, Double.NEGATIVE_INFINITY, Math.PI);
  }

  @Test
  void resume_cutsOffWhatTheCheckpointDoesNotCover() throws IOException {
    Path file = dir.resolve("trace.csv");
    long covered;
    try (TraceFile trace = TraceFile.create(file, List.of("step"))) {
      trace.append(new double[] {1});
      covered = trace.sync();
      trace.append(new double[] {2});
      trace.append(new double[] {3});
    }
    try (TraceFile trace = TraceFile.resume(file, covered)) {
      trace.append(new double[] {4});
    }
    assertThat(Files.readString(file)).isEqualTo("step\n1\n4\n");
  }

  @Test
  void resume_ofATraceThatLostRows_isAnError() throws IOException {
    Path file = Files.writeString(dir.resolve("trace.csv"), "step\n");
    assertThatThrownBy(() -> TraceFile.resume(file, 100)).isInstanceOf(BadInput.class);
  }

  @Test
  void read_ofRaggedOrTextualRow_namesTheLine() throws IOException {
    Path file = Files.writeString(dir.resolve("trace.csv"), "a,b\n1,2\n3\n");
    assertThatThrownBy(() -> TraceFile.read(file))
        .hasMessage(file + ":3: 1 fields where the header has 2");
    Files.writeString(file, "a,b\n1,x\n");
    assertThatThrownBy(() -> TraceFile.read(file)).hasMessage(file + ":2: 'x' is not a number");
  }

  @Test
  void fullDisk_isSaidInOneLine() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    TraceFile trace = TraceFile.create(full, List.of("step"));
    assertThatThrownBy(trace::sync)
        .isInstanceOf(CannotWrite.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("--resume");
  }
}
