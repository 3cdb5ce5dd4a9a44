package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFilesTest {
  private static final String TEXT = "a,b,y\n1,2,cat\n3,4,dog\n";

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void openDirectory() {
    files = new SampleFiles(directory);
  }

  private static byte[] packed(String text) throws IOException {
    return SampleFiles.gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void resolve_name_isLookedUpAsGivenAndThenUnderTheRoot() throws IOException {
    Path base = Files.createDirectory(directory.resolve("base"));
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(root.resolve("both.csv"), TEXT);
    Files.writeString(base.resolve("both.csv"), TEXT);
    Files.writeString(root.resolve("one.csv"), TEXT);
    DataFiles found = DataFiles.in(base, Optional.of(root));

    assertThat(found.resolve("both.csv")).isEqualTo(base.resolve("both.csv"));
    assertThat(found.resolve("one.csv")).isEqualTo(root.resolve("one.csv"));
    String absolute = root.resolve("both.csv").toString();
    assertThat(found.resolve(absolute)).isEqualTo(root.resolve("both.csv"));
    assertThat(SampleFiles.message(() -> found.resolve("none.csv")))
        .contains(base.resolve("none.csv") + " or " + root.resolve("none.csv"));
  }

  @Test
  void resolve_missingWithoutRoot_saysHowToSetOne() {
    assertThat(files.refusal("none.csv"))
        .contains("there is no data file 'none.csv'", files.path("none.csv").toString())
        .contains("set GRADUS_DATA");
    assertThat(files.refusal("a\0b")).contains("is no file name");
  }

  @Test
  void read_hash_isThatOfTheFileAsItLies() throws IOException {
    // The known digest of "abc" padded to a CSV would be ours alone; so a published one: the
    // SHA-256 of the three bytes abc (FIPS 180-2, B.1).
    files.text("abc", "abc");
    List<FileHash> log = new ArrayList<>();

    int first =
        SourceFile.read(files.path("abc"), ReadLimits.usual(), log, content -> content.read());

    assertThat(first).isEqualTo('a');
    assertThat(log)
        .containsExactly(
            new FileHash(
                files.path("abc"),
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void read_packed_isUnpackedAndHashedAsPacked() throws IOException {
    files.text("a.csv", TEXT).bytes("a.csv.gz", packed(TEXT)).bytes("hidden.csv", packed(TEXT));

    Loaded plain = files.read("a.csv");
    Loaded packed = files.read("a.csv.gz");

    assertThat(packed.train().inputs()).isEqualTo(plain.train().inputs());
    assertThat(files.read("hidden.csv").train().inputs()).isEqualTo(plain.train().inputs());
    assertThat(packed.files().getFirst().bytes()).isEqualTo(Files.size(files.path("a.csv.gz")));
    assertThat(packed.files().getFirst().sha256())
        .isNotEqualTo(plain.files().getFirst().sha256())
        .isEqualTo(files.read("hidden.csv").files().getFirst().sha256());
  }

  @Test
  void read_gzipCutAnywhere_isRefused() throws IOException {
    byte[] whole = packed(TEXT.repeat(50).replace("a,b,y\n", ""));
    for (int length :
        new int[] {3, 9, 10, 15, whole.length / 2, whole.length - 8, whole.length - 1}) {
      files.bytes("cut.csv.gz", Arrays.copyOf(whole, length));

      assertThat(files.refusal("cut.csv.gz")).contains("cut.csv.gz", "truncated");
    }
  }

  @Test
  void read_gzipDamaged_isRefused() throws IOException {
    byte[] whole = packed(TEXT.repeat(50).replace("a,b,y\n", ""));
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 7] ^= 1;
    byte[] wrongBlock = whole.clone();
    wrongBlock[10] = 7; // a last block of the kind that does not exist

    assertThat(files.bytes("sum.csv.gz", wrongSum).refusal("sum.csv.gz"))
        .contains("gzip stream is damaged");
    assertThat(files.bytes("block.csv.gz", wrongBlock).refusal("block.csv.gz"))
        .contains("gzip stream is damaged");
    assertThat(files.text("plain.csv.gz", TEXT).refusal("plain.csv.gz"))
        .contains("a gzip stream is expected");
  }

  @Test
  void read_gzipThatUnpacksTooFar_isRefused() throws IOException {
    files.bytes("bomb.csv.gz", SampleFiles.gzip(new byte[5_000_000]));
    ReadOptions small = ReadOptions.usual().withLimits(new ReadLimits(1_000_000, 1_000_000));

    assertThat(Files.size(files.path("bomb.csv.gz"))).isLessThan(10_000);
    assertThat(files.refusal("bomb.csv.gz", small)).contains("bomb.csv.gz");
    files.bytes("blank.csv.gz", packed("\n".repeat(2_000_000)));
    assertThat(files.refusal("blank.csv.gz", small)).contains("the 1000000 bytes allowed");
  }

  @Test
  void read_directoryAsText_isRefused() {
    assertThat(files.refusal(".", ReadOptions.usual().withFormat(DataFormat.CSV)))
        .contains("a file is needed");
  }

  @Test
  void read_contentWithoutTellingName_isRecognised() throws IOException {
    files.text("table", TEXT).text("sparse", "# c\n\n1 1:2 3:4\n-1 2:1\n");

    assertThat(files.read("table").train().dimension()).isEqualTo(2);
    assertThat(files.read("sparse").train().dimension()).isEqualTo(3);
  }

  @Test
  void format_byName_orRefused() {
    assertThat(DataFormat.named("CSV")).isEqualTo(DataFormat.CSV);
    assertThat(DataFormat.named("cifar10")).isEqualTo(DataFormat.CIFAR10);
    assertThat(SampleFiles.message(() -> DataFormat.named("libsmv")))
        .contains("did you mean 'libsvm'", "csv, libsvm, idx, cifar10");
  }

  @Test
  void read_testFile_takesTheClassesOfTraining() throws IOException {
    files
        .text("train.csv", "a,b,y\n1,2,cat\n3,4,dog\n5,6,eel\n")
        .text("test.csv", "a,b,y\n7,8,dog\n9,0,cat\n")
        .text("new.csv", "a,b,y\n7,8,dogs\n")
        .text("wide.csv", "a,b,c,y\n7,8,9,dog\n")
        .text("other.csv", "b,a,y\n7,8,dog\n");

    Loaded loaded = files.read("train.csv", ReadOptions.usual().withTestFile("test.csv"));

    Labels.Classes labels = (Labels.Classes) loaded.test().orElseThrow().labels();
    assertThat(labels.names()).containsExactly("cat", "dog", "eel");
    assertThat(labels.index()).containsExactly(1, 0);
    assertThat(loaded.files()).hasSize(2);
    assertThat(files.refusal("train.csv", ReadOptions.usual().withTestFile("new.csv")))
        .contains("new.csv: class 'dogs' (did you mean 'dog'?)");
    assertThat(files.refusal("train.csv", ReadOptions.usual().withTestFile("wide.csv")))
        .contains("has 2 features, but this test set has 3");
    assertThat(files.refusal("train.csv", ReadOptions.usual().withTestFile("other.csv")))
        .contains("feature 1 is 'a' in the training set, but 'b' here");
    assertThat(files.refusal("train.csv", ReadOptions.usual().withTestPart(true)))
        .contains("no test part");
  }

  @Test
  void read_testFileOfWholeNumbers_staysRealWhereTrainingIs() throws IOException {
    files.text("train.csv", "a,y\n1,0.5\n2,1\n").text("test.csv", "a,y\n1,3\n2,4\n");

    Loaded loaded = files.read("train.csv", ReadOptions.usual().withTestFile("test.csv"));

    assertThat(loaded.test().orElseThrow().labels()).isInstanceOf(Labels.Values.class);
  }
}
