package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public data sets under GRADUS_DATA; skipped where that is not set. */
final class RealDataTest {
  private DataFiles files = DataFiles.in(Path.of("."), Optional.empty());

  @BeforeEach
  void findData() {
    String root = System.getenv("GRADUS_DATA");
    assumeTrue(
        root != null && Files.isDirectory(Path.of(root)),
        "GRADUS_DATA names no directory: the tests on real data are skipped");
    files = DataFiles.in(Path.of("."), Optional.of(Path.of(root)));
  }

  private Loaded read(String name, ReadOptions options) {
    assumeTrue(
        Files.exists(Path.of(System.getenv("GRADUS_DATA"), name)),
        name + " is not under GRADUS_DATA");
    return files.read(name, options);
  }

  private Loaded read(String name) {
    return read(name, ReadOptions.usual());
  }

  @Test
  void iris_hasItsClasses() {
    Loaded iris = read("sklearn/iris.csv");

    assertThat(iris.train().size()).isEqualTo(150);
    assertThat(iris.train().dimension()).isEqualTo(4);
    assertThat(iris.train().classCounts()).hasToString("{setosa=50, versicolor=50, virginica=50}");
    assertThat(iris.files().getFirst().sha256())
        .isEqualTo("f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449");
    assertThat(iris.train().binary(List.of("setosa"), List.of("versicolor")).size()).isEqualTo(100);
  }

  @Test
  void digits_withoutAnyHeader_hasTenClasses() {
    Loaded digits = read("sklearn/digits.csv.gz");

    assertThat(digits.train().size()).isEqualTo(1797);
    assertThat(digits.train().dimension()).isEqualTo(64);
    assertThat(digits.train().classCounts().keySet())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(digits.files().getFirst().sha256())
        .isEqualTo("09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22");
    double[] pixels = digits.train().inputs().data();
    for (double pixel : pixels) {
      assertThat(pixel >= 0 && pixel <= 16).isTrue();
    }
  }

  @Test
  void breastCancer_andWine_haveTheirCounts() {
    Dataset cancer = read("sklearn/breast_cancer.csv").train();

    assertThat(cancer.size()).isEqualTo(569);
    assertThat(cancer.dimension()).isEqualTo(30);
    assertThat(cancer.classCounts()).hasToString("{malignant=212, benign=357}");
    // mean 0 and deviation 1 to round-off of a mean over 569 examples
    for (int j = 0; j < 30; j++) {
      double[] column = cancer.standardised().inputs().col(j);
      double sum = 0;
      double square = 0;
      for (double v : column) {
        sum += v / column.length;
        square += v * v / column.length;
      }
      assertThat(sum).isCloseTo(0, within(1e-12));
      assertThat(square).isCloseTo(1, within(1e-12));
    }
    assertThat(read("sklearn/wine_data.csv").train().classCounts())
        .hasToString("{class_0=59, class_1=71, class_2=48}");
  }

  @ParameterizedTest
  @CsvSource({
    "blood, 748, 4, 2",
    "ecoli, 336, 7, 8",
    "german-credit, 1000, 24, 2",
    "glass, 214, 9, 6",
    "heart, 270, 13, 2",
    "heart-cleveland, 303, 13, 5",
    "image-segmentation, 2310, 18, 7",
    "ionosphere, 351, 33, 2",
    "parkinsons, 195, 22, 2",
    "pima, 768, 8, 2",
    "seeds, 210, 7, 3",
    "sonar, 208, 60, 2",
    "vehicle, 846, 18, 4",
    "vertebral-2, 310, 6, 2",
    "banknote, 1372, 4, 2"
  })
  void uci_hasItsSizes(String name, int n, int d, int classes) {
    Dataset data = read("uci/" + name + ".csv", ReadOptions.usual().withLabel("label")).train();

    assertThat(data.size()).isEqualTo(n);
    assertThat(data.dimension()).isEqualTo(d);
    assertThat(data.classCounts()).hasSize(classes);
    assertThat(data.classCounts().values()).allMatch(count -> count > 0);
  }

  @Test
  void mnist_hasItsClassCounts() {
    Loaded mnist = read("mnist", ReadOptions.usual().withTestPart(true));

    assertThat(mnist.train().classCounts().values())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(mnist.test().orElseThrow().classCounts().values())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(mnist.train().shape()).containsExactly(1, 28, 28);
    assertThat(mnist.files()).hasSize(4);
    assertThat(mnist.files().get(1).sha256())
        .isEqualTo("71524e2cd1ad2968737f7f2f2ff69cbfc32df8ccddff51593f7cb2d4e0eb5b64");
  }

  @Test
  void mnist_twoClasses_areTheSameRows() {
    ReadOptions some = ReadOptions.usual().withClasses(List.of("3", "5"));
    Dataset two =
        read("mnist/t10k-images-idx3-ubyte.gz", some).train().binary(List.of("3"), List.of("5"));
    Dataset all = read("mnist/t10k-images-idx3-ubyte.gz").train();

    assertThat(two.classCounts()).hasToString("{-1=892, +1=1010}");
    assertThat(two.inputs()).isEqualTo(all.binary(List.of("3"), List.of("5")).inputs());
  }

  @Test
  void fashionMnist_test_hasAThousandOfEach() {
    assertThat(read("fashion-mnist/t10k-images-idx3-ubyte.gz").train().classCounts().values())
        .containsOnly(1000)
        .hasSize(10);
  }

  @Test
  void cifar10_firstBatch_hasItsClassCounts() {
    Dataset batch = read("cifar10/data_batch_1.bin.gz").train();

    assertThat(batch.classCounts().values())
        .containsExactly(1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981);
    assertThat(batch.classCounts().keySet()).startsWith("airplane", "automobile", "bird");
    assertThat(batch.shape()).containsExactly(3, 32, 32);
    Loaded cats =
        read("cifar10", ReadOptions.usual().withClasses(List.of("cat")).withTestPart(true));
    assertThat(cats.train().size()).isEqualTo(1016 + 995);
    assertThat(cats.test().orElseThrow().size()).isEqualTo(1000);
  }
}
