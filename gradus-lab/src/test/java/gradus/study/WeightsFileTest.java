package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFileTest {
  @TempDir Path dir;

  @Test
  void writeAndRead_returnEveryBit() {
    RandomGenerator random = new Seed(5).random();
    Matrix a = Matrix.zeros(7, 3);
    for (int i = 0; i < a.data().length; i++) {
      // Any finite bit pattern: tiny, huge, negative and subnormal numbers.
      double v = Double.longBitsToDouble(random.nextLong());
      a.data()[i] = Double.isFinite(v) ? v : Double.MIN_VALUE;
    }
    Matrix b = Matrix.ofRows(new double[] {-0.0, Double.MAX_VALUE});
    Path file = dir.resolve("w.json");
    AtomicFile.write(file, out -> WeightsFile.write(out, List.of(a, b)));
    List<Matrix> read = WeightsFile.read(file);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).data()).containsExactly(a.data());
    assertThat(read.get(1).data()).containsExactly(b.data());
    assertThat(read.get(0).rows()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}| 1: column 1: expected a list of matrices",
        "[[1]]| 1: column 3: expected a row",
        "[[[1,2],[3]]]| row 2 has 1 numbers where the rows above have 2",
        "[[[1,\"x\"]]]| expected a number, but x came",
        "[[[1,NaN]]]| not valid JSON",
        "[[[1,1e999]]]| 1e999 is not a finite number",
        "[[]]| a matrix without numbers",
        "[[[1]]| not valid JSON",
        "[[[1]]] []| something follows",
      })
  void read_ofSomethingElse_namesFileAndPlace(String text, String message) throws IOException {
    Path file = Files.writeString(dir.resolve("w.json"), text.strip());
    assertThatThrownBy(() -> WeightsFile.read(file))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith(file + ":1: column")
        .message()
        .doesNotContain("\n")
        .contains(message.strip());
  }

  @Test
  void read_ofMissingFile_isClear() {
    assertThatThrownBy(() -> WeightsFile.read(dir.resolve("none.json")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no such file");
  }
}
