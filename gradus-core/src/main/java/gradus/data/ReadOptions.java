package gradus.data;

import java.util.List;
import java.util.Optional;

/**
 * How a file is to be read; {@link #usual()} recognises what it can.
 *
 * @param format the format; recognised by content and name when absent
 * @param header whether the first line of a CSV file names the columns; recognised when absent
 * @param label the label's column in a CSV file: a name, or an index from 0 (from the end when
 *     negative); the last column when absent
 * @param kind how text labels are taken
 * @param labelsFile the labels that belong to IDX images; found by name beside them when absent
 * @param rawPixels whether pixels stay 0 to 255; otherwise they are divided by 255
 * @param classes read only these classes; all when empty
 * @param dimension the number of features of a LIBSVM file; its largest index when absent
 * @param testFile the file with the test examples
 * @param testPart whether to read the test part of an image set as well: t10k beside train, or
 *     test_batch beside data_batch
 * @param limits how much is read at most
 */
public record ReadOptions(
    Optional<DataFormat> format,
    Optional<Boolean> header,
    Optional<String> label,
    LabelKind kind,
    Optional<String> labelsFile,
    boolean rawPixels,
    List<String> classes,
    Optional<Integer> dimension,
    Optional<String> testFile,
    boolean testPart,
    ReadLimits limits) {
  private static final ReadOptions USUAL =
      new ReadOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LabelKind.AUTO,
          Optional.empty(),
          false,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          ReadLimits.usual());

  /** Copies the list. */
  public ReadOptions {
    classes = List.copyOf(classes);
  }

  /** Everything recognised, pixels divided by 255, all classes, no test set. */
  public static ReadOptions usual() {
    return USUAL;
  }

  /** In this format. */
  public ReadOptions withFormat(DataFormat format) {
    return new ReadOptions(
        Optional.of(format),
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With a header line, or without one. */
  public ReadOptions withHeader(boolean header) {
    return new ReadOptions(
        format,
        Optional.of(header),
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With the label in this column: a name, or an index as text. */
  public ReadOptions withLabel(String label) {
    return new ReadOptions(
        format,
        header,
        Optional.of(label),
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With labels taken this way. */
  public ReadOptions withKind(LabelKind kind) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With IDX labels from this file. */
  public ReadOptions withLabelsFile(String labelsFile) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        Optional.of(labelsFile),
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With pixels 0 to 255, or divided by 255. */
  public ReadOptions withRawPixels(boolean rawPixels) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With only these classes. */
  public ReadOptions withClasses(List<String> classes) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With this many features. */
  public ReadOptions withDimension(int dimension) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        Optional.of(dimension),
        testFile,
        testPart,
        limits);
  }

  /** With test examples from this file. */
  public ReadOptions withTestFile(String testFile) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        Optional.of(testFile),
        testPart,
        limits);
  }

  /** With the test part of an image set, or without it. */
  public ReadOptions withTestPart(boolean testPart) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }

  /** With other limits. */
  public ReadOptions withLimits(ReadLimits limits) {
    return new ReadOptions(
        format,
        header,
        label,
        kind,
        labelsFile,
        rawPixels,
        classes,
        dimension,
        testFile,
        testPart,
        limits);
  }
}
