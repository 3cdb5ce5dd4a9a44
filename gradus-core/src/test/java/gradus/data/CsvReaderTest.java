package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.num.Matrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvReaderTest {
  private static final Matrix SMALL = Matrix.ofRows(new double[][] {{1, 2.5}, {-3, 4e-2}});

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void openDirectory() {
    files = new SampleFiles(directory);
  }

  private Dataset read(String content) throws IOException {
    return files.text("a.csv", content).read("a.csv").train();
  }

  private String refusal(String content) throws IOException {
    return refusal(content, ReadOptions.usual());
  }

  private String refusal(String content, ReadOptions options) throws IOException {
    return files.text("a.csv", content).refusal("a.csv", options);
  }

  private static Labels.Classes classes(Dataset data) {
    assertThat(data.labels()).isInstanceOf(Labels.Classes.class);
    return (Labels.Classes) data.labels();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width,height,kind\n1,2.5,cat\n-3,4e-2,dog\n",
        "width,height,kind\r\n1,2.5,cat\r\n-3,4e-2,dog",
        "\ufeffwidth,height,kind\n\n1,2.5,cat\n  \n-3,4e-2,dog\n\n",
        "\"width\",\"height\",\"kind\"\n\"1\",\"2.5\",\"cat\"\n\"-3\",\"4e-2\",\"dog\"\n",
        " width , height , kind \n 1 , +2.5 ,cat\n-3,.04, \"dog\" \n",
        "width;height;kind\n1;2.5;cat\n-3;0.04;dog\n",
        "width\theight\tkind\n1\t2.5\tcat\n-3\t0.04\tdog\n",
        "width,height,kind\r1,2.5,cat\r-3,4e-2,dog\r",
      })
  void read_header_namesTheColumns(String content) throws IOException {
    Dataset data = read(content);

    assertThat(data.inputs()).isEqualTo(SMALL);
    assertThat(data.features()).containsExactly("width", "height");
    assertThat(classes(data).names()).containsExactly("cat", "dog");
    assertThat(classes(data).index()).containsExactly(0, 1);
    assertThat(data.shape()).containsExactly(2);
    assertThat(data.name()).isEqualTo("a.csv");
  }

  @Test
  void read_noHeader_namesThemByNumber() throws IOException {
    Dataset words = read("1,2.5,cat\n-3,4e-2,dog\n");
    Dataset numbers = read("1,2.5,0\n-3,4e-2,1\n");

    assertThat(words.inputs()).isEqualTo(SMALL);
    assertThat(words.features()).containsExactly("x1", "x2");
    assertThat(classes(words).names()).containsExactly("cat", "dog");
    assertThat(numbers.inputs()).isEqualTo(SMALL);
    assertThat(classes(numbers).names()).containsExactly("0", "1");
  }

  @Test
  void read_headerOverridden_isObeyed() throws IOException {
    files.text("years.csv", "1990,2000,2010\n1,2,3\n4,5,6\n");

    assertThat(files.read("years.csv").train().size()).isEqualTo(3);
    Dataset named = files.read("years.csv", ReadOptions.usual().withHeader(true)).train();
    assertThat(named.size()).isEqualTo(2);
    assertThat(named.features()).containsExactly("1990", "2000");
    assertThat(refusal("a,b,c\n1,2,3\n", ReadOptions.usual().withHeader(false)))
        .contains("a.csv:1: column 1: a number is needed, but 'a' came");
  }

  @ParameterizedTest
  @CsvSource({"kind", "0", "-3"})
  void read_labelColumn_isFoundByNameOrIndex(String label) throws IOException {
    files.text("a.csv", "kind,left,right\ncat,1,2.5\ndog,-3,4e-2\n");

    Dataset data = files.read("a.csv", ReadOptions.usual().withLabel(label)).train();

    assertThat(data.inputs()).isEqualTo(SMALL);
    assertThat(data.features()).containsExactly("left", "right");
    assertThat(classes(data).names()).containsExactly("cat", "dog");
  }

  @Test
  void read_labelColumnAbsent_isRefused() throws IOException {
    String named = "width,height,kind\n1,2,cat\n";
    assertThat(refusal(named, ReadOptions.usual().withLabel("knid")))
        .contains("a.csv:1: there is no label column 'knid'", "width, height, kind");
    assertThat(refusal(named, ReadOptions.usual().withLabel("heigth")))
        .contains("did you mean 'height'");
    assertThat(refusal("1,2,3\n", ReadOptions.usual().withLabel("class")))
        .contains("there is no label column 'class'", "no line names the 3 columns", "-1");
    assertThat(refusal(named, ReadOptions.usual().withLabel("3"))).contains("0 to 2, or -3 to -1");
    assertThat(refusal(named, ReadOptions.usual().withLabel("-4"))).contains("0 to 2, or -3 to -1");
    assertThat(refusal("x,x,y\n1,2,3\n", ReadOptions.usual().withLabel("x")))
        .contains("two columns are called 'x'");
  }

  @Test
  void read_integerLabels_areClassesInOrderOfValue() throws IOException {
    Labels.Classes labels = classes(read("a,y\n1,3\n2,-1\n3,10\n4,3.0\n5,+3\n"));

    assertThat(labels.names()).containsExactly("-1", "3", "10");
    assertThat(labels.index()).containsExactly(1, 0, 2, 1, 1);
  }

  @Test
  void read_wordsAmongNumbers_areClassesInOrderOfAppearance() throws IOException {
    Labels.Classes labels = classes(read("a,y\n1,12345678\n2,cat\n3,-0.5\n4,nan\n5,cat\n"));

    assertThat(labels.names()).containsExactly("12345678", "cat", "-0.5", "nan");
    assertThat(labels.index()).containsExactly(0, 1, 2, 3, 1);
  }

  @Test
  void read_tooManyClasses_asksWhetherThisIsTheLabel() throws IOException {
    StringBuilder words = new StringBuilder();
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i <= 65536; i++) {
      words.append("1,w").append(i).append('\n');
      numbers.append("1,").append(i).append('\n');
    }

    assertThat(refusal(words.toString())).contains("a.csv:65537", "more than 65536 classes");
    assertThat(refusal(numbers.toString())).contains("are these real targets?");
  }

  @Test
  void read_labelsWithFractions_areRealTargets() throws IOException {
    assertThat(read("a,y\n1,3\n2,0.5\n").labels())
        .isInstanceOfSatisfying(
            Labels.Values.class, v -> assertThat(v.y()).containsExactly(3, 0.5));
  }

  @Test
  void read_kindOfLabels_isObeyed() throws IOException {
    files.text("a.csv", "a,y\n1,3\n2,4\n3,4\n").text("b.csv", "a,y\n1,2.5\n2,0.5\n");
    ReadOptions usual = ReadOptions.usual();

    assertThat(files.read("a.csv", usual.withKind(LabelKind.VALUES)).train().labels())
        .isInstanceOf(Labels.Values.class);
    assertThat(classes(files.read("b.csv", usual.withKind(LabelKind.CLASSES)).train()).names())
        .containsExactly("0.5", "2.5");
    assertThat(refusal("a,y\n1,2\n1,cat\n", usual.withKind(LabelKind.VALUES)))
        .contains("a.csv:3: column 2 ('y')", "'cat' came");
  }

  @Test
  void read_quotedFields_mayHoldAnything() throws IOException {
    Dataset data = read("\"a, b\",\"say \"\"so\"\"\",y\n1,2.5,\"two\nlines\"\n-3,0.04,\"\"\"\"\n");

    assertThat(data.features()).containsExactly("a, b", "say \"so\"");
    assertThat(classes(data).names()).containsExactly("two\nlines", "\"");
  }

  @Test
  void read_errorAfterQuotedLineEnds_namesTheRightLine() throws IOException {
    assertThat(refusal("a,y\n1,\"two\nlines\"\n\nx,2\n")).contains("a.csv:5: column 1 ('a')");
  }

  @Test
  void read_scikitLearnHeader_namesTheClasses() throws IOException {
    Dataset data = read("3,2,setosa,versicolor\n1,2,0\n3,4,1\n5,6,1\n");

    assertThat(data.size()).isEqualTo(3);
    assertThat(data.features()).containsExactly("x1", "x2");
    assertThat(data.classCounts()).containsEntry("setosa", 1).containsEntry("versicolor", 2);
    assertThat(files.read("a.csv", ReadOptions.usual().withLabel("class")).train().size())
        .isEqualTo(3);
  }

  @Test
  void read_scikitLearnHeaderWithClassesThatAreNumbers_isRecognisedByWidth() throws IOException {
    Dataset data = read("2,3,0,1,2\n1,2,3,0\n4,5,6,2\n");

    assertThat(data.inputs()).isEqualTo(Matrix.ofRows(new double[][] {{1, 2, 3}, {4, 5, 6}}));
    assertThat(classes(data).names()).containsExactly("0", "1", "2");
  }

  @Test
  void read_scikitLearnHeaderThatLies_isRefused() throws IOException {
    assertThat(refusal("3,2,a,b\n1,2,0\n3,4,1\n")).contains("a.csv:1", "3 rows, but 2 came");
    assertThat(refusal("2,3,a,b\n1,2,0\n3,4,1\n")).contains("a.csv:2", "4 fields, but 3 came");
    assertThat(refusal("2,2,a,b\n1,2,0\n3,4,2\n")).contains("a.csv:3", "from 0 to 1", "'2' came");
    assertThat(refusal("2,2,a,b\n1,2,0\n3,4,1\n", ReadOptions.usual().withLabel("0")))
        .contains("the label is the last column");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,y~1,2,0~1,2~             | :3: 3 fields are needed as in line 1, but 2 came",
        "a,b,y~1,2,0~1,2,3,4~         | :3: 3 fields are needed as in line 1, but 4 came",
        "a,b,y~1,2,0~1,two,1~         | :3: column 2 ('b'): a number is needed, but 'two' came",
        "a,b,y~1,2,0~1,0x1p3,1~       | :3: column 2 ('b'): a number is needed, but '0x1p3' came",
        "a,b,y~1,2,0~1,2f,1~          | :3: column 2 ('b'): a number is needed, but '2f' came",
        "a,b,y~1,2,0~1,1-2,1~         | :3: column 2 ('b'): a number is needed, but '1-2' came",
        "a,b,y~1,2,0~1,,1~            | :3: column 2 ('b'): a number is needed, but the field is"
            + " empty",
        "a,b,y~1,2,0~1,NaN,1~         | :3: column 2 ('b'): a finite number is needed, but 'NaN'"
            + " came",
        "a,b,y~1,2,0~-inf,1,1~        | :3: column 1 ('a'): a finite number is needed, but '-inf'"
            + " came",
        "a,b,y~1,2,0~1e999,1,1~       | :3: column 1 ('a'): a finite number is needed, but '1e999'"
            + " came",
        "nan,1,0~1,2,1~               | :1: column 1: a finite number is needed, but 'nan' came",
        "a,b,y~1,2,0~3,4,~            | :3: column 3 ('y'): a label is needed, but the field is"
            + " empty",
        "a,b,y~1,2,0~3,4,nan~         | :3: column 3 ('y'): a finite number is needed as label",
        "a,b,y~1,2,0.5~3,4,Infinity~  | :3: column 3 ('y'): a finite number is needed as label",
        "a~1~2~                       | :1: a label and at least one feature are needed",
        "a,b,y~1,2,\"cat~             | :2: a quoted field begins here and is never closed",
        "a,b,y~1,\"2\"3,cat~          | :2: text follows a closing quote",
        "a,b,y~                       | only a header line came",
      })
  void read_badContent_isRefusedWithItsPlace(String content, String message) throws IOException {
    assertThat(refusal(content.replace('~', '\n'))).contains("a.csv").contains(message.strip());
  }

  @Test
  void read_emptyFile_isRefused() throws IOException {
    assertThat(refusal("")).contains("the file is empty");
    assertThat(refusal("\n \n")).contains("the file is empty");
  }

  @Test
  void read_bytesThatAreNotText_areRefused() throws IOException {
    files.bytes("latin.csv", "a,y\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(files.refusal("latin.csv")).contains("latin.csv", "UTF-8");
  }

  @Test
  void read_moreNumbersThanAllowed_isRefused() throws IOException {
    ReadOptions few = ReadOptions.usual().withLimits(new ReadLimits(1000, 5));

    assertThat(refusal("a,b,y\n1,2,0\n3,4,1\n5,6,1\n", few)).contains("more than the 5 allowed");
    ReadOptions short_ = ReadOptions.usual().withLimits(new ReadLimits(10, 100));
    assertThat(refusal("a,b,y\n1,2,0\n3,4,1\n5,6,1\n", short_)).contains("the 10 bytes allowed");
  }

  @Test
  void read_manyRows_keepsThemAll() throws IOException {
    StringBuilder text = new StringBuilder("a,y\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(',').append(i % 7).append('\n');
    }

    Dataset data = read(text.toString());

    assertThat(data.size()).isEqualTo(5000);
    assertThat(data.inputs().at(4999, 0)).isEqualTo(4999);
    assertThat(classes(data).names()).isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6"));
  }
}
