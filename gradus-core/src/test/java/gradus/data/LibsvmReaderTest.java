package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Matrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibsvmReaderTest {
  private static final String SMALL = "# made by hand\n+1 1:0.5 4:-2 # first\n\n-1\n-1 2:1e3\r\n";
  private static final Matrix DENSE =
      Matrix.ofRows(new double[][] {{0.5, 0, 0, -2}, {0, 0, 0, 0}, {0, 1000, 0, 0}});

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void openDirectory() {
    files = new SampleFiles(directory);
  }

  @Test
  void read_sparseLines_becomeADenseSet() throws IOException {
    Dataset data = files.text("small.txt", SMALL).read("small.txt").train();

    assertThat(data.inputs()).isEqualTo(DENSE);
    assertThat(((Labels.Signs) data.asSigns().labels()).y()).containsExactly(1, -1, -1);
    assertThat(data.classCounts()).containsEntry("-1", 2).containsEntry("1", 1);
  }

  @Test
  void read_packed_isTheSame() throws IOException {
    byte[] packed = SampleFiles.gzip(SMALL.getBytes(StandardCharsets.UTF_8));

    assertThat(files.bytes("small.svm.gz", packed).read("small.svm.gz").train().inputs())
        .isEqualTo(DENSE);
  }

  @Test
  void read_dimensionGiven_widensOrRefuses() throws IOException {
    files.text("small.txt", SMALL);

    assertThat(files.read("small.txt", ReadOptions.usual().withDimension(6)).train().dimension())
        .isEqualTo(6);
    assertThat(files.refusal("small.txt", ReadOptions.usual().withDimension(3)))
        .contains("small.txt:2: there are 3 features, but 'index 4' came");
  }

  @Test
  void read_testFileWithFewerIndices_getsTheSameFeatures() throws IOException {
    files.text("train.txt", SMALL).text("test.txt", "-1 1:7\n+1 2:8\n");

    Loaded loaded = files.read("train.txt", ReadOptions.usual().withTestFile("test.txt"));

    assertThat(loaded.test().orElseThrow().inputs())
        .isEqualTo(Matrix.ofRows(new double[][] {{7, 0, 0, 0}, {0, 8, 0, 0}}));
  }

  @Test
  void read_realLabels_areTargets() throws IOException {
    assertThat(files.text("r.txt", "0.5 1:1\n2 1:2\n").read("r.txt").train().labels())
        .isInstanceOf(Labels.Values.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2:1 1:3     | :1: indices must ascend, and the last was 2, but '1:3' came",
        "1 2:1 2:3     | :1: indices must ascend, and the last was 2, but '2:3' came",
        "1 0:1         | :1: indices count from 1, but '0:1' came",
        "1 1:nan       | :1: a finite value is needed, but '1:nan' came",
        "1 1:          | :1: a finite value is needed, but '1:' came",
        "1 1:1e999     | :1: a finite value is needed, but '1:1e999' came",
        "1 qid:3 1:2   | :1: 'index:value' with a whole index is needed, but 'qid:3' came",
        "1 1:1 7       | :1: 'index:value' with a whole index is needed, but '7' came",
        "cat 1:1       | :1: a number is needed as label, but 'cat' came",
        "1,2 1:1       | :1: a number is needed as label, but '1,2' came",
        "nan 1:1       | :1: a number is needed as label, but 'nan' came",
        "1             | lines 'label index:value ...' are needed, but none came",
        "1 999999999:1~1 1:1 | more than the 268435456 allowed",
      })
  void read_badLine_isRefusedWithItsPlace(String content, String message) throws IOException {
    files.text("bad.txt", content.replace('~', '\n') + "\n");

    assertThat(files.refusal("bad.txt", ReadOptions.usual().withFormat(DataFormat.LIBSVM)))
        .contains("bad.txt")
        .contains(message.strip());
  }
}
