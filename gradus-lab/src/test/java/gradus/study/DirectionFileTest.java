package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionFileTest {
  @TempDir Path dir;

  @Test
  void directions_areReadAsWritten_andNormalised() throws IOException {
    Path file = dir.resolve("d.npy");
    try (DirectionFile directions = DirectionFile.open(file, 2, 0)) {
      directions.append(new double[] {3, 4});
      directions.append(new double[] {0, -2});
    }
    List<double[]> rows = DirectionFile.read(file, 2);
    assertThat(rows).hasSize(2);
    // 3/5 and 4/5 are rounded once each.
    assertThat(rows.get(0)).containsExactly(0.6, 0.8);
    assertThat(rows.get(1)).containsExactly(0, -1);
    // As the NumPy format asks: magic, version 1.0, a header that ends at a multiple of 64.
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 4 * 8).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), } ")
        .endsWith(" \n");
  }

  @Test
  void open_atACheckpoint_cutsOffWhatCameLater() {
    Path file = dir.resolve("d.npy");
    try (DirectionFile directions = DirectionFile.open(file, 2, 0)) {
      directions.append(new double[] {1, 0});
      assertThat(directions.sync()).isEqualTo(1);
      directions.append(new double[] {-1, 0});
    }
    try (DirectionFile directions = DirectionFile.open(file, 2, 1)) {
      directions.append(new double[] {0, 1});
    }
    assertThat(DirectionFile.read(file, 2))
        .containsExactly(new double[] {1, 0}, new double[] {0, 1});
    assertThatThrownBy(() -> DirectionFile.open(file, 2, 3))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("shorter than the checkpoint says");
  }

  @Test
  void append_beyondTheBound_keepsWhatIsThere() {
    int p = (int) (DirectionFile.MOST_NUMBERS / 2) - 1;
    Path file = dir.resolve("d.npy");
    double[] w = new double[p];
    w[0] = 1;
    try (DirectionFile directions = DirectionFile.open(file, p, 0)) {
      for (int i = 0; i < 3; i++) {
        directions.append(w);
      }
      assertThat(directions.sync()).isEqualTo(2);
    }
    assertThat(DirectionFile.read(file, p)).hasSize(2);
  }

  @Test
  void read_somethingElse_isSaid() throws IOException {
    Path file = Files.writeString(dir.resolve("d.npy"), "x".repeat(128 + 16));
    assertThatThrownBy(() -> DirectionFile.read(file, 2))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds no directions of 2 weights");
  }
}
