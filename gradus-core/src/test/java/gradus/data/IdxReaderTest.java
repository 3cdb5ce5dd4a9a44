package gradus.data;

import static gradus.data.SampleFiles.gzip;
import static gradus.data.SampleFiles.idx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxReaderTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  // Three images of 2 x 3 with bytes 0, 15, 30, ..., 255; labels 0, 2, 4.
  private static final byte[] THREE = idx(2051, new int[] {3, 2, 3}, 18, 15);
  private static final byte[] THREE_LABELS = idx(2049, new int[] {3}, 3, 2);

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void openDirectory() {
    files = new SampleFiles(directory);
  }

  private SampleFiles pair(byte[] images, byte[] labels) throws IOException {
    return files.bytes(IMAGES, images).bytes(LABELS, labels);
  }

  @Test
  void read_pair_scalesPixels() throws IOException {
    Dataset data = pair(THREE, THREE_LABELS).read(IMAGES).train();

    assertThat(data.shape()).containsExactly(1, 2, 3);
    assertThat(data.inputs().row(0))
        .containsExactly(0, 15 / 255.0, 30 / 255.0, 45 / 255.0, 60 / 255.0, 75 / 255.0);
    assertThat(data.inputs().at(2, 5)).isEqualTo(1); // byte 255 is unsigned
    assertThat(data.classCounts().keySet()).containsExactly("0", "1", "2", "3", "4");
    assertThat(((Labels.Classes) data.labels()).index()).containsExactly(0, 2, 4);
  }

  @Test
  void read_rawPixels_staysAsItIs() throws IOException {
    Dataset data =
        pair(THREE, THREE_LABELS).read(IMAGES, ReadOptions.usual().withRawPixels(true)).train();

    assertThat(data.inputs().row(2)).containsExactly(180, 195, 210, 225, 240, 255);
  }

  @Test
  void read_chosenClasses_readsOnlyThose() throws IOException {
    pair(THREE, THREE_LABELS);
    ReadOptions some = ReadOptions.usual().withClasses(List.of("4", "0"));

    Dataset data = files.read(IMAGES, some).train();

    assertThat(data.inputs())
        .isEqualTo(files.read(IMAGES).train().select(new int[] {0, 2}).inputs());
    assertThat(((Labels.Classes) data.labels()).index()).containsExactly(0, 4);
    assertThat(files.refusal(IMAGES, ReadOptions.usual().withClasses(List.of("7"))))
        .contains("there is no class '7'", "0, 1, 2, 3, 4");
  }

  @Test
  void read_directoryOfPairs_givesTrainAndTest() throws IOException {
    files
        .bytes(IMAGES + ".gz", gzip(THREE))
        .bytes(LABELS + ".gz", gzip(THREE_LABELS))
        .bytes("t10k-images-idx3-ubyte", idx(2051, new int[] {1, 2, 3}, 6, 1))
        .bytes("t10k-labels-idx1-ubyte.gz", gzip(idx(2049, new int[] {1}, 1, 1)));
    DataFiles parent = DataFiles.in(directory.resolve(".."), Optional.empty());
    String name = String.valueOf(directory.getFileName());

    Loaded loaded = parent.read(name, ReadOptions.usual().withTestPart(true));

    assertThat(loaded.train().size()).isEqualTo(3);
    assertThat(loaded.test().orElseThrow().size()).isEqualTo(1);
    assertThat(loaded.test().orElseThrow().inputs().at(0, 5)).isEqualTo(5 / 255.0);
    assertThat(loaded.files()).hasSize(4);
    assertThat(parent.read(name, ReadOptions.usual()).test()).isEmpty();
    assertThat(files.read(IMAGES + ".gz", ReadOptions.usual().withTestPart(true)).test())
        .isPresent();
  }

  @Test
  void read_labelsFileGiven_isUsed() throws IOException {
    files.bytes("digits", THREE).bytes("answers", THREE_LABELS);
    ReadOptions given = ReadOptions.usual().withLabelsFile("answers");

    assertThat(files.read("digits", given).train().size()).isEqualTo(3);
    assertThat(files.refusal("digits")).contains("digits", "name the labels file");
  }

  @Test
  void read_labelsMissing_saysWhichNames() throws IOException {
    files.bytes(IMAGES, THREE);

    assertThat(files.refusal(IMAGES)).contains("neither " + LABELS + " nor " + LABELS + ".gz");
  }

  @Test
  void read_wrongMagic_isRefused() throws IOException {
    assertThat(pair(idx(2052, new int[] {3, 2, 3}, 18, 1), THREE_LABELS).refusal(IMAGES))
        .contains(IMAGES, "magic number 2051, but 2052 came");
    assertThat(pair(THREE, THREE).refusal(IMAGES))
        .contains(LABELS, "magic number 2049, but 2051 came; this is the images file");
    assertThat(pair(THREE_LABELS, THREE_LABELS).refusal(IMAGES))
        .contains("but 2049 came; this is the labels file");
    assertThat(files.refusal(LABELS)).contains("this is a file of labels");
  }

  @Test
  void read_truncated_isRefused() throws IOException {
    assertThat(pair(Arrays.copyOf(THREE, THREE.length - 1), THREE_LABELS).refusal(IMAGES))
        .contains("promises 3 images", "ends after 2", "truncated");
    assertThat(pair(THREE, Arrays.copyOf(THREE_LABELS, 10)).refusal(IMAGES))
        .contains("promises 3 labels", "ends after 2", "truncated");
    assertThat(pair(Arrays.copyOf(THREE, 9), THREE_LABELS).refusal(IMAGES))
        .contains("ends in its header");
    assertThat(pair(new byte[2], THREE_LABELS).refusal(IMAGES)).contains("but 0 came");
  }

  @Test
  void read_sizesThatCannotBe_areRefusedBeforeAnythingIsMade() throws IOException {
    assertThat(pair(THREE, idx(2049, new int[] {2}, 2, 1)).refusal(IMAGES))
        .contains("3 images", "2 labels");
    assertThat(pair(Arrays.copyOf(THREE, THREE.length + 1), THREE_LABELS).refusal(IMAGES))
        .contains("more bytes follow");
    assertThat(pair(idx(2051, new int[] {3, -2, 3}, 0, 1), THREE_LABELS).refusal(IMAGES))
        .contains("at least 1, but the header says -2");
    int huge = Integer.MAX_VALUE;
    assertThat(pair(idx(2051, new int[] {3, huge, huge}, 0, 1), THREE_LABELS).refusal(IMAGES))
        .contains("allowed");
    assertThat(pair(THREE, idx(2049, new int[] {huge}, 3, 1)).refusal(IMAGES)).contains("allowed");
  }

  @Test
  void read_directoryWithoutData_saysWhatItShouldHold() {
    assertThat(files.refusal(".")).contains("train-images-idx3-ubyte", "data_batch_1.bin");
  }

  @Test
  void read_testPartMissing_isRefused() throws IOException {
    assertThat(pair(THREE, THREE_LABELS).refusal(IMAGES, ReadOptions.usual().withTestPart(true)))
        .contains("t10k-images-idx3-ubyte");
  }
}
