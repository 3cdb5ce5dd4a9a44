package gradus.data;

import gradus.num.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises what format a file is in, by its name and its first bytes. */
final class FormatGuess {
  private static final int HEAD = 1 << 12;
  private static final Pattern SPARSE = Pattern.compile("\\s*[-+.0-9eE]+\\s+[0-9]+:\\S.*");

  private FormatGuess() {}

  /** The format of a file or directory. */
  static DataFormat of(Path path) {
    if (Files.isDirectory(path)) {
      return ofDirectory(path);
    }
    if (IdxPair.named(path)) {
      return DataFormat.IDX;
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (bare.endsWith(".csv") || bare.endsWith(".tsv")) {
      return DataFormat.CSV;
    }
    if (bare.endsWith(".bin")) {
      return DataFormat.CIFAR10;
    }
    return ofContent(SourceFile.head(path, HEAD));
  }

  private static DataFormat ofDirectory(Path path) {
    if (IdxPair.holds(path)) {
      return DataFormat.IDX;
    }
    if (CifarBatches.hold(path)) {
      return DataFormat.CIFAR10;
    }
    throw BadInput.in(
        path,
        "a directory of data holds train-images-idx3-ubyte or data_batch_1.bin (or the same with"
            + " .gz), but this one does not; name a file in it");
  }

  private static DataFormat ofContent(byte[] head) {
    if (head.length >= 4 && head[0] == 0 && head[1] == 0) {
      return DataFormat.IDX;
    }
    boolean sparse =
        new String(head, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .findFirst()
            .filter(line -> SPARSE.matcher(line).matches())
            .isPresent();
    return sparse ? DataFormat.LIBSVM : DataFormat.CSV;
  }
}
