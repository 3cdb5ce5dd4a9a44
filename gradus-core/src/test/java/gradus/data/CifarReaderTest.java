package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarReaderTest {
  private static final int IMAGE = 3073;

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void openDirectory() {
    files = new SampleFiles(directory);
  }

  /** One image for each label: red 1, green 2, blue 255 all over, the first pixel its label. */
  private static byte[] batch(int... labels) {
    byte[] batch = new byte[labels.length * IMAGE];
    for (int i = 0; i < labels.length; i++) {
      int at = i * IMAGE;
      batch[at] = (byte) labels[i];
      Arrays.fill(batch, at + 1, at + 1025, (byte) 1);
      Arrays.fill(batch, at + 1025, at + 2049, (byte) 2);
      Arrays.fill(batch, at + 2049, at + IMAGE, (byte) 255);
      batch[at + 1] = (byte) labels[i];
    }
    return batch;
  }

  @Test
  void read_oneBatch_keepsPlanesInOrder() throws IOException {
    Dataset data = files.bytes("data_batch_1.bin", batch(9, 3)).read("data_batch_1.bin").train();

    assertThat(data.shape()).containsExactly(3, 32, 32);
    double[] image = data.inputs().row(0);
    assertThat(image[0]).isEqualTo(9 / 255.0);
    assertThat(image[1]).isEqualTo(1 / 255.0);
    assertThat(image[1023]).isEqualTo(1 / 255.0);
    assertThat(image[1024]).isEqualTo(2 / 255.0);
    assertThat(image[3071]).isEqualTo(1);
    assertThat(data.classCounts()).containsEntry("truck", 1).containsEntry("cat", 1).hasSize(10);
  }

  @Test
  void read_directory_joinsBatchesInOrder() throws IOException {
    files
        .bytes("data_batch_2.bin.gz", SampleFiles.gzip(batch(2)))
        .bytes("data_batch_1.bin", batch(1, 7))
        .bytes("test_batch.bin", batch(7))
        .text("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
    ReadOptions both = ReadOptions.usual().withTestPart(true);

    Loaded loaded = files.read(".", both);

    assertThat(((Labels.Classes) loaded.train().labels()).index()).containsExactly(1, 7, 2);
    assertThat(loaded.train().classCounts()).containsEntry("h", 1);
    assertThat(loaded.test().orElseThrow().size()).isEqualTo(1);
    Loaded some = files.read(".", both.withClasses(List.of("h")));
    assertThat(some.train().size()).isEqualTo(1);
    assertThat(some.train().inputs().at(0, 0)).isEqualTo(7 / 255.0);
  }

  @Test
  void read_truncatedOrForeign_isRefused() throws IOException {
    files
        .bytes("cut.bin", Arrays.copyOf(batch(1, 2), 2 * IMAGE - 5))
        .bytes("none.bin", new byte[0])
        .bytes("other.bin", batch(1, 10))
        .bytes("data_batch_1.bin", batch(0));

    assertThat(files.refusal("cut.bin")).contains("cut.bin", "3068 bytes into image 1");
    assertThat(files.refusal("none.bin")).contains("none.bin", "0 bytes into image 0");
    assertThat(files.refusal("other.bin")).contains("image 1 has 10");
    assertThat(files.refusal(".", ReadOptions.usual().withTestPart(true)))
        .contains("no test_batch.bin");
    files.text("batches.meta.txt", "only\nthree\nnames\n");
    assertThat(files.refusal(".")).contains("10 class names are needed, but 3 came");
  }
}
