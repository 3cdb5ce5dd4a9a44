package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Data sets in the form of Fernández-Delgado, Cernadas, Barro and Amorim (JMLR 15, 2014), many in
 * one zip file: for each set {@code <name>_R.dat} (row number, features, class), {@code
 * conxuntos.dat} (train and validation rows) and {@code conxuntos_kfold.dat} (pairs of train and
 * test rows).
 */
public final class DelgadoArchive {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_SETS = 1_000;

  private final Path file;

  /** The archive in a zip file. */
  public DelgadoArchive(Path file) {
    this.file = file;
  }

  /**
   * A set with its folds.
   *
   * @param data the examples, labels by class number
   * @param folds its published folds
   */
  public record Folded(Dataset data, Folds folds) {}

  /** The names of the sets, in order. */
  public List<String> names() {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      TreeSet<String> names = new TreeSet<>();
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith("_R.dat") && name.indexOf('/') > 0)
          .limit(MOST_SETS)
          .forEach(name -> names.add(name.substring(0, name.indexOf('/'))));
      return List.copyOf(names);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read as a zip file of data sets", e);
    }
  }

  /** The set of that name. */
  public Folded read(String name) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> rows = lines(zip, name + "/" + name + "_R.dat");
      Dataset data = dataset(name, rows.subList(1, rows.size()));
      List<String> folds = new ArrayList<>(lines(zip, name + "/conxuntos.dat"));
      folds.addAll(lines(zip, name + "/conxuntos_kfold.dat"));
      return new Folded(data, Folds.of(file + "!" + name, folds, data.size()));
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read as a zip file of data sets", e);
    }
  }

  private Dataset dataset(String name, List<String> rows) {
    int width = rows.isEmpty() ? 0 : rows.getFirst().strip().split("\\s+", -1).length;
    if (width < 3) {
      throw BadInput.in(file + "!" + name, "rows of a number, features and a class are needed");
    }
    Matrix x = Matrix.zeros(rows.size(), width - 2);
    double[] labels = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      String[] words = rows.get(i).strip().split("\\s+", -1);
      if (words.length != width) {
        throw BadInput.at(
            file + "!" + name,
            i + 2,
            "%d fields are needed, but %d came".formatted(width, words.length));
      }
      for (int k = 1; k < width; k++) {
        double value = Decimal.parse(words[k]);
        if (!Double.isFinite(value)) {
          throw BadInput.at(
              file + "!" + name,
              i + 2,
              "a number is needed, but '%s' came".formatted(Excerpt.of(words[k])));
        }
        if (k == width - 1) {
          labels[i] = value;
        } else {
          x.set(i, k - 1, value);
        }
      }
    }
    double[] kinds = Arrays.stream(labels).distinct().sorted().toArray();
    int[] index = Arrays.stream(labels).mapToInt(v -> Arrays.binarySearch(kinds, v)).toArray();
    List<String> names = Arrays.stream(kinds).mapToObj(Range::text).toList();
    return Dataset.of(name, x, new Labels.Classes(index, names));
  }

  private List<String> lines(ZipFile zip, String entry) throws IOException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw BadInput.in(file, "has no '%s'".formatted(entry));
    }
    try (InputStream in = zip.getInputStream(found)) {
      byte[] bytes = in.readNBytes((int) MOST_BYTES);
      if (bytes.length == MOST_BYTES) {
        throw BadInput.in(file, "'%s' is larger than 64 MiB".formatted(entry));
      }
      return new String(bytes, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(l -> !l.isBlank())
          .toList();
    }
  }
}
