package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the binary version of CIFAR-10: per image one label byte and 3072 pixels, three planes
 * (red, green, blue) of 32 x 32.
 */
final class CifarReader {
  private static final int PIXELS = 3 * 32 * 32;
  private static final List<String> NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final ReadOptions options;
  private final List<String> names;
  private final boolean[] wanted;
  private final List<byte[]> images = new ArrayList<>();

  private CifarReader(List<String> names, boolean[] wanted, ReadOptions options) {
    this.options = options;
    this.names = names;
    this.wanted = wanted;
  }

  /** The examples of some batches that lie in one directory, of the wanted classes only. */
  static Dataset read(List<Path> batches, String name, ReadOptions options, List<FileHash> log) {
    Path meta = batches.getFirst().resolveSibling("batches.meta.txt");
    List<String> names =
        Files.isRegularFile(meta)
            ? SourceFile.read(meta, options.limits(), log, content -> names(content, meta))
            : NAMES;
    boolean[] wanted = new boolean[names.size()];
    Arrays.fill(wanted, true);
    CifarReader reader =
        new CifarReader(
            names,
            options.classes().isEmpty() ? wanted : ClassNames.find(name, names, options.classes()),
            options);
    for (Path batch : batches) {
      SourceFile.read(batch, options.limits(), log, content -> reader.add(content, batch));
    }
    return reader.dataset(name);
  }

  private static List<String> names(InputStream content, Path path) throws IOException {
    String text = new String(content.readNBytes(1 << 16), StandardCharsets.UTF_8);
    List<String> names = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (names.size() != NAMES.size()) {
      throw BadInput.in(path, "10 class names are needed, but %d came".formatted(names.size()));
    }
    return names;
  }

  private int add(InputStream content, Path batch) throws IOException {
    int count = 0;
    while (true) {
      byte[] image = content.readNBytes(1 + PIXELS);
      if (image.length == 0 && count > 0) {
        return count;
      }
      if (image.length < 1 + PIXELS) {
        throw BadInput.in(
            batch,
            "images of 3073 bytes are needed, but the file ends %d bytes into image %d: it is truncated, or no CIFAR-10 batch"
                .formatted(image.length, count));
      }
      int label = image[0] & 0xff;
      if (label >= names.size()) {
        throw BadInput.in(
            batch,
            "labels go from 0 to 9, but image %d has %d; is this a CIFAR-10 batch?"
                .formatted(count, label));
      }
      if (wanted[label]) {
        images.add(image);
        options.limits().check(batch, images.size(), PIXELS);
      }
      count++;
    }
  }

  private Dataset dataset(String name) {
    Matrix inputs = Matrix.zeros(images.size(), PIXELS);
    double[] scale = Pixels.scale(options.rawPixels());
    int[] index = new int[images.size()];
    for (int i = 0; i < index.length; i++) {
      index[i] = images.get(i)[0] & 0xff;
      Pixels.convert(images.get(i), 1, inputs.data(), i * PIXELS, PIXELS, scale);
    }
    return new Dataset(
        name,
        inputs,
        new Labels.Classes(index, names),
        Dataset.plainNames(PIXELS),
        List.of(3, 32, 32));
  }
}
