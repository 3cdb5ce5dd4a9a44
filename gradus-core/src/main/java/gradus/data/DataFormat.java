package gradus.data;

import gradus.num.BadInput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The file formats that can be read; each also as {@code .gz}. */
public enum DataFormat {
  /** Fields with commas (or semicolons, or tabs) between, with a header line or none. */
  CSV,
  /** Sparse text: a label and {@code index:value} pairs on each line, indices from 1. */
  LIBSVM,
  /** Images and labels as in MNIST, a pair of files or a directory of pairs. */
  IDX,
  /** The binary version of CIFAR-10: one batch or a directory of batches. */
  CIFAR10;

  /** The name as a user writes it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of that name.
   *
   * @throws BadInput if there is none
   */
  public static DataFormat named(String name) {
    List<String> names = Arrays.stream(values()).map(DataFormat::label).toList();
    int found = names.indexOf(name.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw new BadInput(
          "there is no data format %s; the formats are %s"
              .formatted(Spelling.quoted(name, names), Spelling.list(names)));
    }
    return values()[found];
  }
}
