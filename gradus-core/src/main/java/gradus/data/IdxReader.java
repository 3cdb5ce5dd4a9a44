package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a pair of IDX files as in MNIST: images (magic 2051, count, rows, columns, pixels) and
 * labels (magic 2049, count, labels), integers big-endian, pixels and labels unsigned bytes.
 */
final class IdxReader {
  private static final int LABELS = 0x0801;
  private static final int IMAGES = 0x0803;
  private static final int MOST_LABELS = 1 << 28;

  private IdxReader() {}

  /** The examples of a pair, of the wanted classes only. */
  static Dataset read(
      Path images, Path labels, String name, ReadOptions options, List<FileHash> log) {
    byte[] classes =
        SourceFile.read(labels, options.limits(), log, content -> labels(content, labels));
    int largest = 0;
    for (byte label : classes) {
      largest = Math.max(largest, label & 0xff);
    }
    List<String> names = ClassNames.digits(largest + 1);
    boolean[] wanted = new boolean[names.size()];
    Arrays.fill(wanted, true);
    boolean[] kept =
        options.classes().isEmpty()
            ? wanted
            : ClassNames.find(labels.toString(), names, options.classes());
    return SourceFile.read(
        images,
        options.limits(),
        log,
        content -> images(content, images, name, options, classes, names, kept));
  }

  private static byte[] labels(InputStream content, Path path) throws IOException {
    int[] sizes = header(content, path, LABELS);
    if (sizes[0] > MOST_LABELS) {
      throw BadInput.in(
          path, "%d labels are more than the %d allowed".formatted(sizes[0], MOST_LABELS));
    }
    byte[] labels = content.readNBytes(sizes[0]);
    refuseOtherLength(content, path, labels.length, sizes[0], "labels");
    return labels;
  }

  private static Dataset images(
      InputStream content,
      Path path,
      String name,
      ReadOptions options,
      byte[] classes,
      List<String> names,
      boolean[] kept)
      throws IOException {
    int[] sizes = header(content, path, IMAGES);
    int n = sizes[0];
    if (n != classes.length) {
      throw BadInput.in(
          path,
          "holds %d images, but its labels file %d labels; they are no pair"
              .formatted(n, classes.length));
    }
    options.limits().check(path, 1, (long) sizes[1] * sizes[2]);
    int d = sizes[1] * sizes[2];
    List<Integer> index = new ArrayList<>();
    for (byte label : classes) {
      if (kept[label & 0xff]) {
        index.add(label & 0xff);
      }
    }
    options.limits().check(path, index.size(), d);
    Matrix inputs = Matrix.zeros(index.size(), d);
    double[] scale = Pixels.scale(options.rawPixels());
    byte[] image = new byte[d];
    int row = 0;
    for (int i = 0; i < n; i++) {
      int came = content.readNBytes(image, 0, d);
      if (came < d) {
        refuseOtherLength(content, path, i, n, "images");
      }
      if (kept[classes[i] & 0xff]) {
        Pixels.convert(image, 0, inputs.data(), row++ * d, d, scale);
      }
    }
    refuseOtherLength(content, path, n, n, "images");
    Labels labels = new Labels.Classes(index.stream().mapToInt(Integer::intValue).toArray(), names);
    return new Dataset(name, inputs, labels, Dataset.plainNames(d), List.of(1, sizes[1], sizes[2]));
  }

  /** The sizes after the magic number. */
  private static int[] header(InputStream content, Path path, int magic) throws IOException {
    ByteBuffer start = ByteBuffer.wrap(content.readNBytes(4));
    int came = start.remaining() < 4 ? 0 : start.getInt();
    if (came != magic) {
      String other =
          came == (magic == LABELS ? IMAGES : LABELS)
              ? "; this is the %s file of the pair".formatted(magic == LABELS ? "images" : "labels")
              : "";
      throw BadInput.in(
          path,
          "an IDX file of %s starts with the magic number %d, but %d came%s"
              .formatted(magic == LABELS ? "labels" : "images", magic, came, other));
    }
    int[] sizes = new int[magic & 0xff];
    ByteBuffer rest = ByteBuffer.wrap(content.readNBytes(4 * sizes.length));
    if (rest.remaining() < 4 * sizes.length) {
      throw BadInput.in(path, "the file ends in its header: it is truncated; fetch it again");
    }
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = rest.getInt();
      if (sizes[k] < 1) {
        throw BadInput.in(path, "sizes are at least 1, but the header says " + sizes[k]);
      }
    }
    return sizes;
  }

  private static void refuseOtherLength(
      InputStream content, Path path, int came, int promised, String what) throws IOException {
    if (came < promised) {
      throw BadInput.in(
          path,
          "the header promises %d %s, but the file ends after %d: it is truncated; fetch it again"
              .formatted(promised, what, came));
    }
    if (content.read() >= 0) {
      throw BadInput.in(
          path,
          "the header promises %d %s, but more bytes follow; is this an IDX file of %s?"
              .formatted(promised, what, what));
    }
  }
}
